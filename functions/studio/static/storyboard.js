// A storyboard: its scenes, each to be drawn, on its own or beginning with the picture before.

import { ask } from "./api.js";
import { count, fill, h, icon, newId, say } from "./dom.js";
import { checkField } from "./fields.js";
import { keep, kept, removeKept } from "./kept.js";
import { notice } from "./notices.js";
import { isStale, pay, resume, unanswered } from "./paying.js";
import { picture } from "./pictures.js";
import { watch } from "./waiting.js";

/** Storyboards of this browser: the API answers one, and keeps only the pictures. */
export const BOARDS = "boards";

/** A storyboard that is kept. */
export function storyboard({ id, prompt, reference, scenes, predictions }, signal) {
  const chain = checkField({ name: newId("chain"), label: "Each picture begins with the one before", draft: `chain/${id}` });
  const handles = {};
  const entries = scenes.map((each) => scene(each));
  const node = h(
    "article.card.board",
    {},
    h("h2", {}, prompt),
    chain.node,
    h(
      "ol.scenes",
      {},
      entries.map((each) => each.node),
    ),
    h(
      "div.buttons",
      {},
      h("button.button.quiet.small", { type: "button", onclick: remove }, icon("bin"), "Remove from this list"),
    ),
  );

  function remove() {
    removeKept(BOARDS, (each) => each.id === id);
    chain.sent();
    node.remove();
  }

  function remember(order, predictionId) {
    keep(
      BOARDS,
      (kept(BOARDS) ?? []).map((each) =>
        each.id === id ? { ...each, predictions: { ...each.predictions, [order]: predictionId } } : each,
      ),
    );
  }

  function scene({ order, description, imagePrompt, suggestedDuration }) {
    const box = picture(description, { shape: "wide" });
    const told = h("div");
    const words = h("span", {}, "Draw");
    const button = h(
      "button.button.small",
      { type: "button", onclick: () => void draw(), "aria-label": `Draw scene ${order + 1}` },
      words,
    );
    const scope = `scene/${id}/${order}`;
    const keepId = ({ predictionId }) => remember(order, predictionId);
    box.blank("");

    async function draw() {
      const seed = chain.value() ? handles[order - 1] : undefined;
      const references = !seed && reference ? { referenceImageUrls: [reference] } : {};
      const body = {
        prompt: imagePrompt,
        projectId: `studio-${id}`,
        sceneIndex: order,
        ...references,
        ...(seed ? { seedImage: seed } : {}),
      };
      await start(() => pay(scope, "/api/generate-image", body, keepId));
    }

    async function start(asked) {
      fill(told);
      button.disabled = true;
      box.wait("Waiting");
      try {
        await follow((await asked()).predictionId);
      } catch (error) {
        button.disabled = false;
        box.blank("");
        if (!signal.aborted)
          fill(
            told,
            notice(error, () => void draw()),
          );
      }
    }

    async function follow(predictionId) {
      button.disabled = true;
      box.wait("Waiting");
      await watch(() => ask("GET", `/api/generate-image/${predictionId}`, { signal }), show, signal);
    }

    function show({ status, progress, image, error }) {
      if (status === "starting" || status === "processing") {
        box.wait(progress ? `Being drawn, ${progress} %` : "Being drawn");
        return false;
      }
      button.disabled = false;
      words.textContent = "Draw again";
      if (image) {
        handles[order] = image.localPath;
        box.show(image.url);
        say(`Scene ${order + 1} is drawn`);
      } else box.fail(error ?? "Was not drawn");
      return true;
    }

    // Whoever may have given it up can draw it anew.
    const before = unanswered(scope);
    if (before && !isStale(before)) void start(() => resume(scope, keepId));
    else if (predictions[order]) {
      // No longer there: it can be drawn anew.
      follow(predictions[order]).catch(() => ((button.disabled = false), box.blank("")));
    }
    return {
      node: h(
        "li",
        {},
        box.node,
        h(
          "div",
          {},
          h("h3", {}, `Scene ${order + 1}`, h("small", {}, count(suggestedDuration, "second"))),
          h("p", {}, description),
          button,
          told,
        ),
      ),
    };
  }

  return node;
}
