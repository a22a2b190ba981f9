// Reference kits: from one picture of a character, references that keep its identity.

import { askAll } from "./api.js";
import { free } from "./blots.js";
import { dropZone } from "./drop-zone.js";
import { h, moment } from "./dom.js";
import { checkField, textField } from "./fields.js";
import { form } from "./forms.js";
import { listing } from "./listing.js";
import { pay, resume } from "./paying.js";
import { picture } from "./pictures.js";

export const KIT_STATES = { pending: "Waiting", generating: "Being drawn", ready: "Ready", failed: "Failed" };

export const EXPRESSIONS = [
  { value: "smile", label: "Smile" },
  { value: "serious", label: "Serious" },
  { value: "surprised", label: "Surprised" },
  { value: "angry", label: "Angry" },
];

export async function kitsView({ signal }) {
  const kits = await askAll("/reference-kits?limit=100", undefined, { signal });
  const empty = h(
    "p.lead",
    {},
    "Drop in one picture of a character. You get the face, the profile and more, all of the same one.",
  );
  return listing({
    title: "Reference kits",
    list: kits.length ? h("ul.tiles", {}, kits.map(tile)) : empty,
    adding: "A new kit",
    form: newKit(signal),
  });
}

function tile(kit) {
  const face = picture("", { shape: "square" });
  if (kit.anchorFaceUrl) face.show(kit.anchorFaceUrl);
  else face.blank(KIT_STATES[kit.status]);
  const facts = `${KIT_STATES[kit.status]} · ${moment(kit.createdAt)}`;
  return h("li", {}, h("a.tile", { href: `#/kits/${kit.id}` }, face.node, h("b", {}, kit.name), h("small", {}, facts)));
}

function newKit(signal) {
  const zone = dropZone({ name: "sourceImageUrl", label: "Picture of the character", signal });
  const extended = checkField({ name: "generateExtended", label: "Half and full body, too", draft: "kit/extended" });
  const made = form({
    fields: [
      zone,
      textField({ name: "name", label: "Name", most: 255, draft: "kit/name", placeholder: "Amalia" }),
      extended,
      expressionsField(),
    ],
    button: "Draw the kit",
    buttons: [free()],
    submit: async (values) => {
      const sourceImageUrl = await zone.key(signal);
      open(await pay("kits", "/reference-kits", { ...values, sourceImageUrl }));
    },
  });
  made.goOn("kits", async () => open(await resume("kits")));

  function open({ id }) {
    if (!signal.aborted) location.hash = `#/kits/${id}`;
  }

  return made.node;
}

/** The expressions that are wanted: any number of them. */
function expressionsField() {
  const boxes = EXPRESSIONS.map(({ value, label }) => checkField({ name: value, label, draft: `kit/${value}` }));
  return {
    name: "expressions",
    node: h(
      "fieldset",
      {},
      h("legend", {}, "Expressions"),
      boxes.map((each) => each.node),
    ),
    focus: () => boxes[0].focus(),
    fail() {},
    problem: () => undefined,
    value: () => boxes.filter((each) => each.value()).map((each) => each.name),
    sent: () => boxes.forEach((each) => each.sent()),
  };
}
