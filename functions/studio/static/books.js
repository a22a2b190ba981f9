// The list of colouring books, and the form for a new one.

import { askAll } from "./api.js";
import { count, h } from "./dom.js";
import { radioField, selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { listing } from "./listing.js";
import { AUDIENCES, labelOf, MOST_PAGES, PROJECT_STATES, SIZES, STYLES } from "./options.js";
import { pay, resume } from "./paying.js";
import { picture } from "./pictures.js";

export async function booksView({ signal }) {
  const [projects, heroes] = await Promise.all([
    askAll("/api/projects?limit=100", "projects", { signal }),
    askAll("/api/heroes?limit=100", "heroes", { signal }),
  ]);
  const empty = h("p.lead", {}, "No book yet. Give it a name, choose who will colour it in, and begin.");
  return listing({
    title: "Colouring books",
    list: projects.length ? h("ul.tiles", {}, projects.map(tile)) : empty,
    adding: "A new book",
    form: newBook(heroes, signal),
  });
}

function tile(project) {
  const cover = picture("", { shape: "letter" });
  if (project.thumbnailUrl) cover.show(project.thumbnailUrl);
  else cover.blank(project.status === "generating" ? "Being drawn" : "Not drawn yet");
  const facts = [
    PROJECT_STATES[project.status],
    count(project.pageCount, "page"),
    labelOf(STYLES, project.stylePreset),
  ];
  return h(
    "li",
    {},
    h(
      "a.tile",
      { href: `#/books/${project.id}` },
      cover.node,
      h("b", {}, project.name),
      h("small", {}, facts.join(" · ")),
    ),
  );
}

function newBook(heroes, signal) {
  const fields = [
    textField({ name: "name", label: "Name", most: 100, draft: "book/name", placeholder: "Bella's adventure" }),
    radioField({
      name: "audience",
      label: "Who will colour it in?",
      options: AUDIENCES,
      value: "children",
      draft: "book/audience",
    }),
    radioField({
      name: "stylePreset",
      label: "How is it drawn?",
      options: STYLES,
      value: "cartoon",
      draft: "book/style",
    }),
    selectField({
      name: "heroId",
      label: "Hero",
      hint: heroHint(heroes),
      options: heroOptions(heroes),
      draft: "book/hero",
    }),
    pageCount(),
    selectField({
      name: "trimSize",
      label: "Size of the book",
      options: SIZES.map(spelled),
      value: "8.5x11",
      draft: "book/size",
    }),
  ];
  const made = form({
    fields,
    button: "Begin the book",
    submit: async (values) => open(await pay("books", "/api/projects", values)),
  });
  made.goOn("books", async () => open(await resume("books")));

  /** Whoever has gone elsewhere meanwhile stays there. */
  function open({ id }) {
    if (!signal.aborted) location.hash = `#/books/${id}`;
  }

  return made.node;
}

/** The heroes to choose from, and none. */
export function heroOptions(heroes) {
  return [{ value: "", label: "No hero" }, ...heroes.map((each) => ({ value: each.id, label: each.name }))];
}

function heroHint(heroes) {
  return heroes.length
    ? "Looks the same on all pages. You can choose later."
    : "You have none yet. A book can get its hero later.";
}

function spelled({ value, label, hint }) {
  return { value, label: `${label}, ${hint}` };
}

function pageCount() {
  const field = textField({
    name: "pageCount",
    label: "Pages to colour",
    value: "12",
    inputmode: "numeric",
    draft: "book/pages",
  });
  const number = () => Number(/^\s*\d+\s*$/.test(field.input.value) ? field.input.value : NaN);
  return {
    ...field,
    value: number,
    problem: () =>
      Number.isInteger(number()) && number() >= 1 && number() <= MOST_PAGES
        ? undefined
        : `Please give a whole number from 1 to ${MOST_PAGES}`,
  };
}
