// Blots: what is left of them, and what each step costs.

import { ask } from "./api.js";
import { count, h, icon } from "./dom.js";

let balance = null;
let due = 0;
const changes = new EventTarget();

/** The balance as it was last seen; null before. */
export function knownBalance() {
  return balance;
}

/** Look at the balance anew, in a moment: several steps at once look once. */
export function refreshBalance() {
  clearTimeout(due);
  due = setTimeout(() => void loadBalance().catch(() => undefined), 150);
}

/** Look at the balance now. */
export async function loadBalance() {
  balance = await ask("GET", "/api/billing/balance");
  changes.dispatchEvent(new Event("change"));
  return balance;
}

/** Call a function whenever the balance has been looked at, until the signal ends that. */
export function onBalance(tell, signal) {
  changes.addEventListener("change", tell, { signal });
  if (balance) tell();
}

/** The price of a step in Blots, `times` over; undefined while prices are not known. */
export function price(step, times = 1) {
  return balance ? balance.prices[step] * times : undefined;
}

/** A price to show on a button, as long as that is on the page. `times` may be a function; `tag.update` calls it again. */
export function priceTag(step, times = 1) {
  const tag = h("span.price");
  const gone = new AbortController();
  let wasThere = false;
  tag.update = () => {
    if (wasThere && !tag.isConnected) gone.abort();
    wasThere = tag.isConnected;
    const cost = price(step, typeof times === "function" ? times() : times);
    tag.replaceChildren(...(cost === undefined ? [] : [icon("blot"), count(cost, "Blot")]));
  };
  onBalance(tag.update, gone.signal);
  return tag;
}

/** What stands beside the button of a step that costs nothing. */
export function free(words = "Costs no Blots") {
  return h("span.free", {}, words);
}
