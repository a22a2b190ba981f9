"""Make the illustrator's icon pack from the npm package @iconify-json/fluent-emoji-flat (MIT).

    npm install @iconify-json/fluent-emoji-flat
    .venv/bin/python scripts/make_icon_pack.py node_modules/@iconify-json/fluent-emoji-flat/icons.json

The pack is a zip archive, of which only the icons in use are read. Every icon is a member of it: a JSON list of
[colour, [[x, y, then six numbers for each cubic]...]], back to front, on a square of 32 units, so that nothing at run
time reads SVG. Skin-tone variants, signs, flags and clocks are left out, and icons that need transforms or gradients.
"""

import argparse
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path

Layer = list[Any]
TARGET = Path(__file__).parent.parent / "layers/offline/inkwell_offline/illustrator/data/fluent_flat_pack.zip"
LEFT_OUT = re.compile(
    r"-(dark|light|medium|medium-dark|medium-light)$|button|sign|clock|arrow|symbol|square|circle|mark|flag|keycap|input|japanese"
    r"|aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagit|capric|aquari|pisces|-suit|hand-|-hand|-fist"
)
HANDLE = 0.5522847498
NAMESPACE = '<svg xmlns:xlink="http://www.w3.org/1999/xlink">'


class UnsupportedError(ValueError):
    """An icon that uses more of SVG than filled shapes."""


def ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    """An ellipse as path data."""
    k, j = HANDLE * rx, HANDLE * ry
    return (
        f"M{cx + rx} {cy}C{cx + rx} {cy + j} {cx + k} {cy + ry} {cx} {cy + ry}"
        f"C{cx - k} {cy + ry} {cx - rx} {cy + j} {cx - rx} {cy}"
        f"C{cx - rx} {cy - j} {cx - k} {cy - ry} {cx} {cy - ry}C{cx + k} {cy - ry} {cx + rx} {cy - j} {cx + rx} {cy}Z"
    )


def cubics(data: str) -> list[list[float]]:
    """Path data as absolute cubics, rounded to hundredths."""
    pen = RecordingPen()
    parse_path(data, pen)
    subs: list[list[float]] = []
    last = (0.0, 0.0)

    def add(*points: tuple[float, float]) -> None:
        subs[-1].extend(round(v, 2) for point in points for v in point)

    for verb, points in pen.value:
        match verb:
            case "moveTo":
                last = points[0]
                subs.append([])
                add(last)
            case "lineTo":
                add(last, points[0], points[0])
                last = points[0]
            case "curveTo":
                add(*points)
                last = points[-1]
            case "qCurveTo":
                middle, end = points
                first = tuple(a + 2 / 3 * (b - a) for a, b in zip(last, middle, strict=True))
                second = tuple(a + 2 / 3 * (b - a) for a, b in zip(end, middle, strict=True))
                add(first, second, end)
                last = end
    return subs


def shape(element: ET.Element) -> str | None:
    """An element's outline as path data; None for an element without one."""

    def number(name: str) -> float:
        return float(element.get(name, 0))

    match element.tag.rpartition("}")[2]:
        case "path":
            return element.get("d")
        case "circle":
            return ellipse(number("cx"), number("cy"), number("r"), number("r"))
        case "ellipse":
            return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
        case "rect":
            x, y, w, h = (number(n) for n in ("x", "y", "width", "height"))
            return f"M{x} {y}H{x + w}V{y + h}H{x}Z"
        case "use":
            raise UnsupportedError("use")
    return None


def layers(element: ET.Element, fill: str = "#000000") -> list[Layer]:
    """The filled shapes below an element, back to front."""
    if element.tag.rpartition("}")[2] in ("defs", "clipPath", "mask", "filter"):
        return []
    if element.get("transform"):
        raise UnsupportedError("transform")
    fill = element.get("fill", fill)
    data = shape(element)
    found: list[Layer] = [[fill, cubics(data)]] if data and fill.startswith("#") else []
    for child in element:
        found += layers(child, fill)
    return found


def main(source: Path, target: Path) -> None:
    """Convert every icon that can be converted."""
    icons = json.loads(source.read_text())["icons"]
    with ZipFile(target, "w") as pack:
        for name in sorted(icons):
            if LEFT_OUT.search(name):
                continue
            try:
                icon = layers(ET.fromstring(NAMESPACE + icons[name]["body"] + "</svg>"))
            except UnsupportedError:
                continue
            # ZipInfo has no date of its own: equal icons make equal packs.
            pack.writestr(ZipInfo(name), json.dumps(icon, separators=(",", ":")), ZIP_DEFLATED, 9)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the illustrator's icon pack.")
    parser.add_argument("source", type=Path, help="icons.json of @iconify-json/fluent-emoji-flat")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    main(arguments.source, arguments.target)
