// The steps of a book: how far each is, and what comes next.

import { hasSamples } from "./calibration.js";
import { count, fill, h, icon } from "./dom.js";
import { picture } from "./pictures.js";
import { shapeOf } from "./options.js";

/** The way to a book, with what people do at each step. `show` tells it how many pages are drawn. */
export function wayTo(book, { hero, style, draw, print }) {
  const shape = shapeOf(book.project.trimSize);
  const steps = {
    hero: step(1, "Hero", "sheet", hero),
    style: step(2, "Style", shape, style),
    draw: step(3, "Draw", shape, draw),
    print: step(4, "Print", shape, print),
  };
  const next = h("div.next");
  const node = h(
    "div.steps",
    {},
    Object.values(steps).map((each) => each.node),
  );
  let before;

  function show(drawn) {
    const { project } = book;
    const whole = drawn === project.pageCount;
    steps.hero.tell(project.hero?.name ?? "Optional: the same on all pages", project.hero?.thumbnailUrl);
    steps.style.tell(styleOf(project), project.styleAnchorUrl);
    steps.draw.tell(drawn ? `${drawn} of ${project.pageCount} drawn` : "An idea becomes pages", undefined, whole);
    const isExported = project.status === "exported";
    const printed = isExported ? "The files are there" : "PDF or pictures";
    steps.print.tell(whole ? printed : "Once all pages are drawn", undefined, isExported);
    fill(next, isExported ? [] : after(drawn));
    // On a phone the steps come first, until there are pages to look at.
    node.classList.toggle("first", !drawn);
    if (before === undefined) {
      steps.style.node.open = hasSamples(project);
      steps.draw.node.open = !whole;
      steps.print.node.open = whole;
    } else if (whole && before < drawn) goOn();
    before = drawn;
  }

  /** The pages are drawn: their step closes, unless somebody is typing in it, and the next one opens. */
  function goOn() {
    const { draw: done } = steps;
    const focused = done.node.contains(document.activeElement) ? document.activeElement : undefined;
    steps.print.node.open = true;
    if (focused?.matches("input, textarea, select")) return;
    done.node.open = false;
    if (focused) done.head.focus({ preventScroll: true });
  }

  /** What comes next, and the way there. */
  function after(drawn) {
    const all = book.project.pageCount;
    if (!drawn)
      return invite(
        count(all, "blank page"),
        "Tell what happens in the book, and its pages are drawn while you watch. A hero and a style of your own can come first.",
        "Begin with an idea",
        steps.draw,
      );
    if (drawn < all)
      return invite(
        `${drawn} of ${count(all, "page")} ${drawn === 1 ? "is" : "are"} there`,
        "The others can be drawn with the same idea, or with another one.",
        "Draw the others",
        steps.draw,
      );
    return invite(
      all === 1 ? "The page is there" : `All ${all} pages are there`,
      `Open ${all === 1 ? "it" : "a page"} to try colours on it, or to change it. Then make the files for print.`,
      "Print the book",
      steps.print,
    );
  }

  return { node, next, show };
}

/** A step, which can be opened. `tell` says how far it is: what was chosen, with its picture, or what can be done. */
function step(number, title, shape, ...content) {
  const sign = h("span.number", { "aria-hidden": true }, String(number));
  const words = h("small");
  const small = picture("", { shape });
  const head = h("summary", {}, sign, h("span.words", {}, h("h2", {}, title), words), small.node);
  return {
    node: h("details.card.step", {}, head, content),
    head,
    tell(text, url, isDone = Boolean(url)) {
      words.textContent = text;
      head.classList.toggle("done", isDone);
      fill(sign, isDone ? icon("info") : String(number));
      small.node.hidden = !url;
      if (url) small.show(url);
    },
  };
}

function styleOf(project) {
  if (project.styleAnchorUrl) return "Chosen for all pages";
  return hasSamples(project) ? "Four samples to choose from" : "Optional: try four samples";
}

function invite(title, text, label, { node, head }) {
  function go() {
    node.open = true;
    node.scrollIntoView({ block: "nearest" });
    (node.querySelector("textarea") ?? head).focus({ preventScroll: true });
  }
  return [
    h("div", {}, h("h2", {}, title), h("p", {}, text)),
    h("button.button", { type: "button", onclick: go }, label),
  ];
}
