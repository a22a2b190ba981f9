// What is told above every view while Inkwell does not answer, or is too busy to.

import { away, connection, secondsOff } from "./connection.js";
import { count, fill, h, say } from "./dom.js";
import { giveUp, isWaiting } from "./paying.js";

const node = document.getElementById("away");

/** Show what is known of the connection, from now on. */
export function tellOfConnection() {
  for (const name of ["away", "back", "change"]) connection.addEventListener(name, show);
  connection.addEventListener("back", () => say("Inkwell answers again"));
}

function show() {
  const told = away() ? awayWords() : busyWords();
  node.hidden = !told;
  const now = [told].flat().map((each) => each?.textContent ?? each);
  // It is an alert: what it says already is not said again.
  if (now.join() !== [...node.childNodes].map((each) => each.textContent).join()) fill(node, told);
}

function awayWords() {
  if (!isWaiting()) return "Inkwell does not answer. We look again by ourselves; what you typed is still here.";
  return [
    "Inkwell does not answer. What you asked for is sent again as soon as it does, and paid for once. ",
    h("button.button.small", { type: "button", onclick: giveUp }, "Do not send it again"),
  ];
}

function busyWords() {
  const seconds = secondsOff();
  return seconds && `Inkwell is busy. We look again in ${count(seconds, "second")}.`;
}
