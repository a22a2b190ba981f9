// Signing in: a view of its own at first, and a dialog over everything when a session has ended.

import { h } from "./dom.js";
import { textField } from "./fields.js";
import { form } from "./forms.js";
import { changeOwner, onSession, signIn, signOut, user } from "./session.js";
import { isOwnMachine } from "./settings.js";

/** The user of every fresh studio on a developer's own machine (docs/local.md). */
const DEMO = ["demo", "demo-password"];

/** The view of somebody who is not signed in. */
export function signInView(done) {
  return h(
    "div.welcome",
    {},
    h("img.art", {
      src: "welcome.svg",
      alt: "A page of a colouring book, half of it coloured in: a bunny in front of a house",
      width: 910,
      height: 910,
    }),
    h(
      "div",
      {},
      h("h1", {}, "Colouring books, drawn while you watch"),
      h(
        "p.lead",
        {},
        "Think of a hero and an idea. Inkwell draws the pages, you change what you like, and print the book.",
      ),
      h("div.card", {}, h("h2", {}, "Sign in"), signInForm(done)),
    ),
  );
}

/**
 * Ask a user whose session has ended to sign in again; what they were doing stays as it is.
 *
 * They may do so in another tab, or sign out. Another user who signs in instead begins anew.
 */
export function signInDialog(owner) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const done = () => {
      over.abort();
      dialog.close();
      dialog.remove();
      changeOwner();
      resolve();
    };
    const leave = h("button.button.quiet", { type: "button", onclick: () => void signOut().then(done) }, "Sign out");
    const dialog = h(
      "dialog",
      {
        "aria-labelledby": "sign-in-again",
        // Browsers close it at the second Escape, whatever is done about the first.
        onclose: () => over.signal.aborted || dialog.showModal(),
        oncancel: (event) => event.preventDefault(),
      },
      h("h2", { id: "sign-in-again" }, "Please sign in again"),
      h("p", {}, "Your session has ended. Nothing is lost: we go on where you were."),
      signInForm(done, owner, leave),
    );
    onSession(() => user() && done(), over.signal);
    document.body.append(dialog);
    dialog.showModal();
  });
}

function signInForm(done, known = "", ...more) {
  const name = textField({
    name: "username",
    label: "Name",
    most: 100,
    value: known,
    autocomplete: "username",
    autocapitalize: "none",
    spellcheck: "false",
  });
  const password = textField({
    name: "password",
    label: "Password",
    most: 1000,
    type: "password",
    autocomplete: "current-password",
    autofocus: Boolean(known),
  });
  password.value = () => password.input.value;
  const demo = h("button.button", { type: "button", onclick: () => void asDemo() }, "Sign in as the demo user");
  const made = form({
    fields: [name, password],
    button: "Sign in",
    submit: async (values) => {
      await signIn(values.username, values.password);
      done();
    },
    buttons: [isOwnMachine && demo, ...more].filter(Boolean),
  });

  function asDemo() {
    name.set(DEMO[0]);
    password.set(DEMO[1]);
    made.node.requestSubmit();
  }

  return made.node;
}
