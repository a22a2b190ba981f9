// Fields of forms: they say beside them what is wrong, and keep what was typed or chosen until it has been sent.

import { count, fill, h, icon, newId } from "./dom.js";
import { keep, kept } from "./kept.js";

/**
 * A field for text.
 *
 * @param options.name of the request's field.
 * @param options.least, most characters; a field with `optional` may be empty.
 * @param options.rows more than one makes it a text area.
 * @param options.draft the name under which what is typed is kept, until it has been sent; with `stays` for good.
 */
export function textField({
  name,
  label,
  hint,
  least = 1,
  most,
  rows,
  optional,
  draft,
  stays,
  value = "",
  ...attributes
}) {
  const id = newId(name);
  const input = rows
    ? h("textarea", { id, name, rows, dir: "auto", ...attributes })
    : h("input", { id, name, type: "text", dir: "auto", ...attributes });
  const ours = drafts(draft);
  input.value = ours.kept() ?? value;
  const left = most >= 100 ? h("span.left", { "aria-hidden": true }) : null;
  const field = wrap({ name, label, hint, input, extra: left });
  const update = () => {
    const length = lengthOf(input.value);
    if (left) fill(left, length > most * 0.8 ? `${length} of ${most}` : "");
    field.node.classList.toggle("over", most !== undefined && length > most);
  };
  input.addEventListener("input", () => {
    field.fail();
    update();
    ours.keep(input.value === value ? undefined : input.value);
  });
  update();
  return {
    ...field,
    value: () => input.value.trim() || undefined,
    set(text) {
      input.value = text;
      update();
    },
    sent() {
      if (!draft || stays) return;
      ours.keep();
      input.value = value;
      update();
    },
    problem() {
      const length = lengthOf(input.value);
      if (!length) return optional ? undefined : "Please fill this in";
      if (length < least) return `Please write at least ${count(least, "character")}`;
      if (length > most) return `At most ${count(most, "character")}; these are ${length}`;
      return undefined;
    },
  };
}

/** A field to choose one of some options: `[{value, label}]`; its `draft` is kept like that of a text, and `stays` too. */
export function selectField({ name, label, hint, options, value, draft, stays, onchange }) {
  const id = newId(name);
  const input = h(
    "select",
    { id, name, onchange },
    options.map((each) => h("option", { value: each.value }, each.label)),
  );
  const ours = drafts(draft);
  const first = value ?? input.value;
  const was = ours.kept();
  input.value = options.some((each) => String(each.value) === was) ? was : first;
  const field = wrap({ name, label, hint, input });
  input.addEventListener("change", () => (field.fail(), ours.keep(input.value)));
  return {
    ...field,
    value: () => input.value || undefined,
    problem: () => undefined,
    sent() {
      if (!draft || stays) return;
      input.value = first;
      input.dispatchEvent(new Event("change"));
      ours.keep();
    },
  };
}

/** A field to choose one of some options that are all in sight: `[{value, label, hint}]`. */
export function radioField({ name, label, hint, options, value, draft }) {
  const group = newId(name);
  const ours = drafts(draft);
  const box = h(
    "div.choices",
    { role: "radiogroup", "aria-label": label },
    options.map((each) =>
      h(
        "label.choice",
        {},
        h("input", { type: "radio", name: group, value: each.value, checked: each.value === value }),
        h("span", {}, h("b", {}, each.label), each.hint && h("small", {}, each.hint)),
      ),
    ),
  );
  const field = wrap({ name, label, hint, input: box, isGroup: true });
  const check = (wanted) => {
    for (const each of box.querySelectorAll("input")) each.checked = each.value === wanted;
  };
  if (options.some((each) => each.value === ours.kept())) check(ours.kept());
  box.addEventListener("change", (event) => (field.fail(), ours.keep(event.target.value)));
  return {
    ...field,
    value: () => box.querySelector("input:checked")?.value,
    focus: () => box.querySelector("input").focus(),
    problem: () => (box.querySelector("input:checked") ? undefined : "Please choose one"),
    sent() {
      if (!draft) return;
      ours.keep();
      check(value);
    },
  };
}

/** A box to tick. */
export function checkField({ name, label, hint, value = false, draft, onchange }) {
  const id = newId(name);
  const ours = drafts(draft);
  const input = h("input", { id, name, type: "checkbox", checked: ours.kept() ?? value, onchange });
  input.addEventListener("change", () => ours.keep(input.checked));
  const node = h("label.check", { for: id }, input, h("span", {}, label, hint && h("small", {}, hint)));
  return {
    name,
    node,
    input,
    value: () => input.checked,
    fail() {},
    focus: () => input.focus(),
    problem: () => undefined,
    sent() {
      if (!draft) return;
      ours.keep();
      input.checked = value;
    },
  };
}

/** What is kept of a field under a name; nothing without one. */
function drafts(name) {
  return {
    kept: () => (name ? kept(`draft/${name}`) : undefined),
    keep: (value) => name && keep(`draft/${name}`, value),
  };
}

/** What all fields have: a label, a hint, and a place for what is wrong. */
export function wrap({ name, label, hint, input, extra, isGroup = false }) {
  const wrong = h("p.wrong", { id: newId("wrong"), hidden: true });
  const told = hint && h("p.hint", { id: newId("hint") }, hint);
  const caption = h(isGroup ? "span.label" : "label.label", isGroup ? {} : { for: input.id }, label);
  input.setAttribute("aria-describedby", [told?.id, wrong.id].filter(Boolean).join(" "));
  const node = h("div.field", {}, h("div.caption", {}, caption, extra), told, input, wrong);
  return {
    name,
    node,
    input,
    focus: () => input.focus(),
    fail(text) {
      wrong.hidden = !text;
      fill(wrong, text && [icon("alert"), text]);
      node.classList.toggle("failed", Boolean(text));
      if (!isGroup) input.setAttribute("aria-invalid", Boolean(text));
    },
  };
}

/** Characters as the API counts them. */
function lengthOf(text) {
  return [...text.trim()].length;
}
