"""Judge the offline illustrator: for each prompt of `judge_prompts.txt`, whether what it is about is in the picture.

Writes a contact sheet of each group to look at; what a manifest says is no proof that a picture is good.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from rich.table import Table

from inkwell.core.image_models import ImageRequest
from inkwell.imaging.chunks import SCENE
from inkwell_offline.illustrator import Illustrator, manifest
from inkwell_offline.illustrator.gallery import Unheard
from scripts.contact_sheet import contact_sheet
from scripts.studio import ROOT, console

PROMPTS = ROOT / "scripts" / "judge_prompts.txt"
BOUND = 95.0
"""Percent of the prompts whose main noun must be in the picture."""
SEED = 1
PAGE, SHORT = (765, 990), 512
"""Pixels of pages, and of the shorter side of colour pictures: enough for a contact sheet."""


@dataclass(frozen=True, slots=True)
class Case:
    """A prompt with what must be in its picture.

    Args:
        group, prompt: of the file.
        request: for the illustrator.
        nouns: the names that each noun may have in the manifest; the first is what the picture is about.
    """

    group: str
    prompt: str
    request: ImageRequest
    nouns: tuple[frozenset[str], ...]


def cases(text: str) -> Iterator[Case]:
    """The cases of a prompt file."""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        group, hints, nouns, prompt = (part.strip() for part in line.split("|", 3))
        given = dict(pair.split("=") for pair in hints.split() if "=" in pair)
        is_page = "line_art" in hints
        ratio = given.pop("aspect_ratio", "1:1")
        wide, high = map(int, ratio.split(":"))
        size = PAGE if is_page else (SHORT * wide // min(wide, high), SHORT * high // min(wide, high))
        medium = "line_art" if is_page else "colour"
        request = ImageRequest(prompt, ratio, seed=SEED, medium=medium, size=size, hints=given)
        named = tuple(frozenset(each.strip().split("/")) for each in nouns.split(",") if each.strip())
        yield Case(group, prompt, request, named)


def shown(described: dict[str, Any]) -> set[str]:
    """All that a manifest says is in the picture."""
    called = {word for word, drawn in described["called"].items() if drawn in described["counts"]}
    return {*described["counts"], *called, described["setting"]}


def missing(case: Case, described: dict[str, Any]) -> list[str]:
    """The nouns of a case that are not in its picture."""
    there = shown(described)
    return [sorted(names)[0] for names in case.nouns if names.isdisjoint(there)]


def is_about_it(case: Case, described: dict[str, Any]) -> bool:
    """True for a picture with the main noun of its prompt."""
    return not case.nouns or not case.nouns[0].isdisjoint(shown(described))


def sheets(drawn: dict[str, list[tuple[str, Path]]], folder: Path) -> None:
    """Put the pictures of each group on a contact sheet."""
    for group, pictures in drawn.items():
        contact_sheet(pictures, folder / f"{group}.png", columns=4, cell=(420, 420))


def main(folder: Path | None, prompts: Path, bound: float) -> int:
    """Print what is missing and the shares of each group; return the exit code.

    Args:
        folder: where to write pictures and contact sheets; without it nothing is drawn, only read and composed.
        prompts: the prompt file.
        bound: percent of the prompts whose main noun must be in the picture.
    """
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    drawn: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for number, case in enumerate(cases(prompts.read_text()), 1):
        if folder is None:
            described = manifest(case.request)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{number:03d}.png"
            file.write_bytes(Illustrator().generate(case.request, Unheard()).data)
            with Image.open(BytesIO(file.read_bytes())) as picture:
                picture.load()
                described = json.loads(picture.info[SCENE])["manifest"]
            drawn[case.group].append((f"{number} {case.prompt[:90]}", file))
        gone = missing(case, described)
        found[case.group].append((is_about_it(case, described), not gone))
        if gone:
            console.print(f"{number:3d} without {', '.join(gone)}: {case.prompt[:100]}", highlight=False)
    if folder is not None:
        sheets(drawn, folder)
    table = Table("group", "prompts", "main noun", "all nouns")
    every = [each for group in found.values() for each in group]
    for name, group in [*found.items(), ("all", every)]:
        main_nouns, all_nouns = (sum(each[i] for each in group) for i in (0, 1))
        table.add_row(name, str(len(group)), f"{main_nouns}", f"{all_nouns}")
    console.print(table)
    share = 100 * sum(about for about, _ in every) / len(every)
    console.print(f"The main noun is in {share:.1f} % of the pictures; {bound:g} % must have it.")
    return 0 if share >= bound else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Judge the offline illustrator by its prompts.")
    parser.add_argument("folder", nargs="?", type=Path, help="where to write pictures and contact sheets")
    parser.add_argument("--prompts", type=Path, default=PROMPTS)
    parser.add_argument("--bound", type=float, default=BOUND)
    given = parser.parse_args()
    sys.exit(main(given.folder, given.prompts, given.bound))
