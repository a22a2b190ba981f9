// What colouring books can be, in words for people. The names are those of the OpenAPI document.

export const AUDIENCES = [
  { value: "toddler", label: "Toddlers", hint: "thick lines, hardly any detail" },
  { value: "children", label: "Children", hint: "thick lines, clear shapes" },
  { value: "tween", label: "Tweens", hint: "medium lines, more to discover" },
  { value: "teen", label: "Teens", hint: "fine lines, much detail" },
  { value: "adult", label: "Adults", hint: "fine lines, intricate" },
];

export const STYLES = [
  { value: "bold-simple", label: "Bold and simple", hint: "thick lines, few shapes" },
  { value: "kawaii", label: "Kawaii", hint: "round and sweet" },
  { value: "whimsical", label: "Whimsical", hint: "curls and dreams" },
  { value: "cartoon", label: "Cartoon", hint: "lively and clear" },
  { value: "botanical", label: "Botanical", hint: "leaves and flowers" },
];

export const SIZES = [
  { value: "8.5x11", label: "Letter", hint: "8.5 x 11 in" },
  { value: "8.5x8.5", label: "Square", hint: "8.5 x 8.5 in" },
  { value: "6x9", label: "Small", hint: "6 x 9 in" },
];

export const PAPERS = [
  { value: "white", label: "White" },
  { value: "cream", label: "Cream" },
  { value: "standard-color", label: "Standard colour" },
  { value: "premium-color", label: "Premium colour" },
];

export const EDITS = { initial: "Drawn", regenerate: "Drawn anew", inpaint: "Repainted", quick_action: "Changed" };

/** Edits that only need a click. */
export const QUICK_ACTIONS = [
  { value: "simplify", label: "Simplify", done: "Simplified", hint: "fewer, larger shapes" },
  { value: "add_detail", label: "Add detail", done: "More detail", hint: "more to colour in" },
];

export const PROJECT_STATES = { draft: "Draft", generating: "Being drawn", ready: "Ready", exported: "Exported" };

export const MOST_PAGES = 45;

/** The words for a value. */
export function labelOf(options, value) {
  return options.find((each) => each.value === value)?.label ?? value;
}

/** The class of a picture of a page of this size. */
export function shapeOf(trimSize) {
  return { "8.5x11": "letter", "8.5x8.5": "square", "6x9": "small" }[trimSize];
}
