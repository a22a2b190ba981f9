// Edits of a page: by words, by a quick action, or by a brush that says where.

import { priceTag } from "./blots.js";
import { fill, h, say } from "./dom.js";
import { textField } from "./fields.js";
import { form } from "./forms.js";
import { notice } from "./notices.js";
import { QUICK_ACTIONS } from "./options.js";
import { pay, resume, unanswered } from "./paying.js";
import { upload } from "./uploading.js";

const TABS = [
  ["words", "In words"],
  ["quick", "Quick"],
  ["brush", "Brush"],
  ["colours", "Colours"],
];

const BUSY = "The page is being drawn. Please send this when it is there";

export function editing(sheet) {
  const { signal } = sheet;
  const pageId = sheet.page.id;
  const scope = `edit/${pageId}`;
  const told = h("div");
  let busy = false;

  /** Have the page drawn; whatever is asked for meanwhile would be refused. */
  async function draw(asked) {
    setBusy(true);
    sheet.box.wait("Being drawn, up to half a minute");
    say("A new version is being drawn");
    try {
      const { version } = await asked();
      if (signal.aborted) return;
      await sheet.refresh();
      say(`Version ${version} is there`);
    } finally {
      if (!signal.aborted) {
        setBusy(false);
        // Whatever was painted stays where the drawing failed.
        if (sheet.page.imageUrl) sheet.box.show(sheet.page.imageUrl);
      }
    }
  }

  function setBusy(is) {
    busy = is;
    node.setAttribute("aria-busy", is);
    for (const each of [words, inpaint]) each.hold(is ? BUSY : undefined);
    for (const each of panels.quick.querySelectorAll("button")) each.setAttribute("aria-disabled", is);
  }

  const edit = (body) => draw(() => pay(scope, `/api/pages/${pageId}/edit`, body));

  const words = form({
    fields: [
      textField({
        name: "prompt",
        label: "What should change?",
        hint: "Left empty, the page is drawn once more in another arrangement.",
        most: 500,
        rows: 3,
        optional: true,
        draft: `words/${pageId}`,
        placeholder: "Make the dragon friendlier",
      }),
    ],
    button: "Draw it again",
    price: priceTag("edit"),
    submit: ({ prompt }) => edit({ type: "regenerate", prompt }),
  });

  const inpaint = form({
    fields: [
      textField({
        name: "prompt",
        label: "What should be where you painted?",
        most: 500,
        rows: 2,
        draft: `brush/${pageId}`,
        placeholder: "A small butterfly with simple wings",
      }),
    ],
    button: "Repaint there",
    price: priceTag("edit"),
    submit: async ({ prompt }) => {
      const mask = await sheet.brush.mask();
      if (!mask) {
        sheet.brush.missing();
        throw new DOMException("Nothing is painted", "AbortError");
      }
      // A mask may be larger than a request: it is uploaded. An answer that was lost is asked for with the same mask.
      await draw(async () => {
        const before = unanswered(scope);
        if (before?.body.prompt === prompt && mask.wasSent) return resume(scope);
        const maskKey = await upload(mask.file, { purpose: "inpaint_mask", signal });
        mask.markSent();
        return pay(scope, `/api/pages/${pageId}/edit`, { type: "inpaint", prompt, maskKey });
      });
    },
  });

  const quick = ({ value, label, hint }) =>
    h(
      "button.button.tall",
      { type: "button", onclick: () => void simple(value) },
      h("span.words", {}, h("b", {}, label), h("small", {}, hint)),
      priceTag("edit"),
    );

  async function simple(action) {
    if (busy) return say(BUSY);
    fill(told);
    try {
      await edit({ type: "quick_action", action });
    } catch (error) {
      const again = () => void simple(action);
      if (!signal.aborted) fill(told, notice(error, again));
    }
  }

  const panels = {
    words: h("div.panel", {}, words.node),
    quick: h("div.panel.quick", {}, QUICK_ACTIONS.map(quick), told),
    brush: h("div.panel", {}, h("p.hint", {}, "Paint over the place on the page. Nothing else changes."), inpaint.node),
    colours: h("div.panel", {}, sheet.colouring.panel),
  };
  const tabs = TABS.map(([name, label]) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `panel-${name}`,
        onclick: () => choose(name),
        onkeydown: (event) => move(event, name),
      },
      label,
    ),
  );
  for (const [name, panel] of Object.entries(panels)) {
    panel.id = `panel-${name}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${name}`);
  }

  function choose(name) {
    for (const tab of tabs) {
      const isIt = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", isIt);
      tab.tabIndex = isIt ? 0 : -1;
    }
    for (const [each, panel] of Object.entries(panels)) panel.hidden = each !== name;
    sheet.brush.use(name === "brush");
    sheet.colouring.use(name === "colours");
  }

  function move(event, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const place = TABS.findIndex(([each]) => each === name);
    const [next] = TABS[(place + step + TABS.length) % TABS.length];
    choose(next);
    tabs.find((each) => each.id === `tab-${next}`).focus();
  }

  const node = h(
    "section.card",
    {},
    h("h2", {}, "Change the page"),
    h("div.tabs", { role: "tablist", "aria-label": "Ways to change the page" }, tabs),
    Object.values(panels),
  );
  const blank = h(
    "section.card",
    {},
    h("h2", {}, "Change the page"),
    h("p", {}, "Draw the page first, with an idea for the book."),
  );
  choose("words");
  return {
    node: h("div", {}, node, blank),
    /** Go on with an edit of before a reload. */
    goOn() {
      const of = unanswered(scope)?.body.type === "inpaint" ? inpaint : words;
      of.goOn(scope, () => draw(() => resume(scope)), priceTag("edit"));
    },
    update(isDrawn) {
      node.hidden = !isDrawn;
      blank.hidden = isDrawn;
    },
  };
}
