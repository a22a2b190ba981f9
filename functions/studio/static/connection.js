// The connection: whether Inkwell answers, as all requests see it, and the look for its return while it does not.

import { API } from "./settings.js";

const SOON = 1000;
const SELDOM = 15000;

/** Tells `away` when Inkwell does not answer, `back` when it does again, and `change` when there is more to say. */
export const connection = new EventTarget();

let isAway = false;
let wait = SOON;
const busy = new Map();

/** Note that an answer came, whatever it says. */
export function answered() {
  wait = SOON;
  turn(false);
}

/** Note that no answer came. */
export function missed() {
  turn(true);
}

/** Whether Inkwell does not answer. */
export function away() {
  return isAway;
}

/** Note in how many seconds somebody looks again whom Inkwell has put off more than once; undefined at the end. */
export function putOff(who, seconds) {
  if (seconds === undefined ? !busy.delete(who) : busy.get(who) === seconds) return;
  if (seconds !== undefined) busy.set(who, seconds);
  tell("change");
}

/** The seconds until it is looked for what Inkwell was too busy to tell; undefined where nothing waits. */
export function secondsOff() {
  return busy.size ? Math.min(...busy.values()) : undefined;
}

/** Tell all who show what is known of the connection. */
export function tell(what) {
  connection.dispatchEvent(new Event(what));
}

function turn(is) {
  if (is === isAway) return;
  isAway = is;
  tell(is ? "away" : "back");
  if (is) later();
}

/** Ever less often, also where Inkwell answers this and nothing else; and not in a hidden tab. */
function later() {
  setTimeout(() => void look(), wait);
  wait = Math.min(wait * 2, SELDOM);
}

async function look() {
  if (!isAway) return;
  try {
    if (document.hidden) return later();
    await fetch(`${API}/health`, { cache: "no-store" });
    turn(false);
  } catch {
    later();
  }
}
