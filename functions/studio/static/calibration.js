// Calibration: four samples of a style, of which one becomes the style of all pages.

import { ask } from "./api.js";
import { priceTag } from "./blots.js";
import { fill, h, say } from "./dom.js";
import { textField } from "./fields.js";
import { form } from "./forms.js";
import { keep, kept } from "./kept.js";
import { notice } from "./notices.js";
import { pay, replay, resume, unanswered } from "./paying.js";
import { picture } from "./pictures.js";
import { shapeOf } from "./options.js";

/** What the samples are, in their order (docs/openapi.json, StyleSamples). */
const WAYS = ["Balanced", "More detail", "Simpler and bolder", "More playful"];

/** URLs of pictures are good for an hour. */
const SHOWN = 50 * 60 * 1000;

/** Whether samples are being drawn, or wait to be chosen from. */
export function hasSamples({ id }) {
  return Boolean(kept(`samples/${id}`) ?? unanswered(`calibration/${id}`));
}

export function calibration({ project, signal, changed }) {
  const scope = `calibration/${project.id}`;
  const anchor = picture("The style of all pages", { shape: shapeOf(project.trimSize) });
  const words = h("p.hint");
  const style = h("div.anchor", { hidden: true, tabindex: -1 }, anchor.node, words);
  const samples = h("div.samples");
  const told = h("div");

  function showAnchor(url, described = "All pages are drawn in this style.") {
    style.hidden = !url;
    if (!url) return;
    anchor.show(url);
    words.textContent = described;
  }

  const made = form({
    fields: [
      textField({
        name: "subject",
        label: "Try styles on a subject",
        hint: "You get four samples, of which one becomes the style of the whole book.",
        most: 200,
        draft: `subject/${project.id}`,
        stays: true,
        placeholder: "cute forest animals",
      }),
    ],
    button: "Draw four samples",
    look: "plain",
    price: priceTag("calibration"),
    submit: ({ subject }) => draw(() => pay(scope, `/api/projects/${project.id}/calibrate`, { subject }, remember)),
  });

  /** Samples are in no list. They are kept until one is chosen, with the request that finds them again. */
  function remember({ samples: found }, request = unanswered(scope)) {
    keep(`samples/${project.id}`, { found, request, at: Date.now() });
  }

  async function draw(asked) {
    fill(told);
    fill(
      samples,
      WAYS.map((way, place) => h("div.sample", {}, sample(place).node, h("b", {}, way))),
    );
    say("Four samples are being drawn");
    try {
      const answer = await asked();
      if (signal.aborted) return;
      show(answer.samples);
      say("The samples are there");
    } catch (error) {
      fill(samples);
      throw error;
    }
  }

  function sample(place, url) {
    const box = picture(`Sample ${place + 1}: ${WAYS[place]}`, { shape: shapeOf(project.trimSize) });
    if (url) box.show(url);
    else box.wait("Being drawn");
    return box;
  }

  function show(found) {
    const choice = ({ id, url }, place) =>
      h(
        "button.sample",
        { type: "button", onclick: () => void choose(id), "aria-label": `Choose sample ${place + 1}: ${WAYS[place]}` },
        sample(place, url).node,
        h("b", {}, WAYS[place]),
      );
    fill(samples, found.map(choice));
  }

  async function choose(sampleId) {
    fill(told);
    try {
      const { styleAnchorUrl, styleAnchorDescription } = await ask(
        "POST",
        `/api/projects/${project.id}/calibrate/select`,
        { body: { sampleId }, signal },
      );
      showAnchor(styleAnchorUrl, styleAnchorDescription);
      fill(samples);
      keep(`samples/${project.id}`, undefined);
      changed({ styleAnchorUrl });
      say("All pages are drawn in this style from now on");
      style.focus();
    } catch (error) {
      if (!signal.aborted)
        fill(
          told,
          notice(error, () => void choose(sampleId)),
        );
    }
  }

  /** What was drawn before a reload, and nothing chosen of it. */
  async function again() {
    fill(told);
    if (unanswered(scope)) return made.goOn(scope, () => draw(() => resume(scope, remember)), priceTag("calibration"));
    const { found, request, at } = kept(`samples/${project.id}`) ?? {};
    if (!found) return;
    if (Date.now() - at < SHOWN) return void show(found);
    try {
      // The same request with its key gets the same samples with fresh URLs, and costs nothing (docs/api.md).
      const answer = await replay(request, signal);
      if (!answer) return;
      remember(answer, request);
      show(answer.samples);
    } catch (error) {
      // Other samples have replaced them.
      if (error.status === 404) keep(`samples/${project.id}`, undefined);
      else if (!signal.aborted) fill(told, notice(error, () => void again()));
    }
  }

  showAnchor(project.styleAnchorUrl);
  void again();
  return [style, made.node, samples, told];
}
