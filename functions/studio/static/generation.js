// Generation: an idea becomes pages, which appear one by one.

import { ask } from "./api.js";
import { priceTag, refreshBalance } from "./blots.js";
import { count, duration, fill, h, say } from "./dom.js";
import { textField } from "./fields.js";
import { form } from "./forms.js";
import { notice, remark } from "./notices.js";
import { pay, resume, unanswered } from "./paying.js";
import { onReturn, watch } from "./waiting.js";
import { whichPages } from "./which-pages.js";

export function generation(book) {
  const { signal } = book;
  const projectId = book.project.id;
  const scope = `generation/${projectId}`;
  const told = h("div");
  const running = h("div.running", { hidden: true });
  let following;

  const idea = textField({
    name: "idea",
    label: "What happens in the book?",
    least: 3,
    most: 500,
    rows: 4,
    draft: `idea/${projectId}`,
    stays: true,
    placeholder: "Bella explores a magical forest with mushrooms and fairies",
  });
  const which = whichPages(book, () => price.update());
  const price = priceTag("page", () => which.wanted().length);

  const made = form({
    fields: [idea, ...which.fields],
    button: "Draw the pages",
    price,
    submit: async (values) => {
      const some = which.isAll() ? {} : { pageNumbers: which.wanted() };
      const body = { projectId, idea: values.idea, ...some };
      begin(await started(() => pay(scope, "/api/generate", body)));
    },
  });

  function offer(stays = false) {
    which.offer(stays);
    // Where all pages are there, the next step is to print them.
    made.send.classList.toggle("strong", which.isOpen());
  }

  /** The job that was begun: a project that is drawn already, from another tab, names its own. */
  async function started(ask_) {
    try {
      return await ask_();
    } catch (error) {
      if (error.details?.reason !== "generation_in_progress" || !error.details.jobId) throw error;
      return { jobId: error.details.jobId, isOther: true };
    }
  }

  function begin({ jobId, estimatedSeconds, isOther }) {
    if (signal.aborted) return;
    fill(told, isOther && remark("Pages of another idea are being drawn; yours was not sent."));
    say("The pages are being planned");
    void follow(jobId, estimatedSeconds);
    document.getElementById("pages").scrollIntoView({ behavior: "smooth", block: "start" });
  }

  async function follow(jobId, seconds) {
    if (following === jobId) return;
    following = jobId;
    const bar = h("progress", { max: 1, value: 0, "aria-label": "Pages drawn" });
    const stage = h("p.stage", {}, "Planning pages...");
    const estimate = h("p.hint", {}, seconds && `About ${duration(seconds)} in all`);
    const cancel = h("button.button.small", { type: "button", onclick: () => void stop() }, "Cancel");
    fill(running, h("div", {}, stage, estimate), bar, h("div.buttons", {}, cancel));
    running.hidden = false;
    made.hold("Pages are being drawn. Please send this when they are there");

    async function stop() {
      cancel.disabled = true;
      try {
        const { blotsRefunded } = await ask("POST", `/api/generate/${jobId}/cancel`, { signal });
        fill(
          told,
          remark(
            `${count(blotsRefunded, "Blot")} went back to you. Pages that are being drawn right now are finished.`,
          ),
        );
      } catch (error) {
        if (!signal.aborted) fill(told, notice(error));
      }
      refreshBalance();
    }

    let there = 0;
    try {
      await watch(
        () => ask("GET", `/api/generate/${jobId}`, { signal }),
        (job) => {
          book.pages.during(job.pages);
          stage.textContent = `${job.currentStage} ${job.completedItems} of ${count(job.totalItems, "page")}`;
          [bar.max, bar.value] = [job.totalItems, job.completedItems + job.failedItems];
          cancel.hidden = bar.value === bar.max;
          if (job.completedItems > there) say(`${job.completedItems} of ${count(job.totalItems, "page")} are there`);
          there = job.completedItems;
          // Of a cancelled job, what is being drawn is drawn to its end.
          const isOver = job.status !== "pending" && job.status !== "processing" && !job.pages.some(isOpen);
          if (isOver) ended(job);
          return isOver;
        },
        signal,
      );
      await book.refresh();
    } catch (error) {
      if (signal.aborted) return;
      fill(told, notice(error));
    }
    following = undefined;
    running.hidden = true;
    made.hold();
    offer();
    refreshBalance();
  }

  function ended({ status, completedItems, failedItems, blotsSpent }) {
    const paid = `${count(completedItems, "page")} drawn for ${count(blotsSpent, "Blot")}.`;
    if (status === "cancelled") fill(told, [...told.children], remark(`Cancelled. ${paid}`));
    else if (failedItems)
      fill(
        told,
        remark(`${paid} ${count(failedItems, "page")} did not come out and cost nothing; they can be drawn again.`),
      );
    else fill(told, remark(paid));
    say(told.textContent);
  }

  /** What another tab has begun, or this one before a reload. */
  async function lookAgain() {
    if (following) return;
    try {
      await book.refresh();
      offer(true);
    } catch (error) {
      // What is seen stays as it is until the next look; but for a book that is gone.
      if (error.status === 404) void book.reload();
    }
    if (!signal.aborted && book.project.jobId) void follow(book.project.jobId);
  }

  onReturn(() => void lookAgain(), signal);
  offer(true);
  if (book.project.jobId) void follow(book.project.jobId);
  const pages = unanswered(scope)?.body.pageNumbers?.length ?? book.project.pageCount;
  made.goOn(scope, async () => begin(await started(() => resume(scope))), priceTag("page", pages));
  return { node: made.node, progress: h("div.progress", {}, running, told) };
}

function isOpen(page) {
  return page.status === "pending" || page.status === "processing";
}
