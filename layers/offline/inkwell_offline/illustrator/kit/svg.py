"""Drawings to SVG text: the same marks, exact to a hundredth of a unit, for reproducible hashes and sharp print."""

from inkwell_offline.illustrator.kit.geometry import Path, Sub
from inkwell_offline.illustrator.kit.marks import Art, Glow, Group, Hatch, Item, Mark
from inkwell_offline.illustrator.kit.patterns import PATTERNS


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _data(sub: Sub) -> str:
    out = [f"M{_number(sub.start[0])} {_number(sub.start[1])}"]
    for curve in sub.curves:
        out.append("C" + " ".join(f"{_number(x)} {_number(y)}" for x, y in curve))
    return "".join(out) + ("Z" if sub.closed else "")


def _path(path: Path) -> str:
    return "".join(_data(sub) for sub in path.subs)


class _Writer:
    def __init__(self) -> None:
        self.definitions: list[str] = []
        self.body: list[str] = []

    def _define(self, text: str) -> str:
        name = f"d{len(self.definitions)}"
        self.definitions.append(text.replace("%ID%", name))
        return name

    def write(self, items: list[Item]) -> None:
        for item in items:
            match item:
                case Mark():
                    self._mark(item)
                case Hatch():
                    self._hatch(item)
                case Glow(x=x, y=y, radius=radius, colour=colour, opacity=opacity):
                    stops = "".join(
                        f'<stop offset="{o}" stop-color="{colour}" stop-opacity="{_number(opacity * (1 - o) ** 2)}"/>'
                        for o in (0, 0.25, 0.5, 0.75, 1)
                    )
                    name = self._define(f'<radialGradient id="%ID%">{stops}</radialGradient>')
                    self.body.append(
                        f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" fill="url(#{name})"/>'
                    )
                case Group(clip=clip, items=inner):
                    shapes = "".join(f'<path d="{_data(sub)}"/>' for sub in clip.subs)
                    name = self._define(f'<clipPath id="%ID%">{shapes}</clipPath>')
                    self.body.append(f'<g clip-path="url(#{name})">')
                    self.write(inner)
                    self.body.append("</g>")

    def _hatch(self, hatch: Hatch) -> None:
        x0, y0, x1, y1 = hatch.box
        tile = PATTERNS[hatch.name]((x1 - x0) / hatch.grain, (y1 - y0) / hatch.grain)
        name = self._define(
            f'<pattern id="%ID%" patternUnits="userSpaceOnUse" '
            f'patternTransform="translate({_number(x0)} {_number(y0)}) scale({_number(hatch.grain)})" '
            f'width="{_number(tile.width)}" height="{_number(tile.height)}">'
            f'<path d="{"".join(_path(line) for line in tile.lines)}" fill="none" stroke="{hatch.stroke}" '
            f'stroke-width="{_number(hatch.width / hatch.grain)}"/></pattern>'
        )
        self.body.append(f'<path d="{_path(hatch.path)}" fill="url(#{name})"/>')

    def _mark(self, mark: Mark) -> None:
        fill = mark.fill or "none"
        if mark.fade:
            top, bottom, stops = mark.fade
            inner = "".join(
                f'<stop offset="{_number(o)}" stop-color="{c}" stop-opacity="{_number(a)}"/>' for o, c, a in stops
            )
            name = self._define(
                f'<linearGradient id="%ID%" gradientUnits="userSpaceOnUse" x1="0" y1="{_number(top)}" x2="0" '
                f'y2="{_number(bottom)}">{inner}</linearGradient>'
            )
            fill = f"url(#{name})"
        extra = f' stroke="{mark.stroke}" stroke-width="{_number(mark.width)}"' if mark.stroke else ""
        if mark.opacity < 1:
            extra += f' opacity="{_number(mark.opacity)}"'
        self.body.append(f'<path d="{_path(mark.path)}" fill="{fill}"{extra}/>')


def to_svg(art: Art, width: int, height: int) -> str:
    """The drawing as an SVG document shown at `width` x `height` pixels."""
    writer = _Writer()
    writer.write(art.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {_number(art.width)} {_number(art.height)}" preserveAspectRatio="none">'
        f"<defs>{''.join(writer.definitions)}</defs>"
        f'<rect width="100%" height="100%" fill="{art.paper}"/>'
        f'<g stroke-linecap="round" stroke-linejoin="round">{"".join(writer.body)}</g></svg>'
    )
