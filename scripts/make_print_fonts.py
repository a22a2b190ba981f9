"""Write the typefaces of printed books as TrueType files: make_print_fonts FOLDER

FOLDER has the npm packages @fontsource-variable/literata, fraunces, noto-naskh-arabic and noto-serif-hebrew, unpacked.
Needs `brotli` beside the pinned packages. The typefaces have the SIL Open Font License 1.1, without reserved names; its
text goes along with the files.

A package has one file a script; a face here is all its scripts in one file, with one weight. Layout tables are left
out: the assembler sets glyph by glyph.
"""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "layers/printing/inkwell_fonts"

#: The characters that books are set in: letters of the scripts below with their accents, and punctuation.
CHARACTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x300), *range(0x300, 0x370), *range(0x370, 0x400),
    *range(0x400, 0x530), *range(0x590, 0x600), *range(0x600, 0x700), *range(0xFB1D, 0xFDFF), *range(0xFE70, 0xFEFF),
    *range(0x1E00, 0x1F00), *range(0x2010, 0x2070), *range(0x20A0, 0x20C0), *range(0x2100, 0x2150),
    0x2212,
)  # fmt: skip
DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "HVAR", "MVAR", "meta", "DSIG", "kern", "gasp", "prep")


@dataclass(frozen=True)
class Face:
    """A face and the files that it is made of.

    Args:
        name: of the TrueType file.
        package: the end of the npm package's name.
        axes: a value for each axis of the variable font.
        style: as the files call it.
    """

    name: str
    package: str
    axes: Mapping[str, float]
    style: str
    scripts: tuple[str, ...]


_WIDE = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek")
FACES = (
    Face("Literata-Regular", "literata", {"opsz": 18, "wght": 400}, "opsz-normal", _WIDE),
    Face("Literata-Italic", "literata", {"opsz": 18, "wght": 400}, "opsz-italic", _WIDE),
    Face(
        "Fraunces-SemiBold",
        "fraunces",
        {"opsz": 72, "SOFT": 100, "WONK": 0, "wght": 600},
        "full-normal",
        ("latin", "latin-ext", "vietnamese"),
    ),
    Face("NotoNaskhArabic-Medium", "noto-naskh-arabic", {"wght": 500}, "wght-normal", ("arabic",)),
    Face("NotoSerifHebrew-Medium", "noto-serif-hebrew", {"wght": 500}, "wght-normal", ("hebrew",)),
)


def make(folder: Path, face: Face, work: Path) -> None:
    """Write a face."""
    parts = []
    for script in face.scripts:
        (source,) = folder.rglob(f"{face.package}-{script}-{face.style}.woff2")
        font = instantiateVariableFont(TTFont(source), dict(face.axes))
        font.flavor = None
        options = Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=list(DROPPED))
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        part = work / f"{face.name}-{script}.ttf"
        font.save(part)
        parts.append(str(part))
    merged = Merger().merge(parts)
    names = merged["name"]
    for number, text in (
        (1, face.name.replace("-", " ")),
        (2, "Regular"),
        (4, face.name.replace("-", " ")),
        (6, face.name),
    ):
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)
    merged["OS/2"].fsType = 0
    merged["head"].modified = merged["head"].created
    merged.recalcTimestamp = False
    merged.save(TARGET / f"{face.name}.ttf")


def main(folder: Path) -> int:
    """Write all faces."""
    with tempfile.TemporaryDirectory() as work:
        for face in FACES:
            make(folder, face, Path(work))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
