// The pages of a book, each a link to its own view.

import { fill, h, icon } from "./dom.js";
import { shapeOf } from "./options.js";
import { picture } from "./pictures.js";

/**
 * All pages of a book; a blank book is shown as a plan of its leaves.
 *
 * `show` shows their present state, `during` that of a job which draws them.
 */
export function pageGrid(project) {
  const shape = shapeOf(project.trimSize);
  const boxes = new Map();
  for (const page of project.pages) {
    const box = picture(`Page ${page.sortOrder}`, { shape });
    const words = h("small");
    const link = h(
      "a.tile",
      { href: `#/books/${project.id}/pages/${page.id}` },
      box.node,
      h("b", {}, `Page ${page.sortOrder}`),
      words,
    );
    boxes.set(page.sortOrder, { box, words, link });
  }

  const node = h(
    "ol.tiles",
    {},
    [...boxes.values()].map(({ link }) => h("li", {}, link)),
  );

  function show(pages) {
    node.classList.toggle("leaves", !pages.some((each) => each.thumbnailUrl));
    for (const page of pages) {
      const { box, words } = boxes.get(page.sortOrder);
      if (page.thumbnailUrl) box.show(page.thumbnailUrl);
      else box.blank("");
      if (page.sceneBrief) box.name(`Page ${page.sortOrder}: ${page.sceneBrief}`);
      fill(words, page.needsReview ? [icon("alert"), "Please look at it"] : page.sceneBrief);
    }
  }

  function during(pages) {
    let fresh = 0;
    if (pages.length) node.classList.remove("leaves");
    for (const page of pages) {
      const { box } = boxes.get(page.pageNumber);
      if (page.status === "pending") box.wait("Waiting");
      else if (page.status === "processing") box.wait("Being drawn");
      else if (page.status === "failed") box.fail("Was not drawn");
      else if (page.thumbnailUrl) {
        // Pages that came between two looks appear one after the other.
        if (box.image.hidden) box.node.style.setProperty("--place", fresh++);
        box.show(page.thumbnailUrl);
      } else box.blank("");
    }
  }

  show(project.pages);
  return { node, show, during };
}
