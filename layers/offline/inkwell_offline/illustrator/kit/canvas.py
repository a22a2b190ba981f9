"""The drawing verbs. Each serves both media: black outlines on white, or coloured shapes with shade and light.

In line art every shape is white with a black outline, and painter's order hides what lies behind it: all outlines close
by themselves, and the colouring page matches the colour picture line for line.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from inkwell_offline.illustrator.kit.colour import dark, mix, tinted
from inkwell_offline.illustrator.kit.geometry import Matrix, Path, Point, centreline, ellipse, place, tube
from inkwell_offline.illustrator.kit.marks import Art, Glow, Group, Hatch, Item, Mark, Stop
from inkwell_offline.illustrator.kit.patterns import fits

INK = "#000000"
WARM_INK = "#33203f"
WHITE = "#ffffff"
THINNEST = 1.8
"""Page units; at 1,000 units to 2,550 px this is 4.6 px, above KDP's 0.75 pt (3.1 px at 300 dpi)."""

COARSE = 1.6
"""The size of patterns where only some shapes have one."""
PLAIN = ("stripes", "dots", "lattice", "leaves")
"""The patterns of shapes that have none of their own, where these have some too."""
RARE = 3
"""Of so many such shapes one gets a pattern."""
ADORNMENTS = ("scales", "waves", "flowers", "leaves", "stripes", "rings")
"""The patterns inside somebody, by the size of the part: both ears and both arms have the same."""
PART = 0.62
"""The size of a part of somebody that gets a pattern, as a share of what is usual."""
SMALL = 0.5
"""The size of a shape that gets a pattern where all do, as a share of what is usual."""


@dataclass(frozen=True, slots=True)
class Pen:
    """The settings of a drawing.

    Args:
        width: the main outline, in page units.
        grain: how much wider than usual the thinnest lines and the patterns are, in page units: more on small pages.
        detail: 0 (only what is needed) to 3 (bands and tufts as well).
        patterns: 0 (none), 1 (coarse ones, in some large shapes), 2 (in large shapes) or 3 (in smaller ones too).
        line_art: black on white instead of colour.
        tint, tint_share: the light of the time of day, and how much of it falls on things.
        wash: mixed into every colour, such as white for pastels, as (colour, share).
    """

    width: float = 5.4
    grain: float = 1.0
    detail: int = 1
    patterns: int = 0
    line_art: bool = False
    tint: str = WHITE
    tint_share: float = 0.0
    wash: tuple[str, float] = (WHITE, 0.0)


