// Heroes: characters that look the same on all pages. Each is drawn as a sheet of four views.

import { ask, askAll } from "./api.js";
import { priceTag, refreshBalance } from "./blots.js";
import { count, fill, h, icon, say } from "./dom.js";
import { radioField, textField } from "./fields.js";
import { form } from "./forms.js";
import { listing } from "./listing.js";
import { notice, remark } from "./notices.js";
import { AUDIENCES, labelOf } from "./options.js";
import { pay, resume, unanswered } from "./paying.js";
import { picture } from "./pictures.js";
import { watch } from "./waiting.js";

export async function heroesView({ signal }) {
  const list = h("ul.tiles.wide");
  const empty = h("p.lead", {}, "A hero is drawn once, from all sides, and then looks the same on every page.");
  /** The tiles of heroes that are being drawn, or were not drawn, by their jobs, whose ids they will have. */
  const drawn = new Map();

  async function show() {
    const [heroes, { drawing }] = await Promise.all([
      askAll("/api/heroes?limit=100", "heroes", { signal }),
      ask("GET", "/api/heroes?limit=1", { signal }),
    ]);
    for (const each of drawing) wait(each);
    for (const { id } of heroes) drawn.delete(id);
    fill(
      list,
      [...drawn.values()],
      heroes.map((each) => tile(each, show, signal)),
    );
    empty.hidden = list.childElementCount > 0;
  }

  /** The tile of a hero until it is there, which is followed once: lists may know of it a moment later. */
  function wait(hero) {
    if (!drawn.has(hero.jobId)) drawn.set(hero.jobId, beingDrawn(hero, show, signal));
    return drawn.get(hero.jobId);
  }

  function begun(jobId, name) {
    if (signal.aborted) return;
    list.prepend(wait({ jobId, name }));
    empty.hidden = true;
  }

  await show();
  return listing({ title: "Heroes", list: [empty, list], adding: "A new hero", form: newHero(begun) });
}

function newHero(begun) {
  const made = form({
    fields: [
      textField({ name: "name", label: "Name", most: 100, draft: "hero/name", placeholder: "Bella" }),
      textField({
        name: "description",
        label: "What does the hero look like?",
        hint: "Everything that must be the same on each page.",
        least: 10,
        most: 500,
        rows: 4,
        draft: "hero/description",
        placeholder: "A friendly white bunny with floppy ears and a pink bow",
      }),
      radioField({
        name: "audience",
        label: "For whom?",
        options: AUDIENCES,
        value: "children",
        draft: "hero/audience",
      }),
    ],
    button: "Draw the hero",
    price: priceTag("hero"),
    submit: async (values) => {
      const { jobId } = await pay("heroes", "/api/heroes", values);
      begun(jobId, values.name);
    },
  });
  const name = unanswered("heroes")?.body.name;
  made.goOn("heroes", async () => begun((await resume("heroes")).jobId, name), priceTag("hero"));
  return made.node;
}

function beingDrawn({ jobId, name }, show, signal) {
  const sheet = picture(`Sheet of ${name}`, { shape: "sheet" });
  const told = h("div");
  const node = h("li", {}, h("div.tile", {}, sheet.node, h("b", {}, name), told));
  sheet.wait("Waiting to be drawn");

  /** The job; the list is a part of the look at one that is done, so that it is looked for until it comes. */
  async function look() {
    const job = await ask("GET", `/api/generate/${jobId}`, { signal });
    if (job.status === "completed") await show();
    return job;
  }

  function update(job) {
    if (job.status === "pending" || job.status === "processing") {
      sheet.wait(job.currentStage);
      return false;
    }
    refreshBalance();
    if (job.status === "completed") {
      say(`${name} is there`);
      sheet.blank("Drawn");
    } else {
      sheet.fail("The hero was not drawn");
      fill(told, remark("Nothing was spent. Please try once more, perhaps in other words."));
    }
    return true;
  }

  watch(look, update, signal).catch((error) => {
    if (signal.aborted) return;
    sheet.fail("Nothing is known of this hero");
    fill(told, notice(error));
  });
  return node;
}

function tile(hero, show, signal) {
  const sheet = picture(`${hero.name}, from four sides`, { shape: "sheet" });
  sheet.show(hero.thumbnailUrl);
  const told = h("div");
  const facts = `${labelOf(AUDIENCES, hero.audience)} · ${hero.timesUsed ? `drawn in ${count(hero.timesUsed, "generation")}` : "not used yet"}`;

  async function remove() {
    if (!confirm(`Delete ${hero.name}? Books with this hero keep their pages.`)) return;
    try {
      await ask("DELETE", `/api/heroes/${hero.id}`, { signal });
      await show();
    } catch (error) {
      fill(told, notice(error, remove));
    }
  }

  return h(
    "li",
    {},
    h(
      "div.tile",
      {},
      sheet.node,
      h("b", {}, hero.name),
      h("small", {}, facts),
      told,
      h(
        "div.buttons",
        {},
        h(
          "button.button.quiet.small",
          { type: "button", onclick: () => void remove(), "aria-label": `Delete ${hero.name}` },
          icon("bin"),
          "Delete",
        ),
      ),
    ),
  );
}
