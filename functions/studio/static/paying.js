// Requests that start paid work. Each has an Idempotency-Key of its own, which is kept until the answer is known: a double
// click, a reload or a lost answer sends the same request again, and that is paid for once.

import { ask } from "./api.js";
import { refreshBalance } from "./blots.js";
import { tell } from "./connection.js";
import { Refused, Unreachable } from "./failures.js";
import { keep, kept } from "./kept.js";
import { pause } from "./waiting.js";

/** The API keeps keys for 24 hours. */
const FORGOTTEN = 23 * 60 * 60 * 1000;

/** Who has waited for so long may have given up: they are asked. */
const FRESH = 5 * 60 * 1000;

const LONGEST = 15000;
const running = new Map();
const waiting = new Set();

/**
 * Send a request that starts paid work, and return its answer.
 *
 * While no answer comes it is sent again by itself, with the same key, until somebody gives it up.
 *
 * @param scope what is paid for, such as "edit/PAGE": one request at a time.
 * @param remember keeps what the answer says, such as the id of a job, before the request is forgotten.
 */
export function pay(scope, path, body, remember = () => undefined) {
  if (!running.has(scope)) {
    const work = settle(scope, request(scope, path, body), remember).finally(() => {
      running.delete(scope);
      refreshBalance();
    });
    running.set(scope, work);
  }
  return running.get(scope);
}

/** The request of a scope whose answer is not known, such as one of before a reload; undefined where there is none. */
export function unanswered(scope) {
  const found = kept(`paid/${scope}`);
  return isKnown(found) ? found : undefined;
}

/** Whether it is so long ago that somebody asked for this that they may not wait for it any more. */
export function isStale(request) {
  return Date.now() - request.at > FRESH;
}

/** Whether requests are sent again, as no answer comes. */
export function isWaiting() {
  return waiting.size > 0;
}

/** Send none of them again. */
export function giveUp() {
  for (const each of waiting) each.abort(new DOMException("It is not sent again", "AbortError"));
}

/** Get the answer to a request once more, which costs nothing; undefined where the API may have forgotten its key. */
export async function replay(request, signal) {
  return isKnown(request) ? ask("POST", request.path, { body: request.body, key: request.key, signal }) : undefined;
}

function isKnown(request) {
  return Boolean(request) && Date.now() - request.at < FORGOTTEN;
}

/** Go on with a request whose answer is not known. */
export function resume(scope, remember) {
  const { path, body } = unanswered(scope);
  return pay(scope, path, body, remember);
}

/** Forget a request of a scope: what came of it is of no use any more. */
export function forgetPaid(scope) {
  keep(`paid/${scope}`, undefined);
}

function request(scope, path, body) {
  const before = unanswered(scope);
  if (before && before.path === path && JSON.stringify(before.body) === JSON.stringify(body)) return before;
  const made = { path, body, key: crypto.randomUUID?.() ?? randomKey(), at: Date.now() };
  keep(`paid/${scope}`, made);
  return made;
}

async function settle(scope, { path, body, key }, remember) {
  const given = new AbortController();
  let wait = 1000;
  try {
    for (;;) {
      try {
        const answer = await ask("POST", path, { body, key, signal: given.signal });
        remember(answer);
        forgetPaid(scope);
        return answer;
      } catch (error) {
        if (error instanceof Unreachable) waiting.add(given);
        if (!isUnderWay(error)) throw error;
      }
      tell("change");
      await pause(wait, given.signal);
      wait = Math.min(wait * 2, LONGEST);
    }
  } catch (error) {
    // An answer says what happened; so does whoever gives it up.
    const isOver = error instanceof Refused ? !error.isOpen && error.status !== 401 : given.signal.aborted;
    if (isOver) forgetPaid(scope);
    throw error;
  } finally {
    waiting.delete(given);
    tell("change");
  }
}

/** Whether the answer is still to come: none came, or a 409 with a wait says that the first request is being worked on. */
function isUnderWay(error) {
  return error instanceof Unreachable || (error.status === 409 && error.retryAfter !== undefined);
}

/** `crypto.randomUUID` is there on https and on this machine only. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");
}
