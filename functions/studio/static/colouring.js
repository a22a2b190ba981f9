// Trying colours: areas of a page are filled in on this screen alone, to see whether the page is good to colour in.

import { h, icon, say } from "./dom.js";
import { keyboardCursor } from "./keyboard-cursor.js";

const COLOURS = [
  ["Red", "#e4572e"],
  ["Orange", "#f3a712"],
  ["Yellow", "#f7e06e"],
  ["Green", "#76b041"],
  ["Teal", "#2a9d8f"],
  ["Sky", "#8ecae6"],
  ["Blue", "#3d5a98"],
  ["Violet", "#9b72cf"],
  ["Pink", "#f4a6c0"],
  ["Skin", "#f2c9a1"],
  ["Brown", "#8d6346"],
  ["Grey", "#b8bcc4"],
];

/** Pixels across in which areas are looked for: fine enough for lines of a page, and quick. */
const ACROSS = 850;

/** What is darker than this is a line. */
const DARK = 150;

/** How far beside a line a fingertip may mean the area next to it, in the same pixels. */
const FINGER = 14;

export function colouring({ box }) {
  const label = "Colours. Arrow keys move the cursor, space fills the area under it.";
  const canvas = h("canvas.colours", { hidden: true, tabindex: 0, role: "application", "aria-label": label });
  const undo = h(
    "button.button.small",
    { type: "button", onclick: () => (fills.pop(), changed()) },
    icon("undo"),
    "Undo",
  );
  const clearing = h("button.button.small", { type: "button", onclick: clear }, "Clear");
  const missed = h("p.hint", { hidden: true, role: "status" }, "There is nothing to fill in here: this is a line.");
  const palette = h("div.palette", { role: "radiogroup", "aria-label": "Colour" }, COLOURS.map(swatch));
  const tools = h("div.tools", { hidden: true }, palette, h("div.buttons", {}, undo, clearing), missed);
  const panel = h(
    "p.hint",
    {},
    "Choose a colour below the page and touch an area. This stays on your screen and costs nothing.",
  );
  const cursor = keyboardCursor(canvas, { act: pour, draw });
  let colour = COLOURS[0];
  let fills = [];
  let page = null;

  function swatch([name, value], place) {
    const input = h("input.unseen", {
      type: "radio",
      name: "colour",
      checked: place === 0,
      onchange: () => (colour = [name, value]),
    });
    const spot = h("span.spot");
    spot.style.backgroundColor = value;
    return h("label.swatch", { title: name }, input, spot, h("span.unseen", {}, name));
  }

  canvas.addEventListener("click", (event) => {
    const { left, top, width } = canvas.getBoundingClientRect();
    // A click of the keyboard has no place.
    if (event.detail) pour({ x: (event.clientX - left) / width, y: (event.clientY - top) / width });
  });

  /** Fill the area at a place with the chosen colour. */
  function pour({ x, y }) {
    page ??= lines(box.image);
    if (!page) return;
    const place = openAt(page, Math.floor(x * ACROSS), Math.floor(y * ACROSS));
    missed.hidden = Boolean(place);
    if (!place) return;
    const area = areaAt(page, ...place);
    fills.push({ area, value: colour[1] });
    say(`Filled with ${colour[0].toLowerCase()}`);
    changed();
  }

  function clear() {
    fills = [];
    page = null;
    changed();
  }

  function changed() {
    undo.disabled = clearing.disabled = !fills.length;
    draw();
  }

  function draw() {
    if (canvas.hidden || !box.image.naturalWidth) return;
    [canvas.width, canvas.height] = [ACROSS, heightOf(box.image)];
    const context = canvas.getContext("2d");
    for (const { area, value } of fills) {
      context.fillStyle = value;
      // A little more on each side runs under the lines, which stay black: no white seam is left.
      for (const [top, left, right] of area) context.fillRect(left - 2, top - 2, right - left + 5, 5);
    }
    cursor.draw(context, 0.04);
  }

  box.image.addEventListener("load", draw);
  changed();
  return {
    canvas,
    tools,
    panel,
    clear,
    use(is) {
      canvas.hidden = tools.hidden = !is;
      if (!is) return;
      box.node.scrollIntoView({ block: "nearest" });
      draw();
    },
  };
}

/** Which pixels of a picture are lines; null while it is not there. */
function lines(image) {
  if (!image.naturalWidth) return null;
  const height = heightOf(image);
  const canvas = h("canvas", { width: ACROSS, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, ACROSS, height);
  const { data } = context.getImageData(0, 0, ACROSS, height);
  const isLine = new Uint8Array(ACROSS * height);
  for (let place = 0; place < isLine.length; place += 1) isLine[place] = data[place * 4] < DARK ? 1 : 0;
  return { isLine, height };
}

/** The place, or the one nearest to it that is no line; undefined where there is none under a fingertip. */
function openAt({ isLine, height }, x, y) {
  const found = [];
  for (let top = Math.max(y - FINGER, 0); top <= Math.min(y + FINGER, height - 1); top += 1)
    for (let left = Math.max(x - FINGER, 0); left <= Math.min(x + FINGER, ACROSS - 1); left += 1)
      if (!isLine[top * ACROSS + left]) found.push([left, top]);
  const away = ([left, top]) => Math.hypot(left - x, top - y);
  return found.sort((one, other) => away(one) - away(other))[0];
}

/** The area around an open place, as rows of [top, left, right]. */
function areaAt({ isLine, height }, x, y) {
  const isOpen = new Uint8Array(isLine.length);
  for (let place = 0; place < isLine.length; place += 1) isOpen[place] = 1 - isLine[place];
  const rows = [];
  const next = [[x, y]];
  while (next.length) {
    const [column, top] = next.pop();
    const row = top * ACROSS;
    if (!isOpen[row + column]) continue;
    let [left, right] = [column, column];
    while (left > 0 && isOpen[row + left - 1]) left -= 1;
    while (right < ACROSS - 1 && isOpen[row + right + 1]) right += 1;
    isOpen.fill(0, row + left, row + right + 1);
    rows.push([top, left, right]);
    for (const other of [top - 1, top + 1]) {
      if (other < 0 || other >= height) continue;
      for (let place = left; place <= right; place += 1) {
        const isBegin = isOpen[other * ACROSS + place] && (place === left || !isOpen[other * ACROSS + place - 1]);
        if (isBegin) next.push([place, other]);
      }
    }
  }
  return rows;
}

function heightOf(image) {
  return Math.round((ACROSS * image.naturalHeight) / image.naturalWidth);
}
