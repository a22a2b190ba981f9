// What this browser keeps between two looks, for each user: what was asked and not answered, what runs, what was typed.

const here = storage();

function storage() {
  try {
    localStorage.setItem("inkwell.try", "1");
    localStorage.removeItem("inkwell.try");
    return localStorage;
  } catch {
    // Storage may be switched off: then everything lasts as long as the page.
    const map = new Map();
    return {
      getItem: (name) => map.get(name) ?? null,
      setItem: (name, text) => map.set(name, text),
      removeItem: (name) => map.delete(name),
    };
  }
}

let user = "";

/** Keep everything from now on for this user. */
export function keepFor(name) {
  user = name;
}

/** The value that was kept under a name; undefined where none was. */
export function kept(name) {
  const text = here.getItem(full(name));
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keep a value; undefined forgets it. */
export function keep(name, value) {
  if (value === undefined) return here.removeItem(full(name));
  try {
    here.setItem(full(name), JSON.stringify(value));
  } catch {
    // The browser's storage is full: what is being done goes on, and only a reload would miss it.
  }
}

/** A list that is kept, with another entry at its beginning; the oldest ones beyond `most` are forgotten. */
export function addKept(name, entry, most = 30) {
  keep(name, [entry, ...(kept(name) ?? [])].slice(0, most));
}

/** A list that is kept, without some entries. */
export function removeKept(name, isGone) {
  const left = (kept(name) ?? []).filter((each) => !isGone(each));
  keep(name, left.length ? left : undefined);
}

function full(name) {
  return name === "session" ? "inkwell.session" : `inkwell.${user}.${name}`;
}
