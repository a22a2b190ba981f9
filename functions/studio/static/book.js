// A colouring book: its hero, its style, the drawing of its pages, and its files for print.

import { ask, askAll } from "./api.js";
import { heroOptions } from "./books.js";
import { calibration } from "./calibration.js";
import { count, fill, h, icon, say } from "./dom.js";
import { exporting } from "./exporting.js";
import { selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { generation } from "./generation.js";
import { notice } from "./notices.js";
import { AUDIENCES, labelOf, SIZES, STYLES } from "./options.js";
import { pageGrid } from "./page-grid.js";
import { picture } from "./pictures.js";
import { wayTo } from "./steps.js";

export async function bookView({ signal, reload }, id) {
  const [project, heroes] = await Promise.all([
    ask("GET", `/api/projects/${encodeURIComponent(id)}`, { signal }),
    askAll("/api/heroes?limit=100", "heroes", { signal }),
  ]);
  const book = { project, signal, reload };
  const pages = pageGrid(project);
  // Pages that a job has drawn count at once; the project tells them at its end.
  book.pages = {
    during(job) {
      pages.during(job);
      way.show(drawnOf(book, job));
    },
  };
  /** What a step has changed about the book. */
  book.changed = (facts) => {
    Object.assign(book.project, facts);
    way.show(drawnOf(book));
  };
  const files = exporting(book);
  const draws = generation(book);
  const way = wayTo(book, {
    hero: heroStep(book, heroes),
    style: calibration(book),
    draw: draws.node,
    print: files.node,
  });
  book.refresh = async () => {
    book.project = await ask("GET", `/api/projects/${project.id}`, { signal });
    pages.show(book.project.pages);
    files.update();
    way.show(drawnOf(book));
  };
  way.show(drawnOf(book));
  return h(
    "div.book",
    {},
    heading(book),
    h(
      "div.split",
      {},
      h("section", { id: "pages", "aria-label": "Pages" }, draws.progress, way.next, pages.node),
      way.node,
    ),
  );
}

/** How many pages are drawn: those that the project tells, and those of a job's. */
function drawnOf({ project }, job = []) {
  const fresh = new Set(job.filter((each) => each.thumbnailUrl).map((each) => each.pageNumber));
  return project.pages.filter((each) => each.currentVersion || fresh.has(each.sortOrder)).length;
}

function heading(book) {
  const { project, signal } = book;
  const title = h("h1", {}, project.name);
  const told = h("div");
  const facts = [
    `For ${labelOf(AUDIENCES, project.audience).toLowerCase()}`,
    labelOf(STYLES, project.stylePreset),
    `${labelOf(SIZES, project.trimSize)} (${SIZES.find((each) => each.value === project.trimSize).hint})`,
    count(project.pageCount, "page"),
    `${project.lineWeight} lines`,
  ];
  const rename = h("button.button.quiet.small", { type: "button", onclick: () => edit() }, icon("pencil"), "Rename");
  const remove = h("button.button.quiet.small", { type: "button", onclick: () => void gone() }, icon("bin"), "Delete");

  function edit() {
    const name = textField({ name: "name", label: "Name", most: 100, value: title.textContent });
    const close = () => (fill(told), rename.focus());
    const made = form({
      fields: [name],
      button: "Save",
      submit: async (values) => {
        const changed = await ask("PATCH", `/api/projects/${project.id}`, { body: values, signal });
        title.textContent = changed.name;
        close();
      },
      buttons: [h("button.button.quiet", { type: "button", onclick: close }, "Cancel")],
    });
    fill(told, made.node);
    name.focus();
  }

  async function gone() {
    if (!confirm(`Delete "${title.textContent}" with all its pages?`)) return;
    try {
      await ask("DELETE", `/api/projects/${project.id}`, { signal });
      location.hash = "#/books";
    } catch (error) {
      fill(told, notice(error, gone));
    }
  }

  return h(
    "header.heading",
    {},
    h("a.back", { href: "#/books" }, icon("back"), "Colouring books"),
    title,
    h("p.facts", {}, facts.join(" · ")),
    h("div.buttons", {}, rename, remove),
    told,
  );
}

function heroStep(book, heroes) {
  const { project, signal } = book;
  const sheet = picture("", { shape: "sheet" });
  const told = h("div");
  const choose = selectField({
    name: "heroId",
    label: "Who is in it?",
    options: heroOptions(heroes),
    value: project.heroId ?? "",
    onchange: () => void change(),
  });

  function show(hero) {
    sheet.node.hidden = !hero;
    if (!hero) return;
    sheet.name(`${hero.name}, from four sides`);
    sheet.show(hero.thumbnailUrl);
  }

  async function change() {
    choose.fail();
    fill(told);
    try {
      const body = { heroId: choose.value() ?? null };
      const { hero, heroId } = await ask("PATCH", `/api/projects/${project.id}`, { body, signal });
      show(hero);
      book.changed({ hero, heroId });
      say(hero ? `${hero.name} is in the book` : "The book has no hero");
    } catch (error) {
      if (error.details?.heroId) choose.fail(error.message);
      else fill(told, notice(error, change));
    }
  }

  show(project.hero);
  const more = h("a", { href: "#/heroes" }, heroes.length ? "Draw another hero" : "Draw a hero");
  return [sheet.node, choose.node, told, h("p", {}, more)];
}
