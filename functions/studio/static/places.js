// Places: where readers were in the views that they have left, so that going back leads there.

const tops = new Map();
let from;
let isWayBack = false;

history.scrollRestoration = "manual";
// A reload finds it in the history.
addEventListener("scrollend", () => mark(from));
// Links that lead up go back, too.
addEventListener("click", ({ target }) => (isWayBack = Boolean(target.closest?.("a.back"))), { capture: true });

/**
 * Leave the view that is shown for the one that the address names now.
 *
 * Returns a function which puts the reader on their place in the new view: at its beginning; or, where they were there
 * before and go back, where they had been, on the link that had led away.
 */
export function leave() {
  const to = location.hash;
  const before = from;
  if (before !== undefined) tops.set(before, scrollY);
  const isReturn = isWayBack || before === to || Boolean(history.state?.isKnown);
  const top = isReturn ? (tops.get(to) ?? history.state?.top ?? 0) : 0;
  [from, isWayBack] = [to, false];
  return (view) => {
    scrollTo(0, top);
    mark(to);
    const link = isReturn && before !== to && [...view.querySelectorAll("a")].find((each) => each.hash === before);
    const place = link || view.querySelector("h1");
    place?.focus({ preventScroll: true });
    if (link) link.scrollIntoView({ block: "nearest" });
  };
}

/** Note in the history that the reader was in a view, and where; its entry is another one as soon as a link is followed. */
function mark(view) {
  if (location.hash === view) history.replaceState({ isKnown: true, top: scrollY }, "");
}
