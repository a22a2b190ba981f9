"""The offline picture model that works from photographs and drawings, without a network and without learned weights.

From one picture of a character it makes a reference kit: the same subject in other framings and graphic treatments. A
photograph cannot honestly be turned or made to smile without a learned model, so the profile is a sketch on a board
that turns away and an expression is told by colour, lens and burst, never by a face that was not there.
"""

import hashlib
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import InvalidInput, ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.imaging.inspection import inspect
from inkwell_offline.photo_kit import photo
from inkwell_offline.photo_kit.landscape import landscape
from inkwell_offline.photo_kit.photo import PAPER, Colour, Size
from inkwell_offline.shapes import MEGAPIXEL, ratio_of, size_of

MODEL = "offline/photo-kit"

_PIXELS = MEGAPIXEL
_WIDEST = 4.0
_SOURCE_EDGE = 1600
_LEAST_EDGE = 64
_NEARLY = 0.3  # ratios this near to each other, as logarithms, are made the same by cropping more
_WHITE: Colour = (255, 255, 255)

Treatment = Callable[[Image.Image, Size], Image.Image]


@dataclass(frozen=True, slots=True)
class _Burst:
    """A round portrait on a burst of rays: the colours of the rays and of the portrait's rim, and how spiky it is."""

    rays: tuple[Colour, Colour]
    rim: Colour
    count: int
    ragged: float = 0.0
    tilt: float = 0.0


@dataclass(frozen=True, slots=True)
class _View:
    """The view of the source in a reference picture: its part, its treatment and its surroundings.

    Args:
        scale: width of the part, as a fraction of the source's shorter edge; None for the whole picture.
        ratio: width to height of the part.
        above: how much of the part lies above the subject's centre.
        burst: a round frame before rays; without one the part melts into its surroundings.
        plain: whether the surroundings are bare paper.
    """

    treatment: Treatment
    scale: float | None
    ratio: float = 1.0
    above: float = 0.5
    burst: _Burst | None = None
    plain: bool = False


def _bright(image: Image.Image, size: Size) -> Image.Image:
    return photo.poster(image, size, 26)


def _calm(image: Image.Image, size: Size) -> Image.Image:
    return photo.poster(image, size, 18, weight=0.7)


def _sketched(image: Image.Image, size: Size) -> Image.Image:
    return photo.sketch(photo.turned(image, 0.3), size)


def _sunny(image: Image.Image, size: Size) -> Image.Image:
    warm = Image.new("RGB", size, (255, 226, 178))
    poster = photo.poster(image, size, 22, ink=(112, 48, 40))
    return Image.blend(poster, ImageChops.multiply(poster, warm), 0.75)


def _moonlit(image: Image.Image, size: Size) -> Image.Image:
    tones = ((24, 32, 58), (52, 70, 108), (104, 128, 160), (170, 190, 206), (232, 238, 240))
    return photo.tinted_poster(image, size, tones, ink=(18, 24, 46))


def _startled(image: Image.Image, size: Size) -> Image.Image:
    return photo.poster(photo.bulged(image, 0.34), size, 18, ink=(30, 26, 84), weight=1.3)


def _fiery(image: Image.Image, size: Size) -> Image.Image:
    tones = ((58, 10, 24), (140, 20, 34), (216, 56, 40), (248, 160, 72), (255, 236, 196))
    return photo.tinted_poster(image, size, tones, ink=(40, 6, 18))


_VIEWS: dict[str, _View] = {
    "anchor": _View(_bright, 0.68, 0.86, 0.56),
    "profile": _View(_sketched, 0.86, 0.8, 0.5, plain=True),
    "half_body": _View(_calm, 0.86, 0.82, 0.47),
    "full_body": _View(_bright, None),
    "expression_smile": _View(_sunny, 0.68, burst=_Burst(((255, 214, 110), (255, 230, 160)), (255, 250, 236), 18)),
    "expression_serious": _View(_moonlit, 0.6, burst=_Burst(((118, 140, 168), (132, 154, 180)), (236, 240, 242), 40)),
    "expression_surprised": _View(
        _startled, 0.74, burst=_Burst(((92, 206, 214), (255, 246, 150)), (255, 255, 255), 26, ragged=0.12)
    ),
    "expression_angry": _View(
        _fiery, 0.56, burst=_Burst(((190, 34, 40), (96, 12, 32)), (255, 190, 90), 22, ragged=0.3, tilt=-7.0)
    ),
}


