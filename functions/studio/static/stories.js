// Story images: a topic and an art style become a story with pictures.

import { ask } from "./api.js";
import { free } from "./blots.js";
import { fill, h, icon, say } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { addKept, kept, removeKept } from "./kept.js";
import { listing } from "./listing.js";
import { notice, remark } from "./notices.js";
import { pay, resume, unanswered } from "./paying.js";
import { picture } from "./pictures.js";
import { watch } from "./waiting.js";

/** The styles that a deployment offers as shipped (docs/openapi.json, StoryImagesRequest). */
const STYLES = [
  "storybook",
  "watercolor",
  "cartoon",
  "anime",
  "comic",
  "oil-painting",
  "pencil-sketch",
  "pixel-art",
  "3d-render",
  "line-art",
  "photorealistic",
];

/** Stories that were begun in this browser: no list has them. */
const BEGUN = "stories";

export async function storiesView({ signal }) {
  const list = h("div.stories");
  const empty = h("p.lead", {}, "Name a topic. Inkwell writes a short story about it and illustrates it.");
  for (const { id, topic } of kept(BEGUN) ?? []) list.append(story(id, topic, signal));
  empty.hidden = list.childElementCount > 0;

  function begun({ task_id }, topic) {
    if (signal.aborted) return;
    list.prepend(story(task_id, topic, signal));
    empty.hidden = true;
    say("The story is being written");
  }

  return listing({
    title: "Illustrated stories",
    list: [empty, list],
    adding: "A new story",
    form: newStory(begun),
  });
}

function newStory(begun) {
  const remember =
    (topic) =>
    ({ task_id }) =>
      addKept(BEGUN, { id: task_id, topic });
  const made = form({
    fields: [
      textField({
        name: "story_topic",
        label: "What is it about?",
        most: 500,
        rows: 3,
        draft: "story/topic",
        placeholder: "A time traveller's first day in ancient Rome",
      }),
      selectField({
        name: "art_style",
        label: "How is it drawn?",
        options: STYLES.map((value) => ({ value, label: inWords(value) })),
        draft: "story/style",
      }),
    ],
    button: "Write and draw it",
    buttons: [free()],
    submit: async (values) =>
      begun(await pay("stories", "/v1/images", values, remember(values.story_topic)), values.story_topic),
  });
  const topic = unanswered("stories")?.body.story_topic;
  made.goOn("stories", async () => begun(await resume("stories", remember(topic)), topic));
  return made.node;
}

function inWords(style) {
  return style === "3d-render" ? "3D" : (style.charAt(0).toUpperCase() + style.slice(1)).replace("-", " ");
}

function story(taskId, topic, signal) {
  const text = h("div.text");
  const pictures = h("div.strip");
  const told = h("div");
  const state = h("p.stage", {}, "Waiting to be written");
  const node = h("article.card.story", {}, h("h2", {}, topic), state, pictures, text, told);
  const boxes = new Map();

  function show(task) {
    const isOver = task.status === "completed" || task.status === "failed";
    state.hidden = isOver;
    state.textContent = task.story_text ? "The pictures are being drawn" : "The story is being written";
    if (task.story_text && !text.childElementCount)
      fill(
        text,
        task.story_text.split(/\n+/).map((each) => h("p", {}, each)),
      );
    for (const image of task.images) {
      if (!boxes.has(image.id)) boxes.set(image.id, pictureOf(image));
      boxes.get(image.id)(image, isOver);
    }
    if (task.status === "failed")
      fill(told, remark("The story did not come about. Please try once more, perhaps in other words."));
    return isOver && !task.images.some((each) => each.status === "regenerating");
  }

  function pictureOf({ id, subtitles }) {
    const box = picture(subtitles, { shape: "r3x2" });
    const again = h(
      "button.button.quiet.small",
      { type: "button", hidden: true, onclick: () => void redraw(id, again) },
      icon("again"),
      "Draw again",
    );
    pictures.append(h("figure", {}, box.node, h("figcaption", {}, subtitles), again));
    return (image, isOver) => {
      if (image.url) box.show(image.url);
      if (image.status === "failed") box.fail("Was not drawn");
      else if (image.status !== "completed") box.wait("Being drawn");
      again.hidden = !isOver || image.status === "regenerating";
    };
  }

  async function redraw(id, button) {
    fill(told);
    button.hidden = true;
    try {
      await pay(`story-image/${id}`, `/v1/images/${id}`);
    } catch (error) {
      button.hidden = false;
      if (!signal.aborted)
        fill(
          told,
          notice(error, () => void redraw(id, button)),
        );
      return;
    }
    void follow();
  }

  async function follow() {
    try {
      const task = await ask("GET", `/v1/images/tasks/${taskId}`, { signal });
      if (show(task)) return;
      await watch(() => ask("GET", `/v1/images/tasks/${taskId}`, { signal }), show, signal);
      say(`The story is there: ${topic}`);
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 404) {
        removeKept(BEGUN, (each) => each.id === taskId);
        node.remove();
      } else fill(told, notice(error, follow));
    }
  }

  void follow();
  return node;
}
