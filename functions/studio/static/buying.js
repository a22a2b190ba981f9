// Stripe's pages, where plans are paid and changed. What somebody goes there for is kept, so that they see it arrive.

import { ask } from "./api.js";
import { knownBalance } from "./blots.js";
import { keep, kept } from "./kept.js";
import { pay } from "./paying.js";

const ORDER = "order";

/** Go to the page where a plan is paid, or the change to it confirmed: the API tells which, once for a click. */
export async function buy(offer, from, signal) {
  const { checkoutUrl } = await pay("checkout", "/api/billing/checkout", offer);
  await leave(checkoutUrl, { plan: offer.plan, from, blots: knownBalance()?.blots }, signal);
}

/** Go to the page where a plan is changed, paid or ended. */
export async function manage(from, signal) {
  const { portalUrl } = await ask("POST", "/api/billing/portal", { signal });
  await leave(portalUrl, { from }, signal);
}

/** What somebody went to Stripe for: the plan they had (`from`); at a checkout the one they chose and their `blots`. */
export function order() {
  return kept(ORDER);
}

/** Forget it: it has come, or never will. */
export function forgetOrder() {
  keep(ORDER, undefined);
}

/** Kept once the page is left: until then a button is busy, and not afterwards where a browser brings the page back. */
function leave(url, what, signal) {
  if (signal.aborted) return undefined;
  keep(ORDER, what);
  location.assign(url);
  return new Promise((resolve) => addEventListener("pagehide", resolve, { once: true }));
}
