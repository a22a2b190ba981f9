"""Connected areas of ink and paper in two-valued pictures. Pillow and the standard library only.

All areas are found with a union-find over runs of equal pixels in each row. Small ones are found faster: each area has
a highest run, with nothing of its kind above; few runs are such, Pillow finds them, and walking on from each is given
up as soon as the area is too large.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageOps

#: An area as its runs, each as (row, start, end).
Runs = Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Areas:
    """Connected areas of one colour: their sizes in pixels, and each run as (row, start, end, area index)."""

    sizes: list[int]
    runs: list[tuple[int, int, int, int]]


def two_levels(image: Image.Image) -> bool:
    """True when only the grey levels 0 and 255 occur."""
    if image.mode == "1":
        return True
    histogram = image.convert("L").histogram()
    return sum(histogram[1:255]) == 0


def areas(image: Image.Image, ink: bool) -> Areas:
    """Connected areas of the ink (8 neighbours), or of the paper (4 neighbours), of a two-valued picture."""
    near = 1 if ink else 0
    width, height = image.size
    raw = image.convert("L").tobytes()
    own, other = (b"\x00", b"\xff") if ink else (b"\xff", b"\x00")
    find = raw.find
    parent: list[int] = []
    size: list[int] = []
    runs: list[tuple[int, int, int, int]] = []
    above: list[tuple[int, int, int]] = []
    for y in range(height):
        row: list[tuple[int, int, int]] = []
        j, n = 0, len(above)
        left, right = y * width, (y + 1) * width
        first = find(own, left, right)
        while first >= 0:
            last = find(other, first, right)
            if last < 0:
                last = right
            start, end = first - left, last - left
            first = find(own, last, right)
            label = -1
            while j < n and above[j][1] + near <= start:
                j += 1
            k = j
            while k < n and above[k][0] < end + near:
                root = above[k][2]
                while parent[root] != root:
                    parent[root] = parent[parent[root]]
                    root = parent[root]
                if label < 0:
                    label = root
                elif root != label:
                    parent[root] = label
                    size[label] += size[root]
                k += 1
            if label < 0:
                label = len(parent)
                parent.append(label)
                size.append(0)
            size[label] += end - start
            row.append((start, end, label))
            runs.append((y, start, end, label))
        above = row
    return _settled(parent, size, runs)


def _settled(parent: list[int], size: list[int], runs: list[tuple[int, int, int, int]]) -> Areas:
    roots = list(range(len(parent)))
    for i in range(len(parent)):
        root = i
        while parent[root] != root:
            root = parent[root]
        roots[i] = root
    order = {root: i for i, root in enumerate(sorted(set(roots)))}
    return Areas([size[root] for root in order], [(y, a, b, order[roots[label]]) for y, a, b, label in runs])


def small_areas(image: Image.Image, ink: bool, below: float) -> list[list[tuple[int, int, int]]]:
    """The areas smaller than `below` pixels of a two-valued picture, each as its runs (row, start, end)."""
    other = 255 if ink else 0
    framed = _framed(image, other)
    width = framed.width
    raw = framed.tobytes()
    highest = _tops(raw, width, ink)
    found: list[list[tuple[int, int, int]]] = []
    known: set[int] = set()
    end, start = 0, highest.find(b"\xff")
    while start >= 0:
        end = highest.find(b"\x00", start)
        # A part of a run is no top: the rest of the run has something above.
        if end - start < below and raw[start - 1] == raw[end] == other and start not in known:
            runs, size = _walk(raw, width, start, end, ink, below, known)
            known.update(first for first, _ in runs)
            if size < below:
                found.append([(a // width - 1, a % width - 1, a % width - 1 + b - a) for a, b in runs])
        start = highest.find(b"\xff", end)
    return found


def _framed(image: Image.Image, margin: int) -> Image.Image:
    """The picture in grey with a margin of that value: no run touches the edge of the buffer or goes on in the next
    row. Whole bytes of eight pixels make a row of bits as long as a row of pixels."""
    return ImageOps.expand(image.convert("L"), (1, 1, 8 - (image.width + 1) % 8, 1), margin)


def _tops(raw: bytes, width: int, ink: bool) -> bytes:
    """A byte for each pixel of a framed picture: 255 where the pixel has none of its kind above it."""
    first = width + 1
    size = (width, len(raw) // width - 2)
    # Any buffer will do, of which Pillow's types do not know.
    pixels: Any = memoryview(raw)

    def view(offset: int) -> Image.Image:
        """The picture that begins at that pixel of the buffer, not copied."""
        return Image.frombuffer("L", size, pixels[offset:], "raw", "L", 0, 1)

    here, above = view(first), view(first - width)
    if ink:
        here = ImageChops.invert(here)
        for beside in (-1, 1):
            above = ImageChops.darker(above, view(first - width + beside))
    else:
        above = ImageChops.invert(above)
    return bytes(first) + ImageChops.darker(here, above).tobytes()


def _walk(
    raw: bytes, width: int, start: int, end: int, ink: bool, below: float, known: set[int]
) -> tuple[list[tuple[int, int]], float]:
    """The runs (first, after last) of the area around a run, and its size; given up at `below` pixels, or at a `known`
    run, which a walk that was given up has met.

    Downwards first: most areas are found to be large before anything above them is looked at.
    """
    own, other, reach = (b"\x00", b"\xff", 1) if ink else (b"\xff", b"\x00", 0)
    find, runs, seen, size = raw.find, [(start, end)], {start}, end - start
    down = up = 0
    while size < below:
        if down < len(runs):
            first, last = runs[down]
            down += 1
            place, limit = first + width - reach, last + width + reach
        elif up < len(runs):
            first, last = runs[up]
            up += 1
            place, limit = first - width - reach, last - width + reach
        else:
            break
        at = find(own, place, limit)
        while at >= 0:
            begin = raw.rfind(other, 0, at) + 1 if at == place else at
            if begin in known:
                return runs, below
            after = find(other, at)
            if begin not in seen:
                seen.add(begin)
                runs.append((begin, after))
                size += after - begin
            at = find(own, after, limit) if after < limit else -1
    return runs, size


def without_small(
    image: Image.Image, ink: bool, below: float, spared: Callable[[Runs], bool] = lambda _: False
) -> Image.Image:
    """A two-valued picture, in mode L, without the areas of ink (or of paper) smaller than `below` pixels.

    Args:
        spared: whether an area stays although it is small.
    """
    page = image.convert("L")
    draw = ImageDraw.Draw(page)
    for runs in small_areas(page, ink, below):
        if not spared(runs):
            for y, start, end in runs:
                draw.line((start, y, end - 1, y), fill=255 if ink else 0)
    return page
