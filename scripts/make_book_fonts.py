"""Write the typefaces of the picture books' pages, and of the studio's, into style sheets: make_book_fonts FOLDER

FOLDER has the npm packages @fontsource-variable/literata and @fontsource-variable/fraunces, unpacked. Needs `brotli`
beside the pinned packages. Both typefaces have the SIL Open Font License 1.1, without reserved names.

The files stand in the style sheet as text: API Gateway sends binary answers only to clients whose `Accept` names their
media type, and browsers ask for fonts with `*/*`.
"""

import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[1]

#: Latin with its accents, punctuation, and what else the file has of the usual signs.
CHARACTERS = (*range(0x20, 0x180), *range(0x300, 0x310), *range(0x2010, 0x2040), 0x20AC, 0x2122, 0x2212)
FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl")


@dataclass(frozen=True)
class Face:
    """A face of a family.

    Args:
        file: of the package.
        axes: values of the variable font's axes, or their least and greatest value.
        rules: of its @font-face.
    """

    family: str
    file: str
    axes: Mapping[str, float | tuple[float, float]]
    rules: str


FACES = (
    Face("Literata", "literata-latin-opsz-normal", {"opsz": 20, "wght": (400, 600)}, "font-weight: 400 600"),
    Face("Literata", "literata-latin-opsz-italic", {"opsz": 20, "wght": 400}, "font-style: italic"),
    Face(
        "Fraunces", "fraunces-latin-full-normal", {"opsz": 60, "SOFT": 100, "WONK": 0, "wght": 600}, "font-weight: 600"
    ),
)


def rule(folder: Path, face: Face) -> str:
    """The @font-face of a face, with its file in it."""
    (file,) = folder.rglob(f"{face.file}.woff2")
    whole = BytesIO()
    font = instantiateVariableFont(TTFont(file), dict(face.axes))
    font.flavor = None
    font.save(whole)
    font = TTFont(BytesIO(whole.getvalue()))
    options = Options(layout_features=list(FEATURES), hinting=False, name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    small = BytesIO()
    font.save(small)
    source = f'url("data:font/woff2;base64,{b64encode(small.getvalue()).decode()}") format("woff2")'
    return f'@font-face {{ font-family: "{face.family}"; {face.rules}; font-display: swap; src: {source}; }}\n'


LITERATA = "Literata (copyright 2017 The Literata Project Authors)"
FRAUNCES = "Fraunces (copyright 2020 The Fraunces Project Authors)"

#: The families of each style sheet, each with its notice of copyright.
TARGETS = {
    "layers/inkwell/inkwell/picture_books/static/fonts.css": {"Literata": LITERATA, "Fraunces": FRAUNCES},
    "functions/studio/static/fonts.css": {"Fraunces": FRAUNCES},
}


def main(folder: Path) -> int:
    """Write the style sheets."""
    rules = {face: rule(folder, face) for face in FACES}
    for target, families in TARGETS.items():
        licence = "SIL Open Font License 1.1, https://openfontlicense.org. Made by scripts/make_book_fonts.py."
        head = f"/* {' and '.join(families.values())},\n   {licence} */\n"
        (ROOT / target).write_text(head + "".join(text for face, text in rules.items() if face.family in families))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
