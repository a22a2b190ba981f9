// The studio begins here: which view the address's hash names, and what stands around it.

import { tellOfConnection } from "./away.js";
import { bookView } from "./book.js";
import { booksView } from "./books.js";
import { knownBalance, loadBalance, onBalance, refreshBalance } from "./blots.js";
import { connection } from "./connection.js";
import { bytes, count, fill, h, icon } from "./dom.js";
import { Unreachable } from "./failures.js";
import { gone, wayOn } from "./gone.js";
import { heroesView } from "./heroes.js";
import { kitView } from "./kit.js";
import { kitsView } from "./kits.js";
import { notice } from "./notices.js";
import { pageView } from "./page.js";
import { leave } from "./places.js";
import { pictureBooksView } from "./picture-books.js";
import { plansView } from "./plans.js";
import { askBy, changeOwner, onSession, own, signOut } from "./session.js";
import { signInDialog, signInView } from "./sign-in.js";
import { storiesView } from "./stories.js";
import { storyboardsView } from "./storyboards.js";
import { thanksView } from "./thanks.js";
import { onReturn } from "./waiting.js";

/** Views by the address's hash, with a title until they are there: what is in parentheses is given to the view. */
const VIEWS = [
  [/^#\/books$/, "Colouring books", booksView],
  [/^#\/books\/([^/]+)$/, "Colouring book", bookView],
  [/^#\/books\/([^/]+)\/pages\/([^/]+)$/, "Page", pageView],
  [/^#\/heroes$/, "Heroes", heroesView],
  [/^#\/kits$/, "Reference kits", kitsView],
  [/^#\/kits\/([^/]+)$/, "Reference kit", kitView],
  [/^#\/storyboards$/, "Storyboards", storyboardsView],
  [/^#\/stories$/, "Illustrated stories", storiesView],
  [/^#\/picture-books$/, "Picture books", pictureBooksView],
  // Where people come back to from Stripe, too (docs/api.md).
  [/^#\/billing(?:\/(cancel))?$/, "Plans", plansView],
  [/^#\/billing\/success(?:\?.*)?$/, "Plans", thanksView],
];

/** How long the view before stays, so that most changes of views need no words. */
const SLOW = 250;

const main = document.querySelector("main");
let left = new AbortController();
let shownFor;

/** Show the view that the hash names. */
async function show() {
  left.abort(new DOMException("Another view is shown", "AbortError"));
  left = new AbortController();
  const { signal } = left;
  shownFor = own();
  head();
  const [title, view, parameters] = wanted();
  const goThere = leave();
  if (!shownFor)
    return arrive(
      signInView(() => void show()),
      signal,
      goThere,
    );
  if (!knownBalance()) void loadBalance().catch(() => undefined);
  // Whoever is leaving a view types nothing into it any more.
  main.inert = true;
  const slow = setTimeout(() => wait(title), main.querySelector("h1") ? SLOW : 0);
  try {
    arrive(await view({ signal, reload: show }, ...parameters), signal, goThere);
  } catch (error) {
    if (signal.aborted || error.name === "AbortError") return;
    // An address that somebody mistyped is a 400.
    const isGone = error.status === 400 || error.status === 404;
    const told = isGone ? gone() : [notice(error, error.passes ? show : undefined), wayOn()];
    arrive(h("div.column", {}, h("h1", {}, "This cannot be shown"), told), signal, goThere);
    if (error instanceof Unreachable) connection.addEventListener("back", () => void show(), { signal, once: true });
  } finally {
    clearTimeout(slow);
  }
}

function wanted() {
  for (const [pattern, title, view] of VIEWS) {
    const found = pattern.exec(location.hash);
    if (found) return [title, view, found.slice(1)];
  }
  history.replaceState(null, "", "#/books");
  return [...VIEWS[0].slice(1), []];
}

/** Say what is coming, where it takes a while. */
function wait(title) {
  main.inert = false;
  main.setAttribute("aria-busy", true);
  fill(main, h("h1", {}, title), h("p.loading", {}, "One moment"));
}

/** Put a view on the page, and the reader on their place in it. */
function arrive(node, signal, goThere) {
  if (signal.aborted) return;
  main.inert = false;
  main.removeAttribute("aria-busy");
  fill(main, node);
  const title = main.querySelector("h1");
  document.title = title ? `${title.textContent} · Inkwell` : "Inkwell";
  title?.setAttribute("tabindex", "-1");
  goThere(main);
}

/** The head of the page: where one can go, and what is left of the Blots. */
function head() {
  document.body.toggleAttribute("data-signed-in", Boolean(shownFor));
  for (const link of document.querySelectorAll("nav a, #balance")) {
    const isHere = location.hash.startsWith(link.hash);
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  showPlace();
  document.getElementById("user").textContent = shownFor ?? "";
}

/** Bring the entry of this view to the middle of a navigation that is wider than the window. */
function showPlace() {
  const nav = document.querySelector("nav");
  const entry = nav.querySelector("[aria-current]")?.getBoundingClientRect();
  const { left, width } = nav.getBoundingClientRect();
  if (entry) nav.scrollLeft += entry.left + entry.width / 2 - left - width / 2;
}

function showBalance() {
  const { blots, plan, resetsAt, storageUsed, storageLimit } = knownBalance();
  const day = new Date(resetsAt).toLocaleDateString(undefined, { dateStyle: "medium" });
  const node = document.getElementById("balance");
  fill(node, icon("blot"), h("span", {}, h("b", {}, blots.toLocaleString("en")), " Blots"));
  node.title = `Plan ${plan}, new Blots on ${day}; ${bytes(storageUsed)} of ${bytes(storageLimit)} stored`;
  node.setAttribute("aria-label", `${count(blots, "Blot")}. ${node.title}. Plans`);
}

document.getElementById("sign-out").addEventListener("click", async () => {
  await signOut();
  changeOwner();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  // The hash names the view, not a place on the page.
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => void show());
addEventListener("resize", showPlace);
// A picture could not be loaded, and somebody wants it.
main.addEventListener("stale", () => void show());
// Whoever signs in or out in another tab does so here, too.
onSession(changeOwner);
// What is dropped beside a drop zone must not take the page away.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
askBy(signInDialog);
onBalance(showBalance);
onReturn(() => shownFor && refreshBalance());
tellOfConnection();
void show();
