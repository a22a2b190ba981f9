"""Paths made of cubic Bezier curves, affine maps, and the shapes that everything else is made of.

Coordinates are page units (see `inkwell_offline.illustrator.stage`), y grows downwards, angles are degrees.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
Box = tuple[float, float, float, float]

CIRCLE = 0.5522847498
"""Handle length that makes four cubics a circle (the usual constant, 4/3 * tan(pi/8))."""


@dataclass(frozen=True, slots=True)
class Sub:
    """A stroke of a path: a start, its cubics as (handle, handle, end), and whether it closes."""

    start: Point
    curves: tuple[Curve, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Any number of strokes. Paths add: `a + b` holds the strokes of both."""

    subs: tuple[Sub, ...]

    def __add__(self, other: "Path") -> "Path":
        return Path(self.subs + other.subs)

    def map(self, place: Callable[[Point], Point]) -> "Path":
        """The same path with every point moved by `place`."""
        return Path(
            tuple(
                Sub(place(sub.start), tuple((place(a), place(b), place(c)) for a, b, c in sub.curves), sub.closed)
                for sub in self.subs
            )
        )

    def moved(self, dx: float, dy: float) -> "Path":
        return self.map(lambda p: (p[0] + dx, p[1] + dy))

    def box(self) -> Box:
        """Bounds of all points and handles: never smaller than the drawn path."""
        points = [p for sub in self.subs for curve in sub.curves for p in curve] + [sub.start for sub in self.subs]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = a*x + c*y + e, y' = b*x + d*y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, o: "Matrix") -> "Matrix":
        return Matrix(
            self.a * o.a + self.c * o.b,
            self.b * o.a + self.d * o.b,
            self.a * o.c + self.c * o.d,
            self.b * o.c + self.d * o.d,
            self.a * o.e + self.c * o.f + self.e,
            self.b * o.e + self.d * o.f + self.f,
        )

    def point(self, p: Point) -> Point:
        return self.a * p[0] + self.c * p[1] + self.e, self.b * p[0] + self.d * p[1] + self.f

    def path(self, path: Path) -> Path:
        """The path with every point mapped: what `path.map(self.point)` gives, without a call for each of thousands."""
        a, b, c, d, e, f = self.a, self.b, self.c, self.d, self.e, self.f
        subs = []
        for sub in path.subs:
            curves = [
                (
                    (a * px + c * py + e, b * px + d * py + f),
                    (a * qx + c * qy + e, b * qx + d * qy + f),
                    (a * rx + c * ry + e, b * rx + d * ry + f),
                )
                for (px, py), (qx, qy), (rx, ry) in sub.curves
            ]
            subs.append(Sub(self.point(sub.start), tuple(curves), sub.closed))
        return Path(tuple(subs))

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def place(x: float = 0, y: float = 0, sx: float = 1, sy: float | None = None, turn: float = 0) -> Matrix:
    """Scale, turn by degrees, then move to (x, y)."""
    sy = sx if sy is None else sy
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return Matrix(cos * sx, sin * sx, -sin * sy, cos * sy, x, y)


def polygon(points: Sequence[Point], closed: bool = True) -> Path:
    """Straight edges through `points`."""
    ends = [*points[1:], points[0]] if closed else list(points[1:])
    starts = list(points) if closed else list(points[:-1])
    return Path((Sub(points[0], tuple((a, b, b) for a, b in zip(starts, ends, strict=True)), closed),))


def polyline(points: Sequence[Point]) -> Path:
    return polygon(points, closed=False)


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> Path:
    """A Catmull-Rom curve through `points`: a few points give an organic outline."""
    n = len(points)

    def at(i: int) -> Point:
        return points[i % n] if closed else points[max(0, min(n - 1, i))]

    curves: list[Curve] = []
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = at(i - 1), at(i), at(i + 1), at(i + 2)
        curves.append(
            (
                (p1[0] + (p2[0] - p0[0]) * tension / 6, p1[1] + (p2[1] - p0[1]) * tension / 6),
                (p2[0] - (p3[0] - p1[0]) * tension / 6, p2[1] - (p3[1] - p1[1]) * tension / 6),
                p2,
            )
        )
    return Path((Sub(points[0], tuple(curves), closed),))


