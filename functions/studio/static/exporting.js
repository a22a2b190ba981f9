// Export: the book's files for print.

import { ask } from "./api.js";
import { priceTag, refreshBalance } from "./blots.js";
import { bytes, count, fill, h, icon, moment, say } from "./dom.js";
import { checkField, selectField, textField } from "./fields.js";
import { form } from "./forms.js";
import { notice, remark } from "./notices.js";
import { PAPERS } from "./options.js";
import { pay, resume, unanswered } from "./paying.js";
import { watch } from "./waiting.js";

/** URLs of files are good for an hour; each look renews them. */
const RENEWED = 45 * 60 * 1000;

export function exporting(book) {
  const { signal } = book;
  const projectId = book.project.id;
  const scope = `export/${projectId}`;
  const told = h("div");
  const missing = h("p.hint");
  const files = h("div.files");
  const pdf = h("div.options");

  const draft = (name) => `${name}/${projectId}`;

  const format = selectField({
    name: "format",
    label: "As",
    options: [
      { value: "pdf", label: "PDF, ready for print" },
      { value: "png_zip", label: "Pictures (ZIP of PNG)" },
    ],
    draft: draft("format"),
    stays: true,
    onchange: showOptions,
  });
  const ofPdf = [
    checkField({
      name: "cover",
      draft: draft("cover"),
      label: "With a cover",
      hint: "Wraps the book: back, spine and front",
    }),
    checkField({ name: "titlePage", draft: draft("titlePage"), label: "With a title page" }),
    checkField({
      name: "blankBacks",
      draft: draft("blankBacks"),
      label: "Backs stay white",
      hint: "So that pens do not show through",
      value: true,
    }),
    checkField({ name: "pageNumbers", draft: draft("pageNumbers"), label: "With page numbers" }),
    textField({
      name: "author",
      label: "Author",
      most: 100,
      optional: true,
      draft: `author/${projectId}`,
      stays: true,
    }),
    selectField({ name: "paper", draft: draft("paper"), label: "Paper", options: PAPERS, value: "white" }),
  ];
  const bleed = checkField({ name: "includeBleed", draft: draft("includeBleed"), label: "With bleed" });
  pdf.append(...ofPdf.map((each) => each.node));
  showOptions();

  function showOptions() {
    pdf.hidden = format.value() !== "pdf";
  }

  const made = form({
    fields: [format],
    children: [pdf, bleed.node],
    button: "Make the files",
    price: priceTag("export"),
    submit: async () => {
      const isPdf = format.value() === "pdf";
      const fields = [format, bleed, ...(isPdf ? ofPdf : [])];
      const wrong = fields.find((each) => each.problem());
      if (wrong) {
        wrong.fail(wrong.problem());
        return wrong.focus();
      }
      const values = Object.fromEntries(fields.map((each) => [each.name, each.value()]));
      const { jobId } = await pay(scope, "/api/export", { projectId, ...values });
      void follow(jobId, true);
    },
  });

  /** Follow an export to its files. That an earlier one failed is no news: it `runs`, or did when it was looked at. */
  async function follow(jobId, runs = false) {
    fill(told);
    made.hold("The book is being made. Please wait for its files");
    fill(
      files,
      h("p.stage", {}, "The book is being made..."),
      h("progress", { "aria-label": "The book is being made" }),
    );
    try {
      await watch(
        () => ask("GET", `/api/export/${jobId}`, { signal }),
        (state) => {
          const isOver = state.status !== "pending" && state.status !== "processing";
          if (isOver) show(state, jobId, runs);
          runs = true;
          return isOver;
        },
        signal,
      );
    } catch (error) {
      if (signal.aborted) return;
      fill(files);
      if (error.status !== 404) fill(told, notice(error));
    }
    made.hold();
    refreshBalance();
  }

  function show(state, jobId, isNews) {
    if (state.status !== "completed") {
      fill(files);
      if (isNews) fill(told, remark("The files were not made, and nothing was spent. Please try again."));
      return;
    }
    const all = [state, state.cover].filter(Boolean);
    fill(
      files,
      all.map(file),
      state.print && facts(state.print),
      h("p.hint", {}, `The links are good until ${moment(state.expiresAt)}, and renewed while this page is open.`),
    );
    say("The files are there");
    book.changed({ status: "exported" });
    setTimeout(() => signal.aborted || void follow(jobId), RENEWED);
  }

  /** A page without a picture cannot be printed. */
  function update() {
    const blank = book.project.pages.filter((each) => !each.currentVersion).length;
    fill(missing, blank ? "Every page needs a picture first." : "");
    missing.hidden = !blank;
  }

  update();
  if (unanswered(scope)) {
    made.goOn(scope, async () => void follow((await resume(scope)).jobId, true), priceTag("export"));
  } else if (book.project.exportJobId) void follow(book.project.exportJobId);
  return { node: h("div", {}, files, told, missing, made.node), update };
}

function file({ downloadUrl, fileName, fileSize }) {
  return h(
    "a.button.file",
    { href: downloadUrl, download: fileName, rel: "noreferrer" },
    icon("download"),
    h("span", {}, h("b", {}, fileName), h("small", {}, bytes(fileSize))),
  );
}

/** What a printer asks for. */
function facts({ widthInches, heightInches, pages, pictures, spineInches, warnings }) {
  return [
    h(
      "p.hint",
      {},
      `${count(pages, "page")} with ${count(pictures, "picture")}, ${widthInches} x ${heightInches} in, `,
      `spine ${spineInches} in.`,
    ),
    warnings.length > 0 &&
      h(
        "ul.warnings",
        {},
        warnings.map((each) => h("li", {}, icon("alert"), each.message)),
      ),
  ];
}
