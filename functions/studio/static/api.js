// The API's client: every request of the studio, but for the session's own, goes through here.

import { answered, missed } from "./connection.js";
import { failureOf, Unreachable } from "./failures.js";
import { signInAgain, token } from "./session.js";
import { API } from "./settings.js";

/**
 * Ask the API, and return its answer's body.
 *
 * Whoever is no longer signed in is asked to, and the request is sent again: for the same user, or not at all.
 *
 * @param options.body becomes JSON.
 * @param options.key the Idempotency-Key.
 * @param options.signal gives up waiting for the answer.
 */
export async function ask(method, path, options = {}) {
  return (await exchange(method, path, options)).body;
}

/** All entries of a list, page by page, and at most `most` of them. */
export async function askAll(path, field, { signal, most = 200 } = {}) {
  const found = [];
  let next = path;
  while (next && found.length < most) {
    const { body, headers } = await exchange("GET", next, { signal });
    found.push(...(field ? body[field] : body));
    const link = /<([^>]+)>;\s*rel="next"/.exec(headers.get("Link") ?? "");
    // The link begins with the stage, as the API's address does.
    next = link && new URL(link[1], API).href.slice(API.length);
  }
  return found;
}

async function exchange(method, path, { body, key, signal }) {
  for (;;) {
    const bearer = await token();
    const answer = await send(method, path, { body, key, signal, bearer });
    if (answer.status === 401 && bearer) {
      await signInAgain(bearer);
      continue;
    }
    if (!answer.ok) throw await failureOf(answer);
    try {
      return { body: answer.status === 204 ? undefined : await answer.json(), headers: answer.headers };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable();
    }
  }
}

async function send(method, path, { body, key, signal, bearer }) {
  const headers = { Accept: "application/json" };
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  try {
    const answer = await fetch(API + path, { method, headers, signal, body: body && JSON.stringify(body) });
    answered();
    return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    missed();
    throw new Unreachable();
  }
}
