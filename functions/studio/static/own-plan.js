// The plan that somebody has, what is left of it, and what they must know of it.

import { manage } from "./buying.js";
import { bytes, count, h, icon } from "./dom.js";
import { form } from "./forms.js";
import { ROOM } from "./notices.js";

/** The name of a plan as a title. */
export function titleOf(plan) {
  return plan.charAt(0).toUpperCase() + plan.slice(1);
}

/** What the plan of a balance has. */
export function planOf(balance) {
  return balance.plans.find((each) => each.name === balance.plan);
}

/** A card with a plan that somebody has.
 *
 * @param books their colouring books, where the plan has a limit.
 */
export function ownPlan(balance, books, signal) {
  const { blots, plan, resetsAt, storageUsed, storageLimit, paymentFailedAt } = balance;
  const has = planOf(balance);
  const isFull = storageUsed >= storageLimit;
  return h(
    "section.card",
    { "aria-labelledby": "own-plan" },
    h(
      "div.row",
      {},
      h("h2", { id: "own-plan" }, h("small", {}, "Your plan"), titleOf(plan)),
      (plan !== "free" || paymentFailedAt) && toPortal(plan, signal),
    ),
    whatComes(balance).map((text) => h("p.remark", {}, icon("alert"), h("span", {}, text))),
    h(
      "div.uses",
      {},
      use(
        "Blots left",
        [blots, has.blots],
        blots <= has.blots
          ? `${blots.toLocaleString("en")} of ${count(has.blots, "Blot")} left`
          : `${count(blots, "Blot")} left`,
        // How many, nobody can say here: a smaller plan may have been chosen for then.
        `New ones on ${dayOf(resetsAt)}`,
      ),
      use(
        "Storage",
        [storageUsed, storageLimit],
        `${bytes(storageUsed)} of ${bytes(storageLimit)} stored`,
        isFull
          ? `Nothing new can be drawn. ${ROOM}`
          : "Pictures and files of your books",
      ),
      books &&
        use(
          "Colouring books",
          [books.length, has.projectLimit],
          `${books.length} of ${count(has.projectLimit, "colouring book")}`,
          books.length >= has.projectLimit && "For another one delete one of these, or choose a larger plan",
        ),
    ),
  );
}

/** What somebody must know of the days to come. */
function whatComes({ plan, endsAt, paymentFailedAt }) {
  const failed = paymentFailedAt && `The payment of ${dayOf(paymentFailedAt)} has failed.`;
  return [
    endsAt && `It ends on ${dayOf(endsAt)}: then you have the plan Free.`,
    failed && plan === "free" && `${failed} Your plan is back once it is paid: press “Manage plan”.`,
    failed && plan !== "free" && `${failed} Three days later the plan ends. To keep it, press “Manage plan”.`,
  ].filter(Boolean);
}

function dayOf(moment) {
  return new Date(moment).toLocaleDateString(undefined, { dateStyle: "long" });
}

function use(name, [value, most], text, hint) {
  return h(
    "div",
    {},
    h("b", {}, text),
    h("meter", { "aria-label": name, min: 0, max: Math.max(most, 1), value }),
    hint && h("small", {}, hint),
  );
}

function toPortal(plan, signal) {
  return form({ fields: [], button: "Manage plan", look: "plain", submit: () => manage(plan, signal) }).node;
}