class PhotoKit:
    """An `ImageModel`: reference pictures, scenes and face swaps from the pictures that a request carries.

    `hints["view"]` names a reference picture: anchor, profile, half_body, full_body or expression_smile, _serious,
    _surprised, _angry. Without one, the first reference is shown in a landscape; with a `seed_image` it is set into
    that; without any picture a landscape is drawn. The same prompt, seed and pictures give the same pixels.
    """

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """Draw one picture.

        Raises:
            ModelRejectedInput: a reference is no picture, or the aspect ratio is none.
        """
        size = picture_size(request)
        image = self._draw(request, size, random.Random(_digest(request)))
        if request.medium == "line_art":
            image = image.convert("L")
        buffer = BytesIO()
        image.save(buffer, "PNG")
        return ImageResult(buffer.getvalue(), "image/png", *size, model=MODEL, seed=request.seed)

    def _draw(self, request: ImageRequest, size: Size, dice: random.Random) -> Image.Image:
        line_art = request.medium == "line_art"
        subject = _opened(request.references[0], "reference") if request.references else None
        if request.seed_image is not None:
            base = _opened(request.seed_image, "seed image")
            drawn = _swapped(base, subject, size, line_art)
            return _repainted(base, drawn, request.mask)
        if subject is None:
            return landscape(size, dice, outlines=line_art)
        view = _VIEWS.get(str(request.hints.get("view", "")))
        if view is None:
            return _in_a_scene(subject, size, dice, line_art)
        return _reference(subject, view, size, dice, line_art)


def picture_size(request: ImageRequest) -> Size:
    """Width and height in pixels that are drawn for a request: about a megapixel of its exact shape.

    Raises:
        ModelRejectedInput: the aspect ratio is not two numbers, or longer than 4 to 1.
    """
    try:
        ratio = Fraction(*request.size) if request.size else ratio_of(request.aspect_ratio)
    except (ValueError, ZeroDivisionError) as error:
        raise ModelRejectedInput("The aspect ratio must be two numbers, as 9:16") from error
    if not 1 / _WIDEST <= ratio <= _WIDEST:
        raise ModelRejectedInput("The aspect ratio must be between 1:4 and 4:1")
    return size_of(ratio, _PIXELS)


def _digest(request: ImageRequest) -> bytes:
    pictures = [*request.references, *(extra for extra in (request.seed_image, request.mask) if extra)]
    parts = [repr((request.prompt, request.seed)).encode(), *(picture.data for picture in pictures)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


def _opened(picture: ImageInput, role: str) -> Image.Image:
    try:
        image = inspect(picture.data, field=role).image
    except InvalidInput as error:
        raise ModelRejectedInput(f"The {error.message}") from error
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, PAPER)
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    image = image.convert("RGB")
    image.thumbnail((_SOURCE_EDGE, _SOURCE_EDGE), reducing_gap=2.0)
    return image.resize((max(image.width, _LEAST_EDGE), max(image.height, _LEAST_EDGE)))


def _reference(subject: Image.Image, view: _View, size: Size, dice: random.Random, line_art: bool) -> Image.Image:
    treatment = _lines if line_art else view.treatment
    if view.scale is None:
        part = subject
    else:
        # In a wide picture the subject tends to fill the height.
        wide = min(1.35, max(1.0, subject.width / subject.height))
        scale = view.scale * wide * dice.uniform(0.98, 1.03)
        ratio = view.ratio if view.burst else view.ratio * math.sqrt(wide)
        canvas = size[0] / size[1]
        if not view.burst and abs(math.log(ratio / canvas)) < _NEARLY:
            ratio = canvas
        part = photo.crop(subject, photo.subject_centre(subject), scale, ratio, view.above)
    if view.burst:
        return _medallion(part, treatment, view.burst, size, dice, line_art)
    paper = _WHITE if line_art else PAPER if view.plain else None
    return _vignette(part, treatment, size, paper)


def _lines(image: Image.Image, size: Size) -> Image.Image:
    return photo.ink_lines(image, size).convert("RGB")


