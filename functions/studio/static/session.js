// The session: signing in and out, and a token that is renewed before it ends.

import { API } from "./settings.js";
import { answered, missed } from "./connection.js";
import { keep, keepFor, kept } from "./kept.js";
import { failureOf, Unreachable } from "./failures.js";

/** A token is valid for 15 minutes; it is renewed once it has been there for five. */
const OLD = 5 * 60 * 1000;
const GONE = 15 * 60 * 1000;

let owner;
let asking = null;
let dialog = () => Promise.reject(new Error("nobody can sign in yet"));

/** The user who is signed in, in this tab or in another one; undefined while nobody is. */
export function user() {
  return kept("session")?.user;
}

/** The user of this page, who was signed in first: what it asks and keeps is theirs, whoever signs in meanwhile. */
export function own() {
  if (owner) changeOwner();
  owner ??= user();
  keepFor(owner ?? "");
  return owner;
}

/** Begin anew where somebody else is signed in than the user of this page. */
export function changeOwner() {
  if (user() === owner) return;
  // Another user has other books.
  if (owner) history.replaceState(null, "", "#/books");
  location.reload();
}

/** The token of the page's user, renewed where that is due; undefined where nobody is signed in. */
export async function token() {
  const session = kept("session");
  if (session && Date.now() - session.since > OLD) await renew().catch(() => undefined);
  if (user() !== owner) throw new DOMException("Somebody else is signed in", "AbortError");
  return kept("session")?.token;
}

/** Sign in: a failure has the API's words. */
export async function signIn(name, password) {
  const { access_token } = await post("POST", "/v1/auth/sessions", { username: name, password });
  remember(name.trim().toLowerCase(), access_token);
}

/** Sign out here and in all other tabs. */
export async function signOut() {
  const session = kept("session");
  keep("session", undefined);
  // The session ends here whatever the answer is; its token ends by itself.
  if (session) await post("DELETE", "/v1/auth/sessions", undefined, session.token).catch(() => undefined);
}

/** Have somebody sign in, whose token the API refused: one dialog, however many requests wait for it. */
export function signInAgain(refused) {
  if (refused && kept("session")?.token !== refused) return Promise.resolve();
  asking ??= dialog(owner).finally(() => (asking = null));
  return asking;
}

/** Call a function when there is another session, or none, because of another tab. */
export function onSession(tell, signal) {
  addEventListener("storage", (event) => event.key === "inkwell.session" && tell(), { signal });
}

/** Say how the user of the page is asked to sign in: a function whose promise is kept when somebody has. */
export function askBy(function_) {
  dialog = function_;
}

function remember(name, access_token) {
  keep("session", { user: name, token: access_token, since: Date.now() });
}

/** Get the next token, once for all tabs. */
async function renew() {
  const alone = navigator.locks ? (work) => navigator.locks.request("inkwell-session", work) : (work) => work();
  await alone(async () => {
    const session = kept("session");
    const age = session && Date.now() - session.since;
    if (!session || age < OLD || age > GONE) return;
    const { access_token } = await post("POST", "/v1/auth/refresh", undefined, session.token);
    if (kept("session")?.token === session.token) remember(session.user, access_token);
  });
}

async function post(method, path, body, bearer) {
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  let answer;
  try {
    answer = await fetch(API + path, { method, headers, body: body && JSON.stringify(body) });
    answered();
  } catch {
    missed();
    throw new Unreachable();
  }
  if (!answer.ok) throw await failureOf(answer);
  return answer.status === 204 ? undefined : answer.json();
}

// Somebody who looks at their book for an hour is still signed in afterwards.
setInterval(() => void token().catch(() => undefined), 60 * 1000);
