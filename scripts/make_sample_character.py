"""Draw docs/sample-character.png: Juno the fox, the character that the demo makes a reference kit of.

Run it from the repository's root: `python scripts/make_sample_character.py`. The same picture every time.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1024, 1365
SCALE = 2  # drawn twice as large, so that edges end smooth

INK = (74, 42, 40)
FUR, FUR_SHADE, FUR_LIGHT = (238, 132, 58), (196, 84, 40), (255, 178, 104)
CREAM, CREAM_SHADE = (255, 244, 226), (232, 198, 170)
SOCK, SOCK_SHADE = (98, 56, 48), (64, 34, 36)
COAT, COAT_SHADE, COAT_LIGHT = (252, 200, 66), (224, 146, 42), (255, 228, 132)
SCARF, SCARF_SHADE, SCARF_LIGHT = (64, 142, 150), (36, 98, 116), (116, 188, 186)
BOOT, BOOT_SHADE, BOOT_LIGHT = (214, 74, 70), (158, 42, 58), (244, 128, 112)


def points(text: str, x: float = 0, y: float = 0) -> list[Point]:
    """The points of an SVG `points` attribute, moved by `x` and `y`."""
    pairs = (pair.split(",") for pair in text.split())
    return [(x + float(across), y + float(down)) for across, down in pairs]


def smooth(corners: Sequence[Point], closed: bool = True, steps: int = 14) -> list[Point]:
    """A Catmull-Rom curve through `corners`; a point given twice makes a corner."""
    count = len(corners)
    spans = range(count if closed else count - 1)
    curve = []
    for span in spans:
        around = (
            [corners[(span + offset) % count] for offset in (-1, 0, 1, 2)]
            if closed
            else [corners[min(max(span + offset, 0), count - 1)] for offset in (-1, 0, 1, 2)]
        )
        if around[1] == around[2]:
            continue
        for step in range(steps):
            t = step / steps
            weights = (
                (-t + 2 * t**2 - t**3) / 2,
                (2 - 5 * t**2 + 3 * t**3) / 2,
                (t + 4 * t**2 - 3 * t**3) / 2,
                (-(t**2) + t**3) / 2,
            )
            pairs = list(zip(weights, around, strict=True))
            curve.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
    return curve if closed else [*curve, corners[-1]]


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> list[Point]:
    """The outline of an ellipse, turned by `turn` degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    angles = [math.tau * step / 72 for step in range(72)]
    ring = [(rx * math.cos(angle), ry * math.sin(angle)) for angle in angles]
    return [(x + dx * cos - dy * sin, y + dx * sin + dy * cos) for dx, dy in ring]


def mirrored(shape: Sequence[Point], axis: float) -> list[Point]:
    """The same shape on the other side of the vertical line at `axis`."""
    return [(2 * axis - x, y) for x, y in shape]


