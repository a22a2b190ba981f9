// What the address names and is not there: it was deleted in another place, or never was. The way on is its list.

import { h, icon } from "./dom.js";

/** What addresses name, in words, and the list where others of its kind are. */
const NAMED = [
  [/^#\/books\/[^/]+\/pages/, "This page", "#/books", "To your colouring books"],
  [/^#\/books/, "This book", "#/books", "To your colouring books"],
  [/^#\/heroes/, "This hero", "#/heroes", "To your heroes"],
  [/^#\/kits/, "This kit", "#/kits", "To your reference kits"],
  [/^/, "This", "#/books", "To your colouring books"],
];

/** A notice that what the address names is not there. */
export function gone() {
  const [, name] = named();
  return h(
    "div.notice",
    { role: "alert" },
    icon("alert"),
    h("div", {}, h("p", {}, h("b", {}, `${name} is no longer there.`)), wayOn()),
  );
}

/** The way to the list of what the address names. */
export function wayOn() {
  const [, , hash, words] = named();
  return h("p", {}, h("a", { href: hash }, words));
}

function named() {
  return NAMED.find(([pattern]) => pattern.test(location.hash));
}
