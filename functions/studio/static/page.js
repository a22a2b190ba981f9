// A page of a book: its picture, its versions, and the ways to change it.

import { ask } from "./api.js";
import { brush } from "./brush.js";
import { colouring } from "./colouring.js";
import { h, icon } from "./dom.js";
import { editing } from "./editing.js";
import { shapeOf } from "./options.js";
import { picture } from "./pictures.js";
import { versions } from "./versions.js";
import { onReturn, watch } from "./waiting.js";

export async function pageView({ signal, reload }, projectId, pageId) {
  const [project, page] = await Promise.all([
    ask("GET", `/api/projects/${encodeURIComponent(projectId)}`, { signal }),
    ask("GET", `/api/pages/${encodeURIComponent(pageId)}`, { signal }),
  ]);
  const box = picture("", { shape: shapeOf(project.trimSize), eager: true });
  box.image.crossOrigin = "anonymous";
  const sheet = { page, project, signal, box };
  sheet.brush = brush(sheet);
  sheet.colouring = colouring(sheet);
  const list = versions(sheet);
  const brief = h("p.lead.brief");

  sheet.show = () => {
    const { sortOrder, sceneBrief, imageUrl, currentVersion } = sheet.page;
    box.name(`Page ${sortOrder}: ${sceneBrief ?? "not drawn yet"}`);
    brief.textContent = sceneBrief ?? "";
    if (imageUrl) box.show(imageUrl);
    else box.blank("This page is not drawn yet");
    sheet.brush.clear();
    sheet.colouring.clear();
    list.show(sheet.page);
    edits.update(currentVersion > 0);
  };
  sheet.refresh = async () => {
    sheet.page = await ask("GET", `/api/pages/${page.id}`, { signal });
    sheet.show();
  };
  /** What another tab has made of the page. What is painted here stays where that is nothing. */
  sheet.lookAgain = async () => {
    try {
      const now = await ask("GET", `/api/pages/${page.id}`, { signal });
      const { currentVersion, versions: made } = sheet.page;
      if (now.currentVersion === currentVersion && now.versions.length === made.length) return;
      sheet.page = now;
      sheet.show();
    } catch (error) {
      // What is seen stays as it is until the next look; but for a page that is gone.
      if (error.status === 404) void reload();
    }
  };

  const edits = editing(sheet);
  sheet.show();
  edits.goOn();
  onReturn(() => void sheet.lookAgain(), signal);
  if (project.jobId) void appear(sheet, project.jobId);
  return h(
    "div.page",
    {},
    heading(project, page),
    h(
      "div.split",
      {},
      h(
        "section.easel",
        { "aria-label": "Picture" },
        h("div.stage", {}, box.node, sheet.brush.canvas, sheet.colouring.canvas),
        sheet.brush.tools,
        sheet.colouring.tools,
      ),
      h("div.steps", {}, brief, edits.node, list.node),
    ),
  );
}

/** Show the page as soon as a generation has drawn it. */
async function appear(sheet, jobId) {
  const { signal, box, page } = sheet;
  const isHere = (each) => each.pageNumber === page.sortOrder;
  try {
    await watch(
      () => ask("GET", `/api/generate/${jobId}`, { signal }),
      (job) => {
        const mine = job.pages.find(isHere);
        const isOpen = mine ? mine.status === "pending" || mine.status === "processing" : !job.pages.length;
        if (isOpen) box.wait(mine?.status === "processing" ? "Being drawn" : "Waiting");
        return !isOpen || job.status === "failed" || job.status === "cancelled";
      },
      signal,
    );
    await sheet.refresh();
  } catch (error) {
    if (!signal.aborted) box.fail(error.message);
  }
}

function heading(project, page) {
  const place = project.pages.findIndex((each) => each.id === page.id);
  const to = (other, label, sign) =>
    other
      ? h(
          "a.button.small",
          { href: `#/books/${project.id}/pages/${other.id}`, "aria-label": `${label} page` },
          icon(sign),
        )
      : h("span.button.small.off", { "aria-hidden": true }, icon(sign));
  return h(
    "header.heading",
    {},
    h("a.back", { href: `#/books/${project.id}` }, icon("back"), h("span", {}, project.name)),
    h(
      "div.row",
      {},
      h("h1", {}, `Page ${page.sortOrder}`),
      h(
        "div.buttons",
        {},
        to(project.pages[place - 1], "Previous", "back"),
        to(project.pages[place + 1], "Next", "forward"),
      ),
    ),
  );
}
