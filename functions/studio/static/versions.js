// Versions of a page: all are kept, and any can be shown again.

import { ask } from "./api.js";
import { fill, h, icon, moment, say } from "./dom.js";
import { notice } from "./notices.js";
import { EDITS, QUICK_ACTIONS, shapeOf } from "./options.js";
import { picture } from "./pictures.js";

export function versions(sheet) {
  const { project, signal } = sheet;
  const list = h("ol.versions");
  const told = h("div");

  async function restore(version) {
    fill(told);
    try {
      await ask("POST", `/api/pages/${sheet.page.id}/restore`, { body: { version }, signal });
      await sheet.refresh();
      say(`Version ${version} is shown`);
      list.querySelector("[aria-current]")?.focus();
    } catch (error) {
      if (!signal.aborted)
        fill(
          told,
          notice(error, () => void restore(version)),
        );
    }
  }

  function entry(version, current) {
    const isShown = version.version === current;
    const small = picture("", { shape: shapeOf(project.trimSize) });
    small.show(version.thumbnailUrl);
    // A click that came without words has the name of its action in their place.
    const isQuick = version.editType === "quick_action";
    const click = isQuick && QUICK_ACTIONS.find((each) => each.value === version.editPrompt);
    const words = [
      h("b", {}, `Version ${version.version}`, isShown && h("span.badge", {}, "shown")),
      h("small", {}, `${(click && click.done) || EDITS[version.editType]}, ${moment(version.createdAt)}`),
      !click && version.editPrompt && h("q", {}, version.editPrompt),
      version.needsReview && h("small.review", {}, icon("alert"), "Our check found a fault: please look at it"),
    ];
    const again = h(
      "button.button.small",
      {
        type: "button",
        onclick: () => void restore(version.version),
        "aria-label": `Show version ${version.version} again`,
      },
      "Show again",
    );
    return h("li", { "aria-current": isShown && "true", tabindex: isShown ? -1 : undefined }, small.node, h("div", {}, words, !isShown && again));
  }

  const node = h("section.card", {}, h("h2", {}, "Versions"), told, list);
  return {
    node,
    show(page) {
      node.hidden = !page.versions.length;
      fill(
        list,
        page.versions.map((each) => entry(each, page.currentVersion)),
      );
    },
  };
}