class Easel:
    """A canvas in units of the finished picture, lit from the upper left."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))

    def mask(self, outline: Sequence[Point], blur: float = 0.0) -> Image.Image:
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in outline], fill=255)
        return mask.filter(ImageFilter.GaussianBlur(blur * SCALE)) if blur else mask

    def wash(self, colour: Colour, mask: Image.Image, strength: float = 1.0) -> None:
        self.image.paste(colour, mask=mask.point(lambda value: round(value * strength)))

    def glow(self, outline: Sequence[Point], colour: Colour, blur: float, strength: float = 1.0) -> None:
        """A soft patch of colour."""
        self.wash(colour, self.mask(outline, blur), strength)

    def part(
        self,
        outline: Sequence[Point],
        colour: Colour,
        shade: Colour,
        light: Colour | None = None,
        *,
        depth: float = 26.0,
        pen: float = 3.4,
        inside: Image.Image | None = None,
    ) -> Image.Image:
        """A body that is lit: its outline, flat colour, shade low right and light high left; gives its mask."""
        shape = self.mask(outline)
        if inside is not None:
            shape = ImageChops.multiply(shape, inside)
        self.wash(colour, shape)
        soft = shape.filter(ImageFilter.GaussianBlur(depth * 0.7 * SCALE))
        reach = round(depth * 0.8 * SCALE)
        away = ImageChops.subtract(shape, ImageChops.offset(soft, -reach, -reach))
        self.wash(shade, away, 0.9)
        if light:
            towards = ImageChops.subtract(shape, ImageChops.offset(soft, reach, reach))
            self.wash(light, towards, 0.8)
        if pen:
            self.line([*outline, outline[0]], pen, INK)
        return shape

    def line(self, outline: Sequence[Point], width: float, colour: Colour = INK) -> None:
        """A stroke with round ends, of even width."""
        draw = ImageDraw.Draw(self.image)
        path = [(x * SCALE, y * SCALE) for x, y in outline]
        draw.line(path, fill=colour, width=round(width * SCALE), joint="curve")
        radius = width * SCALE / 2
        for x, y in (path[0], path[-1]):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def finished(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def backdrop(easel: Easel) -> None:
    top, bottom = (196, 222, 226), (255, 238, 214)
    easel.image.paste(top, (0, 0, *easel.image.size))
    easel.image.paste(bottom, mask=Image.linear_gradient("L").resize(easel.image.size))
    easel.glow(ellipse(512, 520, 400, 420), (255, 250, 232), 90, 0.95)
    far = points("-60,1060 160,985 400,1050 660,990 900,1040 1090,980 1090,1500 -60,1500")
    near = points("-60,1170 220,1120 560,1150 860,1115 1090,1160 1090,1500 -60,1500")
    easel.glow(smooth(far), (203, 219, 190), 10)
    easel.glow(smooth(near), (173, 200, 158), 4)
    easel.glow(ellipse(500, 1270, 420, 60), (190, 214, 170), 30)
    easel.glow(ellipse(524, 1268, 270, 34), (96, 124, 96), 14, 0.75)
    for x, y, size in ((120, 250, 34), (905, 200, 44), (215, 120, 20), (880, 640, 26), (95, 640, 24), (770, 90, 16)):
        easel.glow(ellipse(x, y, size, size), (255, 255, 250), size * 0.28, 0.6)
    for x, y, petal in ((120, 1240, (250, 250, 244)), (890, 1225, (250, 226, 150)), (206, 1300, (246, 190, 176))):
        easel.line([(x, y + 10), (x + 3, y + 48)], 5, (128, 164, 118))
        for turn in range(0, 360, 72):
            dx, dy = math.cos(math.radians(turn)) * 12, math.sin(math.radians(turn)) * 12
            easel.glow(ellipse(x + dx, y + dy, 9, 9), petal, 0.8)
        easel.glow(ellipse(x, y, 7, 7), (240, 176, 72), 0.8)


def tail(easel: Easel) -> None:
    brush = smooth(
        points("600,1080 700,1110 800,1040 842,930 818,800 850,700 850,700 930,790 960,930 920,1080 800,1190 660,1180")
    )
    body = easel.part(brush, FUR, FUR_SHADE, FUR_LIGHT, depth=34)
    tip = smooth(points("780,640 1000,640 1000,880 952,860 926,884 896,846 866,862 812,800"))
    easel.part(tip, CREAM, CREAM_SHADE, depth=26, pen=0, inside=body)
    easel.line([*brush, brush[0]], 3.4)


def legs(easel: Easel) -> None:
    for x in (438, 590):
        easel.part(smooth([(x - 42, 1040), (x + 42, 1040), (x + 38, 1180), (x - 38, 1180)]), SOCK, SOCK_SHADE)
        boot = smooth(points("-56,0 -56,0 56,0 56,0 54,72 72,122 40,148 -50,148 -78,122 -56,72", x, 1128))
        easel.part(boot, BOOT, BOOT_SHADE, BOOT_LIGHT, depth=22)
        easel.line(smooth([(x - 74, 1254), (x, 1262), (x + 68, 1254)], closed=False), 6, BOOT_SHADE)
        cuff = smooth([(x - 62, 1112), (x + 62, 1112), (x + 62, 1144), (x - 62, 1144)])
        easel.part(cuff, BOOT_LIGHT, BOOT, depth=10)


def coat(easel: Easel) -> None:
    body = smooth(
        points(
            "420,640 604,640 664,780 706,940 728,1066 728,1066 620,1094 512,1100 404,1094 296,1066 "
            "296,1066 318,940 360,780"
        )
    )
    easel.part(body, COAT, COAT_SHADE, COAT_LIGHT, depth=40)
    easel.line(smooth(points("300,1044 404,1070 512,1076 620,1070 724,1044"), closed=False), 3, COAT_SHADE)
    easel.line(smooth([(512, 700), (516, 880), (512, 1098)], closed=False), 3, COAT_SHADE)
    for x, lean in ((392, 3), (632, -3)):
        pocket = [(x - 46, 930), (x + 46, 930), (x + 42, 1006), (x, 1022), (x - 42, 1006)]
        easel.part(smooth(pocket), COAT, COAT_SHADE, COAT_LIGHT, depth=12, pen=2.6)
        easel.line([(x - 36, 940 + lean), (x + 36, 940 - lean)], 7, COAT_SHADE)
    for y in (800, 880, 1000):
        easel.part(ellipse(538, y, 13, 13), (140, 84, 52), (96, 54, 40), (196, 136, 92), depth=6, pen=2.4)


def arms(easel: Easel) -> None:
    paw = smooth(points("772,560 800,536 836,540 858,570 850,608 818,630 778,618 760,590"))
    easel.part(paw, SOCK, SOCK_SHADE, (140, 88, 72), depth=16)
    for x, y in ((786, 552), (812, 545), (838, 558)):
        easel.line([(x, y), (x - 3, y + 20)], 3, SOCK_SHADE)
    sleeve = smooth(points("612,690 688,716 744,652 766,592 766,592 850,634 850,634 800,760 706,838 634,812"))
    easel.part(sleeve, COAT, COAT_SHADE, COAT_LIGHT, depth=26)
    cuff = smooth(points("752,594 770,578 862,622 858,648 842,654 756,612"))
    easel.part(cuff, COAT_LIGHT, COAT, depth=8)

    easel.glow(ellipse(262, 1030, 150, 150), (255, 226, 140), 46, 0.75)
    lantern(easel, 262, 1020)
    hand = smooth(points("226,896 262,880 300,896 308,932 282,962 244,958 220,930"))
    easel.part(hand, SOCK, SOCK_SHADE, (140, 88, 72), depth=16)
    sleeve = smooth(points("412,690 352,706 272,790 216,878 216,878 308,922 308,922 358,868 410,800"))
    easel.part(sleeve, COAT, COAT_SHADE, COAT_LIGHT, depth=26)
    cuff = smooth(points("202,880 214,864 316,912 314,938 298,942 206,900"))
    easel.part(cuff, COAT_LIGHT, COAT, depth=8)


def lantern(easel: Easel, x: float, y: float) -> None:
    easel.line(smooth([(x - 34, y - 32), (x - 30, y - 70), (x, y - 88), (x + 30, y - 70), (x + 34, y - 32)], False), 6)
    glass = smooth(points("-44,-22 44,-22 50,30 38,76 -38,76 -50,30", x, y))
    easel.part(glass, (255, 232, 150), (250, 176, 72), (255, 250, 222), depth=20)
    flame = smooth([(x, y - 10), (x, y - 10), (x + 18, y + 26), (x + 12, y + 52), (x - 12, y + 52), (x - 18, y + 26)])
    easel.glow(flame, (255, 255, 240), 5)
    for top, half in ((y - 36, 40), (y + 66, 48)):
        rim = [(x - half, top), (x + half, top), (x + half + 4, top + 20), (x - half - 4, top + 20)]
        easel.part(smooth(rim), SCARF, SCARF_SHADE, SCARF_LIGHT, depth=8)


def scarf(easel: Easel) -> None:
    end = smooth(points("420,704 476,712 470,800 480,872 480,872 414,872 414,872 402,790"))
    easel.part(end, SCARF, SCARF_SHADE, SCARF_LIGHT, depth=14)
    for x in range(422, 480, 14):
        easel.line([(x, 872), (x - 1, 892)], 5, SCARF_SHADE)
    for y in (820, 842):
        easel.line([(410, y), (472, y + 2)], 6, CREAM)
    wrap = smooth(points("348,640 420,616 604,616 676,640 682,690 610,730 512,740 414,730 342,690"))
    easel.part(wrap, SCARF, SCARF_SHADE, SCARF_LIGHT, depth=22)
    easel.line(smooth([(376, 664), (460, 706), (570, 712), (660, 690)], closed=False), 3, SCARF_SHADE)
    knot = smooth(points("404,680 446,672 484,690 484,726 446,744 404,726"))
    easel.part(knot, SCARF, SCARF_SHADE, SCARF_LIGHT, depth=12)


def head(easel: Easel) -> None:
    ear = smooth(points("306,330 262,150 268,96 268,96 330,128 440,236"))
    inner = smooth(points("322,284 292,170 290,136 290,136 334,164 398,236"))
    tuft = smooth(points("290,320 304,232 304,232 328,262 340,204 340,204 360,244 388,226 388,226 410,320"))
    left_ear, right_ear = (ear, inner, tuft), tuple(mirrored(outline, 512) for outline in (ear, inner, tuft))
    for outside, hollow, fluff in (left_ear, right_ear):
        shape = easel.part(outside, FUR, FUR_SHADE, FUR_LIGHT, depth=18)
        easel.part(hollow, SOCK, SOCK_SHADE, depth=14, pen=0)
        easel.part(fluff, CREAM, CREAM_SHADE, depth=10, pen=0, inside=shape)

    crest = smooth(points("462,232 476,184 514,152 560,138 560,138 548,160 554,172 592,168 592,168 574,190 562,232"))
    easel.part(crest, FUR, FUR_SHADE, FUR_LIGHT, depth=12)
    left = points("512,206 430,216 352,262 300,340 286,440 226,474 226,474 264,514 242,552")
    left += points("242,552 296,570 296,600 296,600 384,638 512,654")
    skull = smooth(left + mirrored(left[-2:0:-1], 512))
    shape = easel.part(skull, FUR, FUR_SHADE, FUR_LIGHT, depth=42)
    left = points("512,438 478,462 446,430 392,404 330,420 262,458 180,474 200,640 512,720")
    easel.part(smooth(left + mirrored(left[-2:0:-1], 512)), CREAM, CREAM_SHADE, depth=30, pen=0, inside=shape)
    easel.line([*skull, skull[0]], 3.4)
    easel.glow(smooth(points("474,232 480,196 512,190 554,196 556,232 514,250")), FUR, 4)
    easel.line(smooth([(500, 200), (494, 226), (500, 252)], closed=False), 4, FUR_SHADE)
    easel.line(smooth([(530, 196), (522, 226), (526, 244)], closed=False), 4, FUR_SHADE)
    for x in (340, 684):
        easel.glow(ellipse(x, 528, 46, 28), (246, 130, 110), 16, 0.7)
    for side in (-1, 1):
        eye(easel, 512 + side * 110, 424, side)
    nose = smooth(points("472,494 512,482 552,494 544,524 512,542 480,524"))
    easel.part(nose, (70, 40, 44), (44, 24, 30), (128, 92, 96), depth=12, pen=2.6)
    easel.glow(ellipse(498, 500, 13, 6, -12), (255, 240, 236), 2, 0.85)
    mouth = smooth(points("446,562 478,574 512,562 546,574 578,562 560,602 512,622 464,602"))
    opening = easel.part(mouth, (140, 48, 52), (110, 32, 42), depth=10, pen=3.4)
    easel.part(ellipse(512, 618, 34, 22), (240, 128, 122), (214, 92, 96), depth=8, pen=0, inside=opening)
    easel.line([*mouth, mouth[0]], 3.4)
    easel.line([(512, 540), (512, 562)], 3.4)
    easel.line(smooth([(432, 552), (438, 566), (456, 572)], closed=False), 4)
    easel.line(smooth([(592, 552), (586, 566), (568, 572)], closed=False), 4)


def eye(easel: Easel, x: float, y: float, side: int) -> None:
    white = easel.part(ellipse(x, y, 48, 60), (255, 253, 248), (222, 208, 206), depth=12, pen=4)
    iris = ellipse(x - side * 5, y + 4, 38, 48)
    easel.part(iris, (104, 62, 40), (52, 28, 26), depth=14, pen=0, inside=white)
    easel.glow(ellipse(x - side * 5, y + 26, 20, 14), (206, 140, 70), 5, 0.9)
    easel.part(ellipse(x - side * 5, y + 2, 21, 27), (36, 20, 24), (30, 16, 20), depth=4, pen=0)
    easel.glow(ellipse(x - side * 5 - 12, y - 16, 12, 14), (255, 255, 255), 1)
    easel.glow(ellipse(x - side * 5 + 13, y + 20, 6, 7), (255, 255, 255), 1, 0.9)
    lid = [(x - 50, y - 12), (x - 30, y - 53), (x, y - 63), (x + 30, y - 53), (x + 50, y - 12)]
    easel.line(smooth(lid, closed=False), 8)
    outer = x + side * 48
    easel.line([(outer, y - 20), (outer + side * 17, y - 34)], 6)
    easel.line([(outer - side * 8, y - 36), (outer + side * 7, y - 52)], 6)
    brow = [(x - side * 24, y - 92), (x - side * 4, y - 99), (x + side * 18, y - 97), (x + side * 36, y - 86)]
    easel.line(smooth(brow, closed=False), 9, FUR_SHADE)


def main() -> None:
    easel = Easel()
    for layer in (backdrop, tail, legs, coat, arms, scarf, head):
        layer(easel)
    easel.finished().save(Path("docs/sample-character.png"), optimize=True)


if __name__ == "__main__":
    main()
