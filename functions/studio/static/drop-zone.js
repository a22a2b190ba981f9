// The drop zone: a field for a picture that is chosen, dropped or pasted, and uploaded with the form.

import { bytes, fill, h, icon, newId, say } from "./dom.js";
import { wrap } from "./fields.js";
import { problemOf, upload } from "./uploading.js";

/**
 * A field for a picture.
 *
 * `key()` uploads it, once, and returns its key; undefined where none was chosen. What is pasted anywhere on the page is
 * taken until the signal ends that.
 */
export function dropZone({ name, label, hint, optional = false, signal }) {
  const input = h("input.unseen", { id: newId(name), type: "file", accept: "image/jpeg,image/png,image/webp" });
  const preview = h("div.preview");
  const bar = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "Upload" });
  const zone = h(
    "label.drop",
    { for: input.id },
    preview,
    h("span", {}, h("b", {}, "Choose a picture"), ", drop or paste it here"),
    h("small", {}, "JPEG, PNG or WebP, at most 20 MB"),
    bar,
  );
  const field = wrap({ name, label, hint, input: h("div", { id: newId("zone") }, input, zone) });
  field.node.querySelector("label.label").htmlFor = input.id;
  input.setAttribute("aria-describedby", field.node.querySelector(".wrong").id);
  let chosen = null;
  let problem;
  let key;

  async function take(file) {
    if (!file) return;
    [chosen, key, problem] = [file, undefined, await problemOf(file)];
    field.fail(problem);
    show();
    say(problem ?? `${file.name} is chosen`);
  }

  function show() {
    for (const each of preview.querySelectorAll("img")) URL.revokeObjectURL(each.src);
    const isPicture = !problem;
    fill(
      preview,
      isPicture && h("img", { src: URL.createObjectURL(chosen), alt: "" }),
      !isPicture && icon("alert"),
      h("small", {}, `${chosen.name || "picture"}, ${bytes(chosen.size)}`),
    );
  }

  input.addEventListener("change", () => void take(input.files[0]));
  zone.addEventListener("dragover", (event) => (event.preventDefault(), zone.classList.add("over")));
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    void take(event.dataTransfer.files[0]);
  });
  addEventListener("paste", paste, { signal });

  /** Programs copy a picture of a text along with it: where somebody is typing, the text is meant. */
  function paste(event) {
    const { files } = event.clipboardData;
    const isText = event.target.matches?.("input, textarea") && event.clipboardData.getData("text/plain");
    if (!files.length || isText) return;
    event.preventDefault();
    void take(files[0]);
  }

  return {
    ...field,
    focus: () => input.focus(),
    take,
    value: () => undefined,
    problem: () => problem ?? (chosen || optional ? undefined : "Please choose a picture"),
    sent() {},
    async key(signal) {
      if (!chosen) return undefined;
      bar.hidden = false;
      try {
        key ??= await upload(chosen, { progress: (share) => (bar.value = share), signal });
      } finally {
        bar.hidden = true;
      }
      return key;
    },
    clear() {
      [chosen, key, problem] = [null, undefined, undefined];
      input.value = "";
      fill(preview);
    },
  };
}
