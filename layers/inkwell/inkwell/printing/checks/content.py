"""The content of a page: the pictures with the sizes at which they are drawn, fonts, transparency.

Forms are followed, also within forms; pictures may stand in the content itself. ISO 32000-1, chapters 8 and 11.
"""

from dataclasses import dataclass, field
from math import hypot
from typing import Any

from pypdf import PageObject
from pypdf.generic import BooleanObject, ContentStream, DictionaryObject, NullObject, StreamObject

from inkwell.core.errors import InvalidInput
from inkwell.printing.limits import INCH

#: a, b, c, d, e, f as in the PDF's operator `cm`.
Matrix = tuple[float, float, float, float, float, float]

_SAME: Matrix = (1, 0, 0, 1, 0, 0)

#: Forms within forms: no layout program goes deeper, and a form may name itself.
_DEEPEST = 12

#: Forms that are drawn on a page: each may draw others many times, so that a small file would take years to check.
_MOST_FORMS = 5_000

_WRITING = {b"Tj", b"TJ", b"'", b'"'}
_PAINTING = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", *_WRITING}

#: The text rendering mode that neither fills nor strokes letters.
_INVISIBLE = 3
_GREY = {"/DeviceGray", "/CalGray", "/G"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is drawn on a page.

    Args:
        width, height: in pixels.
        dpi: pixels for each inch of the paper, along the side that has fewer.
        bits: of each component.
        is_colour: it has more than grey.
        is_stencil: it only says where its colour goes.
    """

    width: int
    height: int
    dpi: float
    bits: int
    is_colour: bool
    is_stencil: bool


@dataclass
class Found:
    """Everything that was found on a page.

    Args:
        fonts: that are used and not in the file.
        transparency: the kinds of it that are used.
        hides_text: text is written that nobody sees.
        is_blank: nothing is drawn.
    """

    pictures: list[Drawn] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    embedded: set[str] = field(default_factory=set)
    transparency: set[str] = field(default_factory=set)
    hides_text: bool = False
    is_blank: bool = True


def content_of(page: PageObject, unit: float = 1.0) -> Found:
    """The content of a page.

    Args:
        unit: the page's `UserUnit`: points of a unit.
    """
    found = Found()
    contents = page.get_contents()
    if contents is not None:
        _Walk(found, page.pdf).stream(
            contents, _object(page.get("/Resources")) or DictionaryObject(), (unit, 0, 0, unit, 0, 0), 0
        )
    return found


def _object(value: Any) -> Any:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, BooleanObject):
        return value.value  # the object itself is true, whatever it says
    return None if isinstance(value, NullObject) else value


def _get(value: Any, *path: str) -> Any:
    for name in path:
        value = _object(value)
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return _object(value)


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Walk:
    """A walk through content streams."""

    def __init__(self, found: Found, pdf: Any) -> None:
        self.found, self.pdf = found, pdf
        self.forms = 0

    def stream(self, content: Any, resources: Any, matrix: Matrix, depth: int) -> None:
        operations = content if isinstance(content, ContentStream) else ContentStream(content, self.pdf)
        stack: list[tuple[Matrix, int]] = []
        mode = 0
        for operands, operator in operations.operations:
            match operator:
                case b"q":
                    stack.append((matrix, mode))
                case b"Q":
                    matrix, mode = stack.pop() if stack else (matrix, mode)
                case b"cm":
                    a, b, c, d, e, f = map(float, operands)
                    matrix = _times((a, b, c, d, e, f), matrix)
                case b"Do":
                    self._object(_get(resources, "/XObject", str(operands[0])), resources, matrix, depth)
                case b"INLINE IMAGE":
                    self._picture(operands["settings"], matrix, is_inline=True)
                case b"Tf":
                    self._font(_get(resources, "/Font", str(operands[0])))
                case b"Tr":
                    mode = int(operands[0])
                case b"gs":
                    self._state(_get(resources, "/ExtGState", str(operands[0])))
            if operator in _WRITING and mode == _INVISIBLE:
                self.found.hides_text = True
            elif operator in _PAINTING:
                self.found.is_blank = False

    def _object(self, drawn: Any, resources: Any, matrix: Matrix, depth: int) -> None:
        match _get(drawn, "/Subtype"):
            case "/Image":
                self._picture(drawn, matrix)
            case "/Form" if isinstance(drawn, StreamObject) and depth < _DEEPEST:
                self.forms += 1
                if self.forms > _MOST_FORMS:
                    raise InvalidInput(f"A page draws more than {_MOST_FORMS} forms: that is too much to check")
                if _get(drawn, "/Group", "/S") == "/Transparency":
                    self.found.transparency.add("a transparency group")
                own = _get(drawn, "/Matrix")
                if own:
                    a, b, c, d, e, f = map(float, own)
                    matrix = _times((a, b, c, d, e, f), matrix)
                self.stream(drawn, _get(drawn, "/Resources") or resources, matrix, depth + 1)

    def _picture(self, picture: Any, matrix: Matrix, *, is_inline: bool = False) -> None:
        def fact(name: str, short: str) -> Any:
            value = _get(picture, name)
            return _get(picture, short) if value is None and is_inline else value

        self.found.is_blank = False
        width, height = int(fact("/Width", "/W") or 0), int(fact("/Height", "/H") or 0)
        a, b, c, d, _, _ = matrix
        across, high = hypot(a, b), hypot(c, d)
        if not (width and height and across and high):
            return
        # A JPEG 2000 may have its soft mask within.
        if _get(picture, "/SMask") is not None or _get(picture, "/SMaskInData"):
            self.found.transparency.add("a picture with a soft mask")
        is_stencil = bool(_get(picture, "/ImageMask") or (is_inline and _get(picture, "/IM")))
        space = fact("/ColorSpace", "/CS")
        self.found.pictures.append(
            Drawn(
                width,
                height,
                min(width * INCH / across, height * INCH / high),
                1 if is_stencil else int(fact("/BitsPerComponent", "/BPC") or 8),
                not is_stencil and not _is_grey(space),
                is_stencil,
            )
        )

    def _font(self, used: Any) -> None:
        if used is None:
            self.found.fonts.add("a font that is missing")
            return
        name = str(_get(used, "/BaseFont") or "a font without a name").lstrip("/")
        if _get(used, "/Subtype") == "/Type3":
            return
        parts = _get(used, "/DescendantFonts")
        descriptor = _get(_object(parts[0]) if parts else used, "/FontDescriptor")
        embedded = any(_get(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        (self.found.embedded if embedded else self.found.fonts).add(name)

    def _state(self, state: Any) -> None:
        for key in ("/ca", "/CA"):
            opacity = _get(state, key)
            if opacity is not None and float(opacity) < 1:
                self.found.transparency.add(f"opacity {float(opacity):g}")
        if _get(state, "/SMask") not in (None, "/None"):
            self.found.transparency.add("a soft mask")
        modes = _get(state, "/BM") or "/Normal"
        mode = modes if isinstance(modes, str) else _object(modes[0])
        if mode not in ("/Normal", "/Compatible"):
            self.found.transparency.add(f"blend mode {mode[1:]}")


def _is_grey(space: Any) -> bool:
    if isinstance(space, list) and space:
        kind = _object(space[0])
        if kind == "/ICCBased":
            return bool(_get(space[1], "/N") == 1)
        if kind in ("/Indexed", "/I"):
            return _is_grey(_object(space[1]))
        return kind in _GREY or kind == "/Separation"
    return space is None or space in _GREY
