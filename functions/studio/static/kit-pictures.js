// New pictures of a kit's character.

import { ask } from "./api.js";
import { free } from "./blots.js";
import { count, fill, h } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { addKept, kept, removeKept } from "./kept.js";
import { notice } from "./notices.js";
import { pay, resume } from "./paying.js";
import { picture } from "./pictures.js";
import { watch } from "./waiting.js";

const RATIOS = [
  ["1:1", "Square"],
  ["4:5", "Portrait"],
  ["3:4", "Tall portrait"],
  ["9:16", "Phone"],
  ["16:9", "Wide"],
];

/** The form for new pictures with a kit, and those that were made. */
export function kitPictures(kitId, path, signal) {
  const scope = `kit-images/${kitId}`;
  const list = h("div.made");
  const made = form({
    fields: [
      textField({
        name: "prompt",
        label: "What does the picture show?",
        most: 2000,
        rows: 3,
        draft: scope,
        placeholder: "Walking through a market in the rain",
      }),
      selectField({
        name: "aspectRatio",
        label: "Shape",
        options: RATIOS.map(([value, label]) => ({ value, label: `${label}, ${value}` })),
        draft: `${scope}/shape`,
      }),
      selectField({
        name: "numImages",
        label: "How many",
        options: [1, 2, 3, 4].map((each) => ({ value: each, label: count(each, "picture") })),
        draft: `${scope}/number`,
      }),
    ],
    button: "Draw",
    buttons: [free()],
    submit: async (values) => {
      const body = { ...values, numImages: Number(values.numImages) };
      show(await pay(scope, `${path}/images`, body, remember));
    },
  });

  function remember({ id }) {
    addKept(scope, id, 12);
  }

  function show(job) {
    const boxes = job.images.map(({ index }) =>
      picture(`${job.prompt ?? "Picture"}, ${index + 1}`, { shape: `r${job.aspectRatio.replace(":", "x")}` }),
    );
    const told = h("div");
    list.prepend(
      h(
        "figure",
        {},
        h(
          "div.strip",
          {},
          boxes.map((each) => each.node),
        ),
        h("figcaption", {}, job.prompt),
        told,
      ),
    );
    const update = (now) => {
      for (const image of now.images) {
        const box = boxes[image.index];
        if (image.url) box.show(image.url);
        else if (image.status === "failed") box.fail(image.errorMessage ?? "Was not drawn");
        else box.wait(image.status === "pending" ? "Waiting" : "Being drawn");
      }
      return now.status === "ready" || now.status === "failed";
    };
    if (update(job)) return;
    watch(() => ask("GET", `${path}/images/${job.id}`, { signal }), update, signal).catch(
      (error) => signal.aborted || fill(told, notice(error)),
    );
  }

  async function again() {
    for (const id of [...(kept(scope) ?? [])].reverse()) {
      try {
        show(await ask("GET", `${path}/images/${id}`, { signal }));
      } catch (error) {
        if (error.status === 404) removeKept(scope, (each) => each === id);
      }
    }
    made.goOn(scope, async () => show(await resume(scope, remember)));
  }

  void again();
  return [made.node, list];
}