def _sharp(points: Sequence[Point]) -> bool:
    """True for a limb that bends by more than a right angle: its bent outline would cross itself."""
    (ax, ay), (bx, by), (cx, cy) = points
    return (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0


class Canvas:
    """Records marks on a page of `width` x `height` units."""

    def __init__(self, width: float, height: float, pen: Pen, rng: Random) -> None:
        self.pen = pen
        self.detail = pen.detail
        self.line_art = pen.line_art
        self.rng = rng
        self.art = Art(width, height, pen.line_art)
        self._items: list[Item] = self.art.items
        self._matrix = Matrix()
        self._last: tuple[Path, Matrix, Path] | None = None
        self._weight = 1.0
        self._haze: tuple[str, float] = (WHITE, 0.0)
        self._tint_share = pen.tint_share
        self._patterned = 0
        self._plain = 0
        self._is_bare = False
        self._is_calm = False
        self._is_adorned = False

    # --- state ---

    @contextmanager
    def at(
        self, x: float = 0, y: float = 0, sx: float = 1, sy: float | None = None, turn: float = 0, weight: float = 1.0
    ) -> Iterator[None]:
        """Draw in a moved, scaled, turned frame; `weight` scales outlines (their width never follows the frame)."""
        matrix, old = self._matrix, self._weight
        self._matrix, self._weight = matrix @ place(x, y, sx, sy, turn), old * weight
        try:
            yield
        finally:
            self._matrix, self._weight = matrix, old

    @contextmanager
    def plane(self, haze: str, share: float, weight: float) -> Iterator[None]:
        """A plane of depth: its colours fade by `share` into `haze`, its lines are thinner."""
        old = self._haze, self._weight
        self._haze, self._weight = (haze, share), self._weight * weight
        try:
            yield
        finally:
            self._haze, self._weight = old

    @contextmanager
    def lit(self, share: float) -> Iterator[None]:
        """Let only `share` of the time of day's tint fall on what is drawn: heroes and lamps stay readable at night."""
        old, self._tint_share = self._tint_share, self._tint_share * share
        try:
            yield
        finally:
            self._tint_share = old

    @contextmanager
    def bare(self) -> Iterator[None]:
        """Leave plain what is drawn and has no pattern of its own: faces and skin."""
        old, self._is_bare = self._is_bare, True
        try:
            yield
        finally:
            self._is_bare = old

    @contextmanager
    def calm(self, is_calm: bool = True) -> Iterator[None]:
        """Draw the ground and the sky behind somebody without patterns, unless even small shapes are to have some."""
        old, self._is_calm = self._is_calm, is_calm or self._is_calm
        try:
            yield
        finally:
            self._is_calm = old

    @contextmanager
    def adorned(self) -> Iterator[None]:
        """Fill the parts of somebody with patterns, each with its own, where the pen draws patterns."""
        old, self._is_adorned = self._is_adorned, True
        try:
            yield
        finally:
            self._is_adorned = old

    @contextmanager
    def inside(self, *clips: Path) -> Iterator[None]:
        """Show only what falls inside the union of `clips`."""
        union = clips[0]
        for more in clips[1:]:
            union = union + more
        group = Group(self._shown(union))
        items, self._items = self._items, group.items
        try:
            yield
        finally:
            self._items = items
            if group.items:
                items.append(group)

    def count(self, name: str, n: int = 1) -> None:
        """Count in the manifest that `name` was drawn, `n` times."""
        self.art.counts[name] = self.art.counts.get(name, 0) + n

    @property
    def pieced(self) -> bool:
        """True where each part of somebody has its own outline and pattern."""
        return self.pen.patterns > 1

    @property
    def scale(self) -> float:
        return self._matrix.scale

    def _shown(self, path: Path) -> Path:
        """The path of the current frame in page units. The last one is kept: fill, shade and outline share it."""
        if self._last is None or self._last[0] is not path or self._last[1] is not self._matrix:
            self._last = path, self._matrix, self._matrix.path(path)
        return self._last[2]

    # --- colours and widths ---

    def colour(self, colour: str) -> str:
        """`colour` as it shows here: tinted by the time of day, washed by the style, faded by distance."""
        if self._tint_share:
            colour = tinted(colour, self.pen.tint, self._tint_share)
        if self._haze[1]:
            colour = mix(colour, self._haze[0], self._haze[1])
        if self.pen.wash[1]:
            colour = mix(colour, self.pen.wash[0], self.pen.wash[1])
        return colour

    def outline(self, colour: str) -> str:
        """The outline of a shape of this (already shown) colour: its own, deepened with warm ink."""
        return INK if self.line_art else mix(dark(colour, 0.55), WARM_INK, 0.55)

    def width(self, weight: float) -> float:
        """Stroke width in page units for a relative weight."""
        return max(THINNEST * self.pen.grain if self.line_art else 0.9, weight * self._weight * self.pen.width)

    def _add(
        self,
        path: Path,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 0,
        opacity: float = 1,
        fade: tuple[float, float, tuple[Stop, ...]] | None = None,
    ) -> None:
        if fade:
            (_, top), (_, bottom) = self._matrix.point((0, fade[0])), self._matrix.point((0, fade[1]))
            fade = (top, bottom, tuple((o, self.colour(c), a) for o, c, a in fade[2]))
        self._items.append(Mark(self._shown(path), fill, stroke, width, opacity, fade))

    # --- verbs ---

    def shape(self, path: Path, colour: str = WHITE, weight: float = 1.0, texture: str | None = None) -> None:
        """A closed flat shape with its outline; a large one gets `texture` where the pen draws patterns."""
        fill = WHITE if self.line_art else self.colour(colour)
        texture = texture or self._usual(path)
        if texture and self.pen.patterns:
            self._add(path, fill)
            self._texture(path, texture, fill)
            self._add(path, None, self.outline(fill), self.width(weight))
        else:
            self._add(path, fill, self.outline(fill), self.width(weight))

    def form(
        self,
        path: Path | Sequence[Path],
        colour: str = WHITE,
        weight: float = 1.0,
        *,
        shade: float = 0.16,
        gloss: float = 0.0,
        texture: str | None = None,
    ) -> None:
        """A rounded shape: like `shape`, with shadow low on the right and, with `gloss`, a highlight upper left.

        Several paths melt into one outline: limbs grow out of a body without seams.
        """
        paths = [path] if isinstance(path, Path) else list(path)
        fill = WHITE if self.line_art else self.colour(colour)
        edge, width = self.outline(fill), self.width(weight)
        melted = len(paths) > 1
        union = paths[0]
        for more in paths[1:]:
            union = union + more
        if melted:
            for one in paths:
                self._add(one, None, edge, width * 2)
        for one in paths:
            self._add(one, fill)
        if not self.line_art and (shade or gloss):
            self._volume(union, colour, fill, shade, gloss)
        if texture := texture or self._usual(union):
            self._texture(union, texture, fill)
        if not melted:
            self._add(union, None, edge, width)

    def _volume(self, union: Path, colour: str, fill: str, shade: float, gloss: float) -> None:
        x0, y0, x1, y1 = union.box()
        wide, high = x1 - x0, y1 - y0
        step = min(0.13 * min(wide, high), 15)
        with self.inside(union):
            if shade:
                deep = self.colour(mix(dark(colour, 0.42), "#7a5fa8", 0.18))
                self._add(union, mix(fill, deep, shade * 1.6))
                self._add(union.moved(-step, -step * 0.75), fill)
            if gloss:
                self._add(
                    ellipse(x0 + wide * 0.31, y0 + high * 0.2, wide * 0.17, high * 0.075, -24), WHITE, opacity=gloss
                )

    def _usual(self, path: Path) -> str | None:
        """The pattern of a shape that has none of its own: a part of somebody, or where all large shapes have one."""
        if self._is_adorned and self.pieced:
            x0, y0, x1, y1 = path.box()
            return ADORNMENTS[int((x1 - x0 + y1 - y0) / 24) % len(ADORNMENTS)]
        if self.pen.patterns < 3 or self._is_bare or not fits(*self._extent(path)):
            return None
        self._plain += 1
        # Where all had one, nothing would stand out.
        return PLAIN[self._plain // RARE % len(PLAIN)] if self._plain % RARE == 1 else None

    def _extent(self, path: Path) -> tuple[float, float]:
        """Width and height of a path in units of the patterns."""
        x0, y0, x1, y1 = self._shown(path).box()
        return (x1 - x0) / self.pen.grain, (y1 - y0) / self.pen.grain

    def _texture(self, path: Path, name: str, fill: str) -> None:
        """Fill with a line pattern; its lines are the thinnest, its size does not follow the frame."""
        shown, patterns, grain = self._shown(path), self.pen.patterns, self.pen.grain
        width, height = self._extent(path)
        least = SMALL if patterns == 3 else PART if self._is_adorned else 1.0
        if not patterns or (self._is_calm and patterns < 3) or not fits(width / least, height / least):
            return
        self._patterned += 1
        if patterns == 1:
            grain *= COARSE
        if patterns > 1 or self._patterned % 3 == 1:
            stroke = INK if self.line_art else mix(fill, self.outline(fill), 0.45)
            self._items.append(Hatch(shown, name, stroke, self.width(0.7), grain))

    def line(self, path: Path, weight: float = 0.7, colour: str | None = None, detail: int = 0) -> None:
        """An open or closed line; left out of drawings with less detail than `detail`."""
        if detail > self.detail:
            return
        if self.line_art:
            self._add(path, None, INK, self.width(weight))
        else:
            shown = self.colour(colour) if colour else mix(WARM_INK, self._haze[0], self._haze[1] * 0.8)
            self._add(path, None, shown, self.width(weight))

    def inked(self, path: Path, colour: str = WARM_INK) -> None:
        """A solid shape without outline; black in line art."""
        self._add(path, INK if self.line_art else self.colour(colour))

    def blank(self, path: Path) -> None:
        """A pure white shape without outline, as the light in an eye."""
        self._add(path, WHITE)

    def cover(self, path: Path, colour: str) -> None:
        """Paint over outlines that should not show: where a limb grows out of a body."""
        self._add(path, WHITE if self.line_art else self.colour(colour))

    def melt(self, path: Path, colour: str) -> None:
        """Paint over the outline where a limb grows out of a body, unless each part has a pattern of its own."""
        if not self.pieced:
            self.cover(path, colour)

    def shade(self, path: Path, colour: str, opacity: float = 0.25) -> None:
        """A transparent flat shape, in colour pictures only."""
        if not self.line_art:
            self._add(path, self.colour(colour), opacity=opacity)

    def fade(self, path: Path, top: float, bottom: float, stops: Sequence[Stop]) -> None:
        """A vertical gradient between two heights, in colour pictures only."""
        if not self.line_art:
            self._add(path, fade=(top, bottom, tuple(stops)))

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float = 0.7) -> None:
        """A soft round light, in colour pictures only."""
        if not self.line_art:
            px, py = self._matrix.point((x, y))
            self._items.append(Glow(px, py, radius * self._matrix.scale, colour, opacity))

    def limb(
        self,
        points: Sequence[Point],
        start: float,
        end: float,
        colour: str,
        weight: float = 1.0,
        melt: float = 1.0,
        cap: float = 1.0,
    ) -> None:
        """A bent limb whose root melts into what lies under it (`melt` 0 keeps the root's outline)."""
        if len(points) == 3 and _sharp(points):
            middle = (start + end) / 2
            path: Path | list[Path] = [tube(points[:2], start, middle), tube(points[1:], middle, end, cap)]
        else:
            path = tube(points, start, end, cap)
        if melt and self.pieced:
            path = [*([path] if isinstance(path, Path) else path), ellipse(*points[0], start * 0.96)]
        self.form(path, colour, weight, shade=0.14)
        if melt:
            (ax, ay), (bx, by) = centreline(points)[:2]
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
            ux, uy = (bx - ax) / length, (by - ay) / length
            inner = max(2.0, start - self.width(weight) * 0.5 / max(self.scale, 1e-6) + 0.4)
            root = [
                (ax - ux * start * 0.55 * melt, ay - uy * start * 0.55 * melt),
                (ax, ay),
                (ax + ux * 7, ay + uy * 7),
            ]
            self.melt(tube(root, inner, inner, 0.0), colour)
