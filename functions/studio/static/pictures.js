// Pictures: boxes that are there before their picture is, and load it once.

import { fill, h, icon } from "./dom.js";

/**
 * A box for a picture.
 *
 * `show(url)` shows one. A presigned URL differs at each look, the picture's path does not: only another path loads anew.
 * `wait(text)` says that it is being drawn, `fail(text)` that it was not. Where a picture cannot be loaded, people can ask
 * for the view anew, with fresh URLs: the box tells `stale`.
 */
export function picture(alt, { shape = "", eager = false } = {}) {
  const image = h("img", { alt, hidden: true, decoding: "async", loading: eager ? "eager" : "lazy" });
  const words = h("p.state");
  const node = h(`div.picture${shape && `.${shape}`}`, { "data-state": "blank" }, image, words);
  const again = h(
    "button.button.small.again",
    { type: "button", onclick: () => again.dispatchEvent(new Event("stale", { bubbles: true })) },
    icon("again"),
    "Try again",
  );
  let path;
  image.addEventListener("load", () => node.setAttribute("data-loaded", ""));
  image.addEventListener("error", () => {
    path = undefined;
    image.hidden = true;
    set("failed", "This picture could not be loaded", "alert");
    // A link or a button holds no other button.
    (node.closest("a, button") ?? words).after(again);
  });

  function set(state, text, sign) {
    again.remove();
    node.setAttribute("data-state", state);
    fill(words, text && [sign && icon(sign), h("span", {}, text)]);
  }

  return {
    node,
    image,
    show(url, text) {
      const now = url.split("?")[0];
      if (now !== path) {
        path = now;
        node.removeAttribute("data-loaded");
        image.src = url;
        image.hidden = false;
      }
      set("shown", text);
    },
    wait: (text) => set(image.hidden ? "waiting" : "redrawing", text),
    fail: (text) => set("failed", text, "alert"),
    blank: (text) => set("blank", text),
    name: (text) => (image.alt = text),
  };
}
