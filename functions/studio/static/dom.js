// Elements of the page. Whatever people or models wrote becomes text, never markup.

/**
 * A new element: h("button.strong", {type: "button", onclick: go}, "Draw").
 *
 * Properties are attributes, but for functions (listeners), booleans (there or not) and `value`.
 */
export function h(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) set(node, key, value);
  node.append(...flat(children));
  return node;
}

/** Put other children into an element. */
export function fill(node, ...children) {
  node.replaceChildren(...flat(children));
  return node;
}

function set(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === "function") node.addEventListener(key.replace(/^on/, ""), value);
  else if (key === "value") node.value = value;
  else node.setAttribute(key, value === true ? "" : value);
}

function flat(children) {
  return children.flat(Infinity).filter((each) => each !== undefined && each !== null && each !== false && each !== "");
}

/** A drawing of the sprite in index.html; only to look at. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

let last = 0;

/** An id that no other element of the page has. */
export function newId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/** Tell screen readers something that has happened. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** A number of things in words: "1 page", "12 pages". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** A time in words, from seconds. */
export function duration(seconds) {
  if (seconds < 90) return count(seconds, "second");
  return seconds < 5400 ? count(Math.ceil(seconds / 60), "minute") : count(Math.round(seconds / 3600), "hour");
}

/** Bytes in words. */
export function bytes(number) {
  const megabytes = number / 1024 / 1024;
  if (megabytes >= 1024) return `${Number((megabytes / 1024).toFixed(1))} GB`;
  return megabytes >= 0.1 ? `${megabytes.toFixed(1)} MB` : `${Math.ceil(number / 1024)} KB`;
}

/** A moment in words of the reader's place. */
export function moment(text) {
  return new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
