// What can go wrong with a request, in the API's words.

/** The API refused a request, or failed. */
export class Refused extends Error {
  /**
   * @param status the HTTP status.
   * @param message in the API's words.
   * @param details facts by name; those that are texts say what is wrong with the field of that name.
   * @param retryAfter the seconds to wait, where waiting helps.
   */
  constructor(status, message, { code, details = {}, retryAfter } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** Whether the answer does not say if the work was done. */
  get isOpen() {
    return this.status === 500 || this.status === 502 || this.status === 504;
  }

  /** Whether the same request may succeed later. */
  get passes() {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came. */
export class Unreachable extends Error {
  constructor() {
    super("Inkwell does not answer");
    this.details = {};
    this.isOpen = true;
    this.passes = true;
  }
}

/** The failure that an answer tells. Each family has an envelope of its own, and the gateway has all their fields. */
export async function failureOf(answer) {
  const body = await answer.json().catch(() => ({}));
  const message = body.message ?? body.error ?? `Something went wrong in Inkwell (${answer.status})`;
  const seconds = Number.parseInt(answer.headers.get("Retry-After"), 10);
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
  return new Refused(answer.status, message, { code: body.code, details: body.details ?? {}, retryAfter });
}
