// Numbers of pages, as people write them.

/** Numbers in words such as "1-4, 7", in order and each once; none where anything in it is no page. */
export function numbersIn(text, most) {
  const found = new Set();
  for (const part of text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean)) {
    const range = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part);
    if (!range) return [];
    const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (first < 1 || last > most || first > last) return [];
    for (let number = first; number <= last; number += 1) found.add(number);
  }
  return [...found].sort((one, other) => one - other);
}
