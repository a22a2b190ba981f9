// The list of storyboards, and the form for a new one: an idea becomes five scenes.

import { free } from "./blots.js";
import { dropZone } from "./drop-zone.js";
import { count, h, say } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { addKept, kept } from "./kept.js";
import { listing } from "./listing.js";
import { pay, resume, unanswered } from "./paying.js";
import { BOARDS, storyboard } from "./storyboard.js";

export async function storyboardsView({ signal }) {
  const list = h("div.boards");
  const empty = h("p.lead", {}, "Tell an idea in a sentence or two. You get five scenes, and draw them one by one.");
  for (const each of kept(BOARDS) ?? []) list.append(storyboard(each, signal));
  empty.hidden = list.childElementCount > 0;

  function written() {
    if (signal.aborted) return;
    list.prepend(storyboard(kept(BOARDS)[0], signal));
    empty.hidden = true;
    say("The storyboard is there");
  }

  return listing({
    title: "Storyboards",
    list: [empty, list],
    adding: "A new storyboard",
    form: newBoard(written, signal),
  });
}

function newBoard(written, signal) {
  const zone = dropZone({
    name: "referenceImageUrls",
    label: "A picture to go by",
    hint: "Optional: a character or a product.",
    optional: true,
    signal,
  });
  const remember =
    (prompt, reference) =>
    ({ scenes }) =>
      addKept(BOARDS, {
        id: crypto.getRandomValues(new Uint32Array(2)).join("-"),
        prompt,
        reference,
        scenes,
        predictions: {},
      });
  const made = form({
    fields: [
      textField({
        name: "prompt",
        label: "What is the idea?",
        most: 2000,
        rows: 4,
        draft: "board/prompt",
        placeholder: "A fox finds a lighthouse and learns to switch it on",
      }),
      selectField({
        name: "targetDuration",
        label: "How long is it?",
        options: [15, 30, 60].map((each) => ({ value: each, label: count(each, "second") })),
        draft: "board/duration",
      }),
      zone,
    ],
    button: "Write the scenes",
    buttons: [free("Scenes and their pictures cost no Blots")],
    submit: async ({ prompt, targetDuration }) => {
      const key = await zone.key(signal);
      const references = key ? { referenceImageUrls: [key] } : {};
      await pay(
        "storyboard",
        "/api/storyboard",
        { prompt, targetDuration: Number(targetDuration), ...references },
        remember(prompt, key),
      );
      written();
    },
  });
  const before = unanswered("storyboard")?.body;
  made.goOn("storyboard", async () => {
    await resume("storyboard", remember(before.prompt, before.referenceImageUrls?.[0]));
    written();
  });
  return made.node;
}
