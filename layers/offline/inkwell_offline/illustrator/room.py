"""Room for things within a mask: they are drawn whole, so what a brush marked must hold them."""

from collections.abc import Sequence

from PIL import Image

from inkwell.imaging.print_sizes import Box

#: Cells of the grid in which room is looked for, along the longer side of what is marked.
_CELLS = 64
#: The share of a cell that has to be marked, of 255.
_MARKED = 250


def room_in(mask: Image.Image) -> Box:
    """The largest upright rectangle that is marked all over; all that is marked where it is thinner than a cell.

    Args:
        mask: "L", 255 where it is marked; something is.
    """
    whole = mask.getbbox()
    assert whole is not None
    left, top, right, bottom = whole
    cell = max(1.0, max(right - left, bottom - top) / _CELLS)
    columns, rows = max(1, round((right - left) / cell)), max(1, round((bottom - top) / cell))
    shares = mask.crop(whole).resize((columns, rows), Image.Resampling.BOX).tobytes()
    x0, y0, x1, y1 = _largest([shares[at : at + columns] for at in range(0, len(shares), columns)])
    if x0 == x1:
        return whole
    wide, high = (right - left) / columns, (bottom - top) / rows
    return round(left + x0 * wide), round(top + y0 * high), round(left + x1 * wide), round(top + y1 * high)


def _largest(rows: Sequence[bytes]) -> Box:
    """The largest rectangle of marked cells; one without cells where none is marked all over."""
    best, room = 0, (0, 0, 0, 0)
    heights = [0] * len(rows[0])
    for y, row in enumerate(rows):
        heights = [height + 1 if share >= _MARKED else 0 for height, share in zip(heights, row, strict=True)]
        # Columns in which a rectangle may begin, each lower than the next: the usual search in a histogram.
        starts: list[tuple[int, int]] = []
        for x, height in enumerate([*heights, 0]):
            begins = x
            while starts and starts[-1][1] >= height:
                begins, tall = starts.pop()
                if (x - begins) * tall > best:
                    best, room = (x - begins) * tall, (begins, y + 1 - tall, x, y + 1)
            starts.append((begins, height))
    return room
