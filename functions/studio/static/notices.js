// Notices: what went wrong, in the API's words, with what can be done about it.

import { bytes, count, duration, fill, h, icon } from "./dom.js";
import { Refused, Unreachable } from "./failures.js";
import { gone } from "./gone.js";
import { isOwnMachine } from "./settings.js";

/** What can be done about full storage, lest somebody deletes books in vain. */
export const ROOM = "Only a larger plan makes room at once: what is deleted is kept for 30 days";

/**
 * A notice about an error; none about what somebody ended themselves.
 *
 * @param again does the same again, where that may help.
 */
export function notice(error, again) {
  if (error.name === "AbortError") return undefined;
  if (!(error instanceof Refused || error instanceof Unreachable)) {
    console.error(error);
    return notice(new Refused(undefined, "Something went wrong in the studio itself; reloading the page may help"));
  }
  if (error.status === 404) return gone();
  const advice = adviceOf(error);
  const wait = h("p.wait");
  const button = again && h("button.button.small", { type: "button", onclick: again }, "Try again");
  const plans = isOfPlan(error) && h("a.button.small", { href: "#/billing" }, "See the plans");
  const node = h(
    "div.notice",
    { role: "alert" },
    icon("alert"),
    h("div", {}, h("p", {}, h("b", {}, dotted(error.message))), advice && h("p", {}, advice), wait, button, plans),
  );
  if (error.retryAfter) countDown(wait, button, error.retryAfter);
  return node;
}

/** A quiet remark about how something ended. */
export function remark(text, ...more) {
  return h("p.remark", {}, icon("info"), h("span", {}, text, ...more));
}

/** Whether another plan would help: the Blots or the storage of this one are used up, or it has no room for more. */
function isOfPlan({ status, details }) {
  return status === 402 || (status === 403 && "plan" in details);
}

/** What can be done about an error. */
function adviceOf({ status, code, details, retryAfter, isOpen }) {
  if (code === "INSUFFICIENT_BLOTS") {
    const missing = count(details.shortfall, "Blot");
    return `${missing} more would be needed. Ask for less, wait for the next Blots of your plan, or choose a larger one. Nothing was spent.`;
  }
  if (code === "STORAGE_FULL") {
    return `${bytes(details.used)} of ${bytes(details.limit)} are in use. ${ROOM}. Nothing was spent.`;
  }
  if (code === "GENERATION_DISABLED")
    return "Nothing was spent, and what you typed is still here. Please come back later.";
  if (code === "BILLING_DISABLED")
    return isOwnMachine
      ? "To try it, start Inkwell with: make run STRIPE=test-server. Nothing is really paid there."
      : "Nothing was paid. Please ask whoever runs this Inkwell for another plan.";
  if (details.reason === "pages_missing") return "Draw these pages first.";
  if (details.reason === "generation_in_progress") return "Its pages appear as they are drawn.";
  if (status === 429) return retryAfter ? undefined : "Please wait a moment.";
  if (status === 503) return "Nothing was spent. The same may work in a moment.";
  if (status >= 500) return "Please try again. Nothing is paid for twice.";
  if (isOpen) return "Please look at your connection, and try again.";
  return undefined;
}

function countDown(node, button, seconds) {
  const end = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (button) button.disabled = left > 0;
    fill(node, left > 0 ? `You can go on in ${duration(left)}.` : "You can go on now.");
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}

function dotted(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
