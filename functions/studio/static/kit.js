// A reference kit: its references as they are drawn, each to be drawn again.

import { ask } from "./api.js";
import { fill, h, icon, say } from "./dom.js";
import { kitPictures } from "./kit-pictures.js";
import { EXPRESSIONS, KIT_STATES } from "./kits.js";
import { notice, remark } from "./notices.js";
import { pay } from "./paying.js";
import { picture } from "./pictures.js";
import { watch } from "./waiting.js";

/** The references of a kit: the name in its progress, in words, and where its URL stands. */
const REFERENCES = [
  ["anchor", "Face", (kit) => kit.anchorFaceUrl],
  ["profile", "Profile", (kit) => kit.profileUrl],
  ["half_body", "Half body", (kit) => kit.halfBodyUrl],
  ["full_body", "Full body", (kit) => kit.fullBodyUrl],
  ...EXPRESSIONS.map(({ value, label }) => [`expression_${value}`, label, (kit) => kit.expressions[value]]),
];

export async function kitView({ signal }, kitId) {
  const path = `/reference-kits/${encodeURIComponent(kitId)}`;
  let kit = await ask("GET", path, { signal });
  const state = h("p.facts");
  const told = h("div");
  const failed = h("div");
  const source = picture("The picture that the kit was made of", { shape: "r3x4" });
  source.show(kit.sourceImageUrl);
  const boxes = REFERENCES.map(reference);
  let isWatched = false;
  let asked = 0;

  function reference([name, label, urlOf]) {
    const box = picture(`${kit.name}: ${label.toLowerCase()}`, { shape: "r3x4" });
    const again = h(
      "button.button.quiet.small",
      { type: "button", onclick: () => void redraw(name, again) },
      icon("again"),
      h("span", {}),
    );
    const node = h("li", {}, h("div.tile", {}, box.node, h("b", {}, label), again));
    return { name, label, urlOf, box, again, node };
  }

  function show() {
    state.textContent = KIT_STATES[kit.status];
    for (const { name, label, urlOf, box, again } of boxes) {
      const status = kit.generationProgress[name];
      const url = urlOf(kit);
      if (url) box.show(url);
      if (status === "pending") box.wait("Waiting");
      else if (status === "generating") box.wait("Being drawn");
      else if (status === "failed") box.fail("Was not drawn");
      else if (!url) box.blank("Not in this kit");
      const words = url || status === "failed" ? "Draw again" : "Draw it";
      again.querySelector("span").textContent = words;
      again.setAttribute("aria-label", `${words}: ${label.toLowerCase()}`);
      again.hidden = status === "pending" || status === "generating";
    }
    fill(failed, kit.errorMessage && remark(kit.errorMessage));
  }

  /** Whether nothing is drawn at the moment. */
  const isStill = () =>
    !Object.values(kit.generationProgress).some((each) => each === "pending" || each === "generating");

  async function follow() {
    if (isWatched || isStill()) return;
    isWatched = true;
    try {
      await watch(
        async () => ({ before: asked, now: await ask("GET", path, { signal }) }),
        ({ before, now }) => {
          // What was seen before the last request does not know of it.
          if (before !== asked) return false;
          kit = now;
          show();
          isWatched = !isStill();
          return !isWatched;
        },
        signal,
      );
      say("The kit is drawn");
    } catch (error) {
      isWatched = false;
      if (!signal.aborted) fill(told, notice(error, follow));
    }
  }

  async function redraw(name, button) {
    button.disabled = true;
    fill(told);
    try {
      kit = await pay(`kit/${kit.id}/${name}`, `${path}/regenerate/${name}`);
      asked += 1;
      show();
      void follow();
    } catch (error) {
      if (!signal.aborted)
        fill(
          told,
          notice(error, () => void redraw(name, button)),
        );
    } finally {
      button.disabled = false;
    }
  }

  async function remove() {
    if (!confirm(`Delete the kit "${kit.name}" with all its pictures?`)) return;
    try {
      await ask("DELETE", path, { signal });
      location.hash = "#/kits";
    } catch (error) {
      fill(told, notice(error, remove));
    }
  }

  show();
  void follow();
  return h(
    "div",
    {},
    h(
      "header.heading",
      {},
      h("a.back", { href: "#/kits" }, icon("back"), "Reference kits"),
      h("h1", {}, kit.name),
      state,
      h(
        "div.buttons",
        {},
        h("button.button.quiet.small", { type: "button", onclick: () => void remove() }, icon("bin"), "Delete"),
      ),
      failed,
      told,
    ),
    h(
      "div.split",
      {},
      h(
        "section",
        { "aria-label": "References" },
        h(
          "ul.tiles",
          {},
          h("li", {}, h("div.tile", {}, source.node, h("b", {}, "Your picture"))),
          boxes.map((each) => each.node),
        ),
      ),
      h(
        "div.steps",
        {},
        h("section.card", {}, h("h2", {}, "A new picture of the character"), kitPictures(kit.id, path, signal)),
      ),
    ),
  );
}
