"""The offline illustrator behind the port of image models."""

from dataclasses import replace
from typing import Any

from PIL import Image

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageRequest, ImageResult
from inkwell.imaging.page_gate import measure, still_good, two_levels
from inkwell.imaging.page_standards import STANDARDS
from inkwell_offline.illustrator import edit
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.composition import compose
from inkwell_offline.illustrator.kit.raster import render
from inkwell_offline.illustrator.kit.svg import to_svg
from inkwell_offline.illustrator.metadata import encode, read_character, read_scene
from inkwell_offline.illustrator.order import Order, Scene
from inkwell_offline.illustrator.paper import printed
from inkwell_offline.illustrator.pattern_pages import compose_pattern
from inkwell_offline.illustrator.rosettes import ROSETTES, compose_rosette
from inkwell_offline.illustrator.sheets import compose_sheet, compose_view
from inkwell_offline.illustrator.stage import stream
from inkwell_offline.illustrator.styles import STYLES, pencil
from inkwell_offline.illustrator.wanted import Wanted, open_image, want, words_of
from inkwell_offline.illustrator.words.reader import read

MODEL = "offline/illustrator"
SHOWS = 0.985
"""The most ink of the poorer of two pages, for each bit of the richer, at which the difference shows."""


def _scene(wanted: Wanted, order: Order) -> Scene:
    if wanted.kind == "view" and wanted.who is not None:
        return compose_view(order, wanted.who, wanted.view)
    if wanted.kind == "sheet" and wanted.who is not None:
        return compose_sheet(order, wanted.who)
    if wanted.kind == "pattern":
        return (compose_rosette if wanted.view in ROSETTES else compose_pattern)(order, wanted.view)
    return compose(order)


def _wanted(request: ImageRequest) -> Wanted:
    """The order of a request, with the palette and composition of a foreign seed picture."""
    wanted = want(request)
    if request.seed_image is not None and request.mask is None and read_scene(request.seed_image.data) is None:
        wanted = replace(wanted, order=edit.taken_over(wanted.order, open_image(request.seed_image)))
    return wanted


def scene(request: ImageRequest) -> Scene:
    """The scene of a request: the vector drawing and its manifest, without pixels."""
    wanted = _wanted(request)
    return _scene(wanted, wanted.order)


def manifest(request: ImageRequest) -> dict[str, Any]:
    """The scene description: who, where, what and how many; equal requests give equal manifests in every process."""
    return scene(request).manifest


def svg(request: ImageRequest) -> str:
    """The drawing as SVG, before an art style's finish, and without a page's margins."""
    wanted = _wanted(request)
    left, top, right, bottom = wanted.order.box
    return to_svg(_scene(wanted, wanted.order).art, right - left, bottom - top)


def _truly_changed(image: Image.Image, seed: Image.Image, wanted: Wanted, action: Any) -> Image.Image:
    """A page that was drawn again for a quick action; the seed page itself reworked where that does not show."""
    if action not in ("simplify", "add_detail") or image.size != seed.size or not two_levels(image):
        return image
    less, more = (image, seed) if action == "simplify" else (seed, image)
    small, large = measure(less), measure(more)
    is_changed = small.regions < large.regions and small.ink_percent < SHOWS * large.ink_percent
    found, before = (small, large) if action == "simplify" else (large, small)
    is_good = still_good(found, before, STANDARDS[wanted.order.look.level])
    return image if is_changed and is_good else _reworked(seed, action, wanted)


def _reworked(seed: Image.Image, action: str, wanted: Wanted) -> Image.Image:
    """The seed picture itself with less or with more in it."""
    if action == "simplify":
        return edit.simplify(seed)
    return edit.add_detail(seed, stream(wanted.order.key, "detail"))


class Illustrator:
    """Draws pictures from words, without keys and without network. Implements `inkwell.core.image_models.ImageModel`.

    Args:
        cost_micros: what a picture is said to cost, in millionths of a US dollar.
    """

    def __init__(self, cost_micros: int = 0) -> None:
        self.cost_micros = cost_micros

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """Draw one picture.

        Raises:
            ModelRejectedInput: a picture of the request cannot be read, the mask does not fit, or the size makes
                no picture.
        """
        attempt.progress(5)
        wanted = _wanted(request)
        if request.seed_image is not None and request.mask is not None:
            image, described, who = self._inpainted(request, wanted)
        elif (
            request.seed_image is not None
            and request.hints.get("action") in ("simplify", "add_detail")
            and read_scene(request.seed_image.data) is None
        ):
            image, described, who = self._reworked(request, wanted)
        else:
            drawn = _scene(wanted, wanted.order)
            attempt.progress(40)
            image, described, who = self._finished(wanted, drawn), drawn.manifest, wanted.who
            if request.seed_image is not None:
                image = _truly_changed(image, open_image(request.seed_image), wanted, request.hints.get("action"))
        attempt.progress(90)
        data = encode(image, who, {"manifest": described, "recipe": wanted.recipe})
        attempt.progress(100)
        return ImageResult(data, "image/png", image.width, image.height, MODEL, wanted.seed, self.cost_micros)

    def _finished(self, wanted: Wanted, drawn: Scene) -> Image.Image:
        order = wanted.order
        size = (order.width, order.height)
        if order.line_art:
            return printed(drawn.art, size, order.box, order.pen)
        colour = render(drawn.art, *size)
        seed = wanted.seed % 9973
        if wanted.style == "pencil-sketch":
            heavy = replace(order, line_art=True, look=replace(order.look, line=max(3.2, order.look.line * 0.75)))
            line = render(_scene(wanted, heavy).art, *size)
            return pencil(line, colour, seed)
        finish = STYLES[wanted.style].finish
        return finish(colour, seed) if finish else colour

    def _inpainted(self, request: ImageRequest, wanted: Wanted) -> tuple[Image.Image, dict[str, Any], Character | None]:
        assert request.seed_image is not None
        assert request.mask is not None
        seed = open_image(request.seed_image)
        mask = edit.mask_for(open_image(request.mask), seed)
        ours = read_scene(request.seed_image.data) is not None
        asked = read(words_of(request))
        brief = replace(
            wanted.order.brief,
            hero=asked.hero,
            companions=asked.companions,
            props=asked.props,
            pose=asked.pose,
            expression=asked.expression,
            held="",
        )
        known = read_character(request.seed_image.data)
        if known is not None and asked.hero is not None and asked.hero.species == known.species:
            brief = replace(brief, hero=known)
        image = edit.inpaint(replace(wanted.order, brief=brief), seed, mask, ours and wanted.kind == "scene")
        names = [c.role or c.species for c in (asked.hero, *asked.companions) if c is not None] + [
            p.name.removeprefix("icon:") for p in asked.props
        ]
        return image, {"layout": "inpaint", "painted": names, "setting": brief.setting}, known

    def _reworked(self, request: ImageRequest, wanted: Wanted) -> tuple[Image.Image, dict[str, Any], Character | None]:
        assert request.seed_image is not None
        seed = open_image(request.seed_image)
        action = str(request.hints["action"])
        image = _reworked(seed, action, wanted)
        return image, {"layout": "rework", "action": action}, None
