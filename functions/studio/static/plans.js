// Plans: the one that somebody has, and those to choose from.

import { askAll } from "./api.js";
import { knownBalance, loadBalance, onBalance } from "./blots.js";
import { buy, forgetOrder, order } from "./buying.js";
import { bytes, count, fill, h, icon } from "./dom.js";
import { radioField } from "./fields.js";
import { form } from "./forms.js";
import { remark } from "./notices.js";
import { ownPlan, planOf, titleOf } from "./own-plan.js";
import { watch } from "./waiting.js";

/** How long a change that was made at Stripe is looked for, in milliseconds. */
const PATIENCE = 60 * 1000;

const INTERVALS = [
  { value: "monthly", label: "Monthly" },
  { value: "yearly", label: "Yearly" },
];

/** @param how "cancel" for somebody who comes back from a page of Stripe and has not paid. */
export async function plansView({ signal, reload }, how) {
  if (how) forgetOrder();
  const { plan } = await loadBalance();
  const books =
    planOf(knownBalance()).projectLimit && (await askAll("/api/projects?limit=100", "projects", { signal }));
  const own = h("div");
  onBalance(() => {
    if (knownBalance().plan === plan) fill(own, ownPlan(knownBalance(), books, signal));
    else void reload();
  }, signal);
  if (order()?.from === plan) void follow(plan, signal);
  else forgetOrder();
  return h(
    "div.made",
    {},
    h(
      "header.heading",
      {},
      h("h1", {}, "Plans"),
      h("p.lead", {}, "Blots pay for what is drawn. A plan gives new ones each month."),
    ),
    how && remark("Nothing was bought. You can choose whenever you like."),
    own,
    allPlans(knownBalance(), signal),
  );
}

/** Look for a change that was made at Stripe: it comes a moment after the person. */
function follow(plan, signal) {
  const until = Date.now() + PATIENCE;
  const isOver = (balance) => {
    if (balance.plan === plan && Date.now() < until) return false;
    forgetOrder();
    return true;
  };
  return watch(loadBalance, isOver, signal).catch(() => undefined);
}

function allPlans(balance, signal) {
  const interval = radioField({ name: "interval", label: "How do you pay?", options: INTERVALS, value: "monthly" });
  const cards = balance.plans.map((each) => planCard(each, balance, interval, signal));
  const update = () => cards.forEach((each) => each.show(interval.value()));
  interval.node.addEventListener("change", update);
  update();
  return h(
    "section.made",
    { "aria-label": "All plans" },
    interval.node,
    h(
      "ul.plans",
      {},
      cards.map((each) => each.node),
    ),
  );
}

function planCard(offer, balance, interval, signal) {
  const { name, blots, storageLimit, projectLimit, monthlyCents, yearlyCents } = offer;
  const price = h("p.amount");
  const saved = h("small");
  const pages = Math.floor(blots / balance.prices.page);
  const facts = [
    `${count(blots, "Blot")} a month`,
    Number.isFinite(pages) && `That is ${count(pages, "page")} to colour`,
    `${bytes(storageLimit)} for pictures and files`,
    projectLimit === null ? "Any number of colouring books" : `${count(projectLimit, "colouring book")}`,
  ];

  function show(paid) {
    const isYearly = paid === "yearly" && yearlyCents > 0;
    const less = monthlyCents * 12 - yearlyCents;
    fill(price, h("b", {}, money(isYearly ? yearlyCents : monthlyCents)), isYearly ? " a year" : " a month");
    fill(saved, isYearly && less > 0 ? `${money(less)} less than monthly` : "");
  }

  const node = h(
    "li.card.plan",
    { "aria-current": name === balance.plan && "true" },
    h("h2", {}, titleOf(name)),
    h("div", {}, price, saved),
    h(
      "ul",
      {},
      facts.filter(Boolean).map((each) => h("li", {}, each)),
    ),
    toCheckout(name, balance, interval, signal),
  );
  return { node, show };
}

/** The way from one plan to another, and what stands there where none is needed. */
function toCheckout(plan, { plan: from, plans }, interval, signal) {
  if (plan === from) return h("p.remark", {}, icon("info"), "You have this plan");
  if (plan === "free") return h("p.hint", {}, "What you have once a plan has ended");
  const names = plans.map((each) => each.name);
  const isSmaller = names.indexOf(plan) < names.indexOf(from);
  return [
    isSmaller && h("p.hint", {}, "From the next period on"),
    form({
      fields: [],
      button: `${from === "free" ? "Choose" : "Change to"} ${titleOf(plan)}`,
      look: "plain",
      submit: () => buy({ plan, interval: interval.value() }, from, signal),
    }).node,
  ];
}

/** An amount in words, from US cents: "$29", "$9.50". */
function money(cents) {
  const digits = cents % 100 ? 2 : 0;
  return (cents / 100).toLocaleString("en", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