def _vignette(part: Image.Image, treatment: Treatment, size: Size, paper: Colour | None) -> Image.Image:
    """The treated part, as large as fits; where the canvas goes on, it melts into paper or into its surroundings."""
    fit = min(size[0] / part.width, size[1] / part.height)
    inner = round(part.width * fit), round(part.height * fit)
    across, down = size[0] - inner[0], size[1] - inner[1]
    canvas = Image.new("RGB", size, paper) if paper else photo.surroundings(part, size, sideways=across > down)
    top, bottom, sides = (
        min(most, spare) for most, spare in ((0.1, down / inner[1]), (0.2, down / inner[1]), (0.1, across / inner[0]))
    )
    mask = photo.soft_edges(inner, top, bottom, sides)
    canvas.paste(treatment(part, inner), (across // 2, round(down * 0.46)), mask)
    return canvas


def _medallion(
    part: Image.Image, treatment: Treatment, burst: _Burst, size: Size, dice: random.Random, line_art: bool
) -> Image.Image:
    """The treated part in a round frame before rays."""
    oversampling = 2
    width, height = (edge * oversampling for edge in size)
    middle = width / 2, height * 0.48
    radius = min(width, height) * 0.42
    if line_art:
        burst = replace(burst, rays=(_WHITE, _WHITE), rim=_WHITE)
    canvas = Image.new("RGB", (width, height), burst.rays[0])
    draw = ImageDraw.Draw(canvas)
    reach, start = math.hypot(width, height), dice.uniform(0, math.tau)
    for ray in range(burst.count):
        angles = [start + math.tau * (ray + edge) / burst.count for edge in (0, 0.5)]
        ends = [(middle[0] + reach * math.cos(a), middle[1] + reach * math.sin(a)) for a in angles]
        draw.polygon([middle, *ends], fill=burst.rays[1], outline=photo.INK if line_art else None)
    draw.polygon(_star(middle, radius * 1.08, burst, dice), fill=burst.rim, outline=photo.INK, width=round(radius / 70))
    canvas = canvas.resize(size, Image.Resampling.LANCZOS)

    edge = round(radius * 2 / oversampling)
    disc = Image.new("L", (edge * 2, edge * 2))
    ImageDraw.Draw(disc).ellipse((4, 4, edge * 2 - 5, edge * 2 - 5), fill=255)
    disc = disc.resize((edge, edge), Image.Resampling.LANCZOS)
    face = treatment(part, (edge, edge)).rotate(burst.tilt, Image.Resampling.BICUBIC, fillcolor=burst.rays[1])
    place = round(middle[0] / oversampling - edge / 2), round(middle[1] / oversampling - edge / 2)
    ring = ImageChops.subtract(disc, disc.resize((edge - 12, edge - 12)).crop((-6, -6, edge - 6, edge - 6)))
    canvas.paste(face, place, disc)
    canvas.paste(photo.INK, place, ring)
    return canvas


def _star(middle: tuple[float, float], radius: float, burst: _Burst, dice: random.Random) -> list[tuple[float, float]]:
    """The outline of the rim: a circle, or a jagged cloud of comics."""
    points = 180 if not burst.ragged else burst.count * 2
    outline = []
    for point in range(points):
        angle = math.tau * point / points
        spike = 1.0 if not burst.ragged else 1 + burst.ragged * (point % 2) * dice.uniform(0.6, 1.0)
        outline.append((middle[0] + radius * spike * math.cos(angle), middle[1] + radius * spike * math.sin(angle)))
    return outline


def _in_a_scene(subject: Image.Image, size: Size, dice: random.Random, line_art: bool) -> Image.Image:
    """The subject in a round frame over a landscape that the prompt decides."""
    scene = landscape(size, dice, outlines=line_art)
    part = photo.crop(subject, photo.subject_centre(subject), 0.86, 1.0, 0.52)
    _hang(scene, part, _lines if line_art else _bright, round(min(size) * 0.66), photo.Centre(0.5, 0.56))
    return scene


def _swapped(base: Image.Image, face: Image.Image | None, size: Size, line_art: bool) -> Image.Image:
    """The base picture as a poster, with the face in a round frame where its own subject is."""
    treatment = _lines if line_art else _bright
    whole = photo.cover(base, photo.subject_centre(base), size[0] / size[1])
    drawn = treatment(whole, size)
    if face is not None:
        part = photo.crop(face, photo.subject_centre(face), 0.6, 1.0, 0.5)
        _hang(drawn, part, treatment, round(min(size) * 0.44), photo.subject_centre(whole))
    return drawn


def _hang(canvas: Image.Image, part: Image.Image, treatment: Treatment, diameter: int, centre: photo.Centre) -> None:
    """Hang the treated part into a canvas, in a round frame of paper with an ink line."""
    disc = Image.new("L", (512, 512))
    ImageDraw.Draw(disc).ellipse((1, 1, 510, 510), fill=255)
    edge = round(diameter * 0.94)
    layers: tuple[tuple[Colour | Image.Image, int], ...] = (
        (photo.INK, diameter),
        (PAPER, round(diameter * 0.985)),
        (treatment(part, (edge, edge)), edge),
    )
    for layer, width in layers:
        place = round(centre.x * canvas.width - width / 2), round(centre.y * canvas.height - width / 2)
        mask = disc.resize((width, width), Image.Resampling.LANCZOS)
        if isinstance(layer, Image.Image):
            canvas.paste(layer, place, mask)
        else:
            canvas.paste(layer, (*place, place[0] + width, place[1] + width), mask)


def _repainted(base: Image.Image, drawn: Image.Image, mask: ImageInput | None) -> Image.Image:
    """The drawn picture, only where the mask is white when there is one."""
    if mask is None:
        return drawn
    centre, ratio = photo.subject_centre(base), drawn.width / drawn.height
    where = _opened(mask, "mask").convert("L").resize(base.size)
    kept, where = (photo.cover(layer, centre, ratio).resize(drawn.size) for layer in (base, where))
    return Image.composite(drawn, kept, where)
