// Listings: what there is of something, and the form for another one, to which a button leads on a phone.

import { h, icon } from "./dom.js";

/**
 * A listing.
 *
 * @param options.list what there is, or words where there is nothing.
 * @param options.adding the name of the form, such as "A new book".
 */
export function listing({ title, list, adding, form }) {
  const aside = h("aside.card", {}, h("h2", {}, adding), form);
  const way = h("button.button.small.way", { type: "button", onclick: go, "aria-label": adding }, icon("plus"), "New");

  function go() {
    aside.scrollIntoView({ block: "start" });
    aside.querySelector("input, textarea").focus({ preventScroll: true });
  }

  return h("div.split.listing", {}, h("section", {}, h("div.row", {}, h("h1", {}, title), way), list), aside);
}
