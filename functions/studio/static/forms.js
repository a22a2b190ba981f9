// Forms: they check their fields, send once, and tell what was refused beside the field that it names.

import { duration, fill, h } from "./dom.js";
import { notice, remark } from "./notices.js";
import { forgetPaid, isStale, unanswered } from "./paying.js";

/**
 * A form: its button is busy while `submit` works, and what that refuses is told beside the field it names.
 *
 * @param options.button what it says; `price` is shown on it.
 * @param options.submit is given the values by name.
 */
export function form({ fields, button, price, submit, look = "strong", children = [], buttons = [] }) {
  const told = h("div.told");
  const send = h(`button.button.${look}`, { type: "submit" }, h("span.words", {}, button), price);
  const node = h("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), void work()) });
  node.append(...fields.map((each) => each.node), ...children, told, h("div.buttons", {}, send, ...buttons));
  let busy = false;
  let held;
  let because;
  let until = 0;

  async function work() {
    if (busy || until > Date.now()) return;
    if (held) return void fill(told, (because = remark(held)));
    told.replaceChildren();
    // What was told of an earlier try is over, too.
    for (const each of fields) each.fail(each.problem());
    const wrong = fields.find((each) => each.problem());
    if (wrong) return void wrong.focus();
    const values = Object.fromEntries(fields.map((each) => [each.name, each.value()]));
    await run(() => submit(values), values);
  }

  /** What was sent leaves its fields, but nothing that was typed meanwhile. */
  async function run(work_, values) {
    busy = true;
    show();
    try {
      await work_();
      for (const each of fields) if (String(each.value()) === String(values[each.name])) each.sent();
    } catch (error) {
      if (error.name !== "AbortError") showProblem(error);
    } finally {
      busy = false;
      show();
    }
  }

  function show() {
    const isOff = busy || Boolean(held) || until > Date.now();
    send.setAttribute("aria-disabled", isOff);
    node.setAttribute("aria-busy", busy);
  }

  /** Let nothing be sent for a reason, which is told to whoever tries; undefined lets it be sent again. */
  function hold(reason) {
    held = reason;
    if (!held) because?.remove();
    show();
  }

  /** Go on with what was sent before a reload and not answered; who may have given it up is asked first. */
  function goOn(scope, work_, cost) {
    const before = unanswered(scope);
    if (!before) return;
    const again = () => run(work_, before.body ?? {});
    if (!isStale(before)) return void again();
    const words = fields.map((each) => before.body?.[each.name]).find((each) => typeof each === "string");
    const ago = duration(Math.round((Date.now() - before.at) / 1000));
    const answer = (label, act, ...more) =>
      h("button.button.small", { type: "button", onclick: () => (fill(told), act()) }, label, ...more);
    fill(
      told,
      remark(
        `You asked for this ${ago} ago, and no answer came${words ? `: “${words}”` : ""}. Shall it be sent now?`,
      ),
      h(
        "div.buttons",
        {},
        answer("Send it now", again, cost),
        answer("Do not send it", () => forgetPaid(scope)),
      ),
    );
  }

  function showProblem(error) {
    const named = fields.filter((each) => problemOf(error, each.name));
    for (const each of named) each.fail(sentence(problemOf(error, each.name)));
    if (named.length) named[0].focus();
    else fill(told, notice(error));
    if (error.retryAfter) wait(error.retryAfter);
  }

  /** Who changes something need not wait: it may be another's limit. */
  function wait(seconds) {
    until = Date.now() + seconds * 1000;
    setTimeout(show, seconds * 1000 + 50);
  }
  node.addEventListener("input", () => ((until = 0), show()));

  return { node, send, hold, goOn, showProblem, told };
}

/** What an error says about a field: in its details, or in a message that begins with the field's name. */
function problemOf(error, name) {
  const detail = error.details?.[name];
  if (typeof detail === "string") return detail;
  return error.message.startsWith(`${name} `) ? error.message.slice(name.length + 1) : undefined;
}

/** A problem as a sentence of its own: "must have ..." to "Must have ...". */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
