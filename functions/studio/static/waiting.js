// Waiting: for a while, for the tab to be seen, and for work that is done in the background.

import { connection, putOff } from "./connection.js";

const FIRST = 1000;
const USUAL = 2000;
const SLOWEST = 8000;
const SLOWEST_AFTER_FAILURES = 30000;

/** Wait for some milliseconds; less where Inkwell or the network comes back meanwhile. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const end = (finish) => () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      connection.removeEventListener("back", done);
      signal?.removeEventListener("abort", stop);
      finish();
    };
    const done = end(resolve);
    const stop = end(() => reject(signal.reason));
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    connection.addEventListener("back", done);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
  });
}

/** Call a function whenever somebody comes back to this tab. */
export function onReturn(tell, signal) {
  let due = 0;
  const soon = () => {
    clearTimeout(due);
    // Browsers tell it twice: the tab is seen, and its window has the focus.
    due = setTimeout(() => document.hidden || signal?.aborted || tell(), 50);
  };
  document.addEventListener("visibilitychange", soon, { signal });
  addEventListener("focus", soon, { signal });
}

/** Wait until somebody sees this tab. */
function seen(signal) {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve, reject) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/**
 * Look again and again until what is seen is final, as docs/api.md advises: after a second, then every two seconds while
 * something changes, ever less often while nothing does; not at all in a hidden tab.
 *
 * What passes (no answer, 429, 5xx) is waited for, `Retry-After` included; the second time in a row it is told.
 *
 * @param look asks for the present state.
 * @param show shows it, and returns whether it is final.
 */
export async function watch(look, show, signal) {
  const me = {};
  try {
    await lookUntil(me, look, show, signal);
  } finally {
    putOff(me);
  }
}

async function lookUntil(me, look, show, signal) {
  let wait = FIRST;
  let failed = USUAL;
  let before;
  for (;;) {
    await pause(wait, signal);
    await seen(signal);
    try {
      const state = await look();
      if (signal?.aborted) return;
      putOff(me);
      if (show(state)) return;
      // A presigned URL differs from look to look; what it points to does not.
      const now = JSON.stringify(state).replace(/\?X-Amz-[^"]*/g, "");
      wait = now === before ? Math.min(wait * 1.5, SLOWEST) : USUAL;
      before = now;
      failed = USUAL;
    } catch (error) {
      if (signal?.aborted || !error.passes) throw error;
      wait = Math.max(failed, (error.retryAfter ?? 0) * 1000);
      if (failed > USUAL) putOff(me, Math.round(wait / 1000));
      failed = Math.min(failed * 2, SLOWEST_AFTER_FAILURES);
    }
  }
}
