// Which pages are drawn: all, those without a picture, or some by their numbers.

import { count, h } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { numbersIn } from "./page-numbers.js";

/** The fields that choose pages of a book; `changed` is called whenever others are wanted. */
export function whichPages(book, changed) {
  const which = selectField({
    name: "which",
    label: "Which pages?",
    options: choices(),
    draft: `which/${book.project.id}`,
    onchange: update,
  });
  const numbers = textField({
    name: "pageNumbers",
    label: "Their numbers",
    hint: "Such as 1-4, 7",
    draft: `numbers/${book.project.id}`,
    inputmode: "numeric",
  });
  numbers.input.addEventListener("input", update);
  numbers.problem = () =>
    which.value() !== "some" || wanted().length ? undefined : `Please give numbers from 1 to ${book.project.pageCount}`;
  numbers.value = () => undefined;

  function choices() {
    const blank = book.project.pages.filter((each) => !each.currentVersion).length;
    const all = book.project.pageCount;
    const every = all === 1 ? "The only page" : `All ${count(all, "page")}`;
    const some = { value: "some", label: "Some of them" };
    if (blank === all) return [{ value: "all", label: every }, some];
    const anew = { value: "all", label: `${every}, anew` };
    return blank
      ? [{ value: "blank", label: `The ${count(blank, "page")} without a picture` }, anew, some]
      : [some, anew];
  }

  /** The numbers of the pages that are asked for. */
  function wanted() {
    const pages = book.project.pages;
    if (which.value() === "all") return pages.map((each) => each.sortOrder);
    if (which.value() === "blank") return pages.filter((each) => !each.currentVersion).map((each) => each.sortOrder);
    return numbersIn(numbers.input.value, book.project.pageCount);
  }

  function update() {
    numbers.node.hidden = which.value() !== "some";
    changed();
  }

  return {
    fields: [which, numbers],
    wanted,
    /** Whether all pages of the book are asked for, whatever their number. */
    isAll: () => which.value() === "all",
    /** Whether some are without a picture. */
    isOpen: () => choices()[0].value !== "some",
    /** Offer what there is to draw; what was chosen `stays`, where it means the same. */
    offer(stays) {
      const [before, first] = [which.value(), which.input.options[0].value];
      const options = choices();
      which.input.replaceChildren(...options.map((each) => h("option", { value: each.value }, each.label)));
      which.input.value = stays && options[0].value === first ? before : options[0].value;
      update();
    },
  };
}