def curve(*points: Point) -> Path:
    """An open curve through the points."""
    return smooth(points, closed=False)


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0) -> Path:
    ry = rx if ry is None else ry
    put = place(cx, cy, rx, ry, 0).point if not turn else (place(cx, cy, 1, 1, turn) @ place(0, 0, rx, ry)).point
    k = CIRCLE
    return Path(
        (
            Sub(
                put((1, 0)),
                (
                    (put((1, k)), put((k, 1)), put((0, 1))),
                    (put((-k, 1)), put((-1, k)), put((-1, 0))),
                    (put((-1, -k)), put((-k, -1)), put((0, -1))),
                    (put((k, -1)), put((1, -k)), put((1, 0))),
                ),
                True,
            ),
        )
    )


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Path:
    """A rectangle from its upper left corner, with rounded corners if wanted."""
    if radius <= 0:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    r = min(radius, width / 2, height / 2)
    k, right, low = r * (1 - CIRCLE), x + width, y + height

    def edge(a: Point, b: Point) -> Curve:
        return a, b, b

    return Path(
        (
            Sub(
                (x + r, y),
                (
                    edge((x + r, y), (right - r, y)),
                    ((right - k, y), (right, y + k), (right, y + r)),
                    edge((right, y + r), (right, low - r)),
                    ((right, low - k), (right - k, low), (right - r, low)),
                    edge((right - r, low), (x + r, low)),
                    ((x + k, low), (x, low - k), (x, low - r)),
                    edge((x, low - r), (x, y + r)),
                    ((x, y + k), (x + k, y), (x + r, y)),
                ),
                True,
            ),
        )
    )


def scallop(points: Sequence[Point], bulge: float = 0.45, closed: bool = True) -> Path:
    """Arcs that bulge outwards between neighbours (clouds, crowns of trees, fluff); points clockwise on the page."""
    curves: list[Curve] = []
    n = len(points)
    for i in range(n if closed else n - 1):
        a, b = points[i], points[(i + 1) % n]
        dx, dy = b[0] - a[0], b[1] - a[1]
        nx, ny = dy * bulge * 1.33, -dx * bulge * 1.33
        curves.append(
            ((a[0] + nx - dx * 0.06, a[1] + ny - dy * 0.06), (b[0] + nx + dx * 0.06, b[1] + ny + dy * 0.06), b)
        )
    return Path((Sub(points[0], tuple(curves), closed),))


def ring(
    cx: float, cy: float, rx: float, ry: float, n: int, rng: Random | None = None, jitter: float = 0, start: float = 0
) -> list[Point]:
    """`n` points on an ellipse, clockwise, each pushed in or out by up to `jitter` of the radius."""
    points = []
    for i in range(n):
        angle = start + 2 * math.pi * i / n
        k = 1 + (rng.uniform(-jitter, jitter) if rng else 0)
        points.append((cx + rx * k * math.cos(angle), cy + ry * k * math.sin(angle)))
    return points


def star(cx: float, cy: float, outer: float, inner: float | None = None, n: int = 5, turn: float = -90) -> list[Point]:
    inner = outer * 0.45 if inner is None else inner
    return [
        (
            cx + (outer if i % 2 == 0 else inner) * math.cos(math.radians(turn + 180 * i / n)),
            cy + (outer if i % 2 == 0 else inner) * math.sin(math.radians(turn + 180 * i / n)),
        )
        for i in range(2 * n)
    ]


def centreline(points: Sequence[Point], steps: int = 9) -> list[Point]:
    """`steps` points along a smooth line; three points are bent like an arm, the middle one being the joint."""
    if len(points) == 3:
        a, b, c = points
        b = (2 * b[0] - (a[0] + c[0]) / 2, 2 * b[1] - (a[1] + c[1]) / 2)
        out = []
        for i in range(steps):
            t = i / (steps - 1)
            u = 1 - t
            out.append((u * u * a[0] + 2 * t * u * b[0] + t * t * c[0], u * u * a[1] + 2 * t * u * b[1] + t * t * c[1]))
        return out
    return list(points)


def tube(points: Sequence[Point], start: float, end: float, cap: float = 1.0) -> Path:
    """A closed limb along `points`, `start` wide (half) at its root and `end` at its round tip."""
    line = centreline(points)
    n = len(line)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(line):
        a, b = line[max(0, i - 1)], line[min(n - 1, i + 1)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = math.hypot(dx, dy) or 1
        r = start + (end - start) * i / (n - 1)
        left.append((x - dy / length * r, y + dx / length * r))
        right.append((x + dy / length * r, y - dx / length * r))
    (ax, ay), (bx, by) = line[-2], line[-1]
    length = math.hypot(bx - ax, by - ay) or 1
    ux, uy = (bx - ax) / length, (by - ay) / length

    def tip(along: float, across: float) -> Point:
        return bx + ux * end * along * cap - uy * end * across, by + uy * end * along * cap + ux * end * across

    return smooth([*left, tip(0.72, 0.72), tip(1, 0), tip(0.72, -0.72), *reversed(right)])


def fan(cx: float, cy: float, radius: float, start: float, end: float, n: int = 8) -> list[Point]:
    """`n` points on an arc between two angles in degrees."""
    return [
        (
            cx + radius * math.cos(math.radians(start + (end - start) * i / (n - 1))),
            cy + radius * math.sin(math.radians(start + (end - start) * i / (n - 1))),
        )
        for i in range(n)
    ]


def boxes_meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    found = list(boxes)
    return (min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found))
