// The way into picture books, which have pages of their own.

import { h, icon } from "./dom.js";
import { remark } from "./notices.js";
import { API } from "./settings.js";

const TIERS = [
  ["kids", "Picture books", "For ages 3 to 6. A story whose reader chooses how it goes on."],
  ["bible", "Bible stories", "For ages 3 to 8. Passages retold, to read together."],
];

export async function pictureBooksView({ signal }) {
  const isOpen = await areThere(signal);
  const entrance = ([tier, title, text]) =>
    h(
      "li",
      {},
      h(
        "a.card.door",
        { href: `${API}/${tier}` },
        h("h2", {}, title),
        h("p", {}, text),
        h("span.go", {}, "Read", icon("forward")),
      ),
    );
  return h(
    "div.column",
    {},
    h("h1", {}, "Picture books"),
    h(
      "p.lead",
      {},
      "Stories that are told and drawn while they are read. They need no account, and have pages of their own.",
    ),
    isOpen
      ? h("ul.doors", {}, TIERS.map(entrance))
      : remark("This Inkwell has no picture books: its parameter PictureBooks is closed."),
  );
}

/** Whether this deployment has picture books; where only a browser of its own site may ask, it is taken to have some. */
async function areThere(signal) {
  try {
    return (await fetch(`${API}/static/icon.svg`, { method: "GET", credentials: "omit", signal })).status !== 404;
  } catch (error) {
    if (signal.aborted) throw error;
    return true;
  }
}
