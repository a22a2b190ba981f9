// Thanks: where somebody comes back to who has paid for a plan, which arrives a moment later.

import { knownBalance, loadBalance } from "./blots.js";
import { forgetOrder, order } from "./buying.js";
import { count, fill, h, say } from "./dom.js";
import { remark } from "./notices.js";
import { planOf, titleOf } from "./own-plan.js";
import { watch } from "./waiting.js";

/** After so many milliseconds people are told that they need not wait here. */
const LATE = 15 * 1000;

export async function thanksView({ signal }) {
  const told = h("div.made");
  const since = Date.now();

  function show(balance) {
    const isThere = hasCome(balance);
    const isFilled = isThere && hasBlots(balance);
    if (isThere) fill(told, arrived(balance, isFilled));
    else if (Date.now() - since > LATE) fill(told, late());
    if (isFilled) {
      forgetOrder();
      say(`You have the plan ${titleOf(balance.plan)}`);
    }
    return isFilled;
  }

  await loadBalance();
  fill(told, awaited());
  if (!show(knownBalance())) watch(loadBalance, show, signal).catch((error) => signal.aborted || console.error(error));
  return h(
    "div.column.card",
    {},
    h("h1", {}, "Thank you"),
    told,
    h(
      "div.buttons",
      {},
      h("a.button.strong", { href: "#/books" }, "To your colouring books"),
      h("a.button", { href: "#/billing" }, "See your plan"),
    ),
  );
}

/** Whether the plan is there. A browser that does not know which was bought has the first that costs something. */
function hasCome({ plan }) {
  const wanted = order()?.plan;
  return wanted ? plan === wanted : plan !== "free";
}

/** Whether its Blots are there, too: Stripe tells of the plan and of the payment apart, in any order. */
function hasBlots({ blots }) {
  const before = order()?.blots;
  return before === undefined || blots > before;
}

function awaited() {
  const plan = order()?.plan;
  return [
    h("p.lead", {}, `You have paid, and ${plan ? `the plan ${titleOf(plan)}` : "your plan"} arrives in a moment.`),
    h("progress", { "aria-label": "The plan arrives" }),
  ];
}

function late() {
  return [
    h("p.lead", {}, "You have paid, and your plan is on its way."),
    h("progress", { "aria-label": "The plan arrives" }),
    h(
      "p.hint",
      {},
      "It takes longer than usual. You need not wait here: it comes by itself, and nothing is paid twice.",
    ),
  ];
}

function arrived(balance, isFilled) {
  const { blots } = planOf(balance);
  const now = isFilled ? `${count(balance.blots, "Blot")} are yours now` : "Its Blots arrive in a moment";
  return [
    h("p.lead", {}, `You have the plan ${titleOf(balance.plan)}.`),
    remark(`${now}, and each month brings ${count(blots, "new one")}.`),
  ];
}
