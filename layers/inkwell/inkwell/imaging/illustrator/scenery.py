"""Paints a place: sky or wall, planes of ground, what stands on them, what hangs above, and the weather."""

import math
from collections.abc import Sequence

from inkwell.imaging.illustrator import skies
from inkwell.imaging.illustrator.kit.colour import dark, light, mix
from inkwell.imaging.illustrator.kit.geometry import Path, Point, Sub, box, curve, ellipse, polygon, scallop, smooth
from inkwell.imaging.illustrator.props import buildings, home, plants, sky, trees
from inkwell.imaging.illustrator.settings.layout import Piece
from inkwell.imaging.illustrator.stage import Stage

PLANES = {"far": (0.5, 0.66), "mid": (0.22, 0.82), "near": (0.0, 1.0), "front": (0.0, 1.0)}
"""Haze and pen of each plane."""
SEA = "#6fbce8"
WATER = "#7fc9ee"


def backdrop(stage: Stage, pieces: Sequence[Piece]) -> None:
    """Everything behind the heroes."""
    match stage.setting.kind:
        case "room":
            _room(stage)
            for piece in pieces:
                if piece.plane != "front":
                    draw_piece(stage, piece)
            return
        case "sea":
            skies.deep_water(stage)
        case "space":
            skies.space(stage)
        case _:
            skies.open_sky(stage)
    _planes(stage, pieces)


def page_box(stage: Stage) -> Path:
    return box(-60, -60, stage.width + 120, stage.height + 120)


def hill(
    stage: Stage, y: float, swell: float, colour: str, layer: str, texture: str | None = None, weight: float = 0.9
) -> Path:
    """A strip of ground from `y` to below the page."""
    rng, w, h = stage.rng(f"hill {layer}"), stage.width, stage.height
    phase, n = rng.uniform(0, 6), 6
    points = [(w * (i / n * 1.16 - 0.08), y + swell * math.sin(phase + i * 1.6)) for i in range(n + 1)]
    top = smooth(points, closed=False).subs[0]
    low_right, low_left = (w * 1.08, h + 80), (-w * 0.08, h + 80)
    end = top.curves[-1][2]
    path = Path(
        (
            Sub(
                top.start,
                (
                    *top.curves,
                    (end, low_right, low_right),
                    (low_right, low_left, low_left),
                    (low_left, top.start, top.start),
                ),
                True,
            ),
        )
    )
    stage.canvas.shape(path, colour, weight, texture)
    return path


def _planes(stage: Stage, pieces: Sequence[Piece]) -> None:
    canvas, palette, h, horizon = stage.canvas, stage.palette, stage.height, stage.horizon
    rolling = stage.layout.ground in ("hills", "path", "river")
    haze = palette.haze if stage.time != "night" else "#8f8fd0"
    extra = 0.25 if stage.weather == "fog" else 0.0
    swell = h * 0.018 if rolling else h * 0.003
    shore = stage.layout.ground == "shore"
    busy = stage.look.density > 0.5
    with canvas.plane(haze, PLANES["far"][0] + extra, PLANES["far"][1]):
        if not shore and stage.setting.kind == "sky" and not stage.setting.extra.get("peaks"):
            hill(
                stage, horizon - h * 0.01, swell * 1.3, palette.far, "far", stage.setting.texture_far if busy else None
            )
        _pieces(stage, pieces, "far")
    with canvas.plane(haze, PLANES["mid"][0] + extra, PLANES["mid"][1]):
        if not shore:
            hill(
                stage,
                horizon + h * 0.045,
                swell,
                palette.mid,
                "mid",
                None if stage.setting.kind == "sea" else stage.setting.texture_far,
            )
        _pieces(stage, pieces, "mid")
    start = horizon + (h - horizon) * (0.3 if shore else 0.19)
    if stage.layout.ground == "street":
        _street(stage, start)
    else:
        ground = hill(
            stage, start, swell if not shore else h * 0.012, palette.ground, "near", stage.setting.texture, 1.0
        )
        if not canvas.line_art:
            with canvas.inside(ground):
                canvas.fade(
                    page_box(stage),
                    start,
                    h,
                    ((0, light(palette.ground, 0.45), 0.55), (0.4, palette.ground, 0), (1, palette.deep, 0.5)),
                )
        if shore:
            _foam(stage, start)
    if stage.setting.extra.get("ripples"):
        _ripples(stage, start)
    if stage.layout.ground == "path":
        _path(stage, start)
    elif stage.layout.ground == "river":
        _river(stage, start)
    _pieces(stage, pieces, "near")


def _foam(stage: Stage, y: float) -> None:
    canvas, w = stage.canvas, stage.width
    points = [(w * (i / 8 * 1.1 - 0.05), y + stage.height * 0.014 * math.sin(i * 1.9) - 6) for i in range(9)]
    low = [(x, yy + 26) for x, yy in reversed(points)]
    canvas.shape(scallop([*points, *low], 0.1), "#ffffff", 0.7)


def _ripples(stage: Stage, start: float) -> None:
    """Ridges of sand or dust from edge to edge: they part bare ground into strips to colour."""
    canvas, w, h = stage.canvas, stage.width, stage.height
    rng, colour = stage.rng("ripples"), mix(stage.palette.ground, stage.palette.deep, 0.28)
    for down in (0.13, 0.28, 0.44, 0.6, 0.78) if stage.look.density > 0.5 else (0.3, 0.62):
        phase, y = rng.uniform(0, 6), start + (h - start) * down
        ridge = [(w * (i / 7 * 1.1 - 0.05), y + 15 * math.sin(phase + i * 1.3)) for i in range(8)]
        canvas.line(curve(*ridge), 0.6, colour)


def _path(stage: Stage, start: float) -> None:
    h, hero = stage.height, stage.layout.hero[0]
    depth = h - start

    def at(share: float, down: float) -> Point:
        return stage.x(share), start + depth * down

    left = [(0.5, 0.015), (0.53, 0.1), (0.44, 0.26), (hero - 0.1, 0.55), (hero - 0.22, 1.15)]
    right = [(hero + 0.24, 1.15), (hero + 0.12, 0.55), (0.55, 0.28), (0.6, 0.12), (0.53, 0.015)]
    stage.canvas.shape(smooth([at(*p) for p in (*left, *right)], tension=0.85), stage.palette.path, 0.85, "dots")
    rng = stage.rng("path")
    for _ in range(int(9 * stage.look.density)):
        side = rng.choice((-1, 1))
        down = rng.uniform(0.4, 0.95)
        x, y = stage.x(hero + side * (0.13 + 0.1 * down) + 0.02), start + depth * down
        stage.canvas.shape(ellipse(x, y, 10 + 12 * down, 5 + 6 * down), mix(stage.palette.path, "#9a8a70", 0.35), 0.65)


def _river(stage: Stage, start: float) -> None:
    h = stage.height
    depth = h - start

    def at(share: float, down: float) -> Point:
        return stage.x(share), start + depth * down

    hero = stage.layout.hero[0]
    side = 1 if hero > 0.5 else -1

    def place(offset: float, down: float) -> Point:
        return at(0.5 - side * offset, down)

    bank = smooth(
        [
            place(0.02, 0.02),
            place(0.1, 0.12),
            place(0.16, 0.3),
            place(0.16, 0.5),
            place(0.22, 0.78),
            place(0.24, 1.2),
            place(0.62, 1.2),
            place(0.5, 0.78),
            place(0.36, 0.5),
            place(0.3, 0.3),
            place(0.18, 0.13),
            place(0.05, 0.02),
        ],
        tension=0.9,
    )
    canvas = stage.canvas
    canvas.shape(bank, WATER, 0.9, "waves")
    canvas.fade(bank, start, h, ((0, "#ffffff", 0.35), (0.4, "#ffffff", 0.0), (1, "#3a7fc0", 0.4)))
    for offset, down in ((0.2, 0.24), (0.27, 0.42), (0.3, 0.66), (0.4, 0.9)):
        x, y = place(offset, down)
        if canvas.detail < 3:
            canvas.line(
                scallop([(x - 34, y), (x, y), (x + 34, y)], 0.2, closed=False),
                0.65,
                "#ffffff" if not canvas.line_art else None,
            )


def _street(stage: Stage, start: float) -> None:
    canvas, w, h = stage.canvas, stage.width, stage.height
    canvas.shape(box(-40, start - (h - start) * 0.12, w + 80, h), "#e9e1d6", 0.9, "bricks")
    for i in range(1, 8):
        x = w * i / 8
        canvas.line(
            curve((x, start - (h - start) * 0.12), (w * 0.5 + (x - w * 0.5) * 1.25, start + (h - start) * 0.34)),
            0.55,
            "#b9afa6",
            detail=1,
        )
    road = start + (h - start) * 0.36
    canvas.shape(box(-40, road, w + 80, h), "#a9a7b2", 0.95, "dots")
    canvas.shape(box(-40, road - 12, w + 80, 20, 4), "#f4efe8", 0.8)
    for i in range(5):
        x = w * (i + 0.2) / 5
        canvas.shape(
            polygon(
                [
                    (x, road + (h - road) * 0.52),
                    (x + 110, road + (h - road) * 0.52),
                    (x + 100, road + (h - road) * 0.6),
                    (x - 14, road + (h - road) * 0.6),
                ]
            ),
            "#fff6e0",
            0.7,
        )


def _room(stage: Stage) -> None:
    canvas, palette, w, h, horizon = stage.canvas, stage.palette, stage.width, stage.height, stage.horizon
    night = stage.time == "night"
    wall = mix(palette.sky[1], "#6f7fc8", 0.35) if night else palette.sky[1]
    canvas.shape(
        box(-40, -40, w + 80, horizon + 60),
        wall,
        0.9,
        {"dots": "flowers", "tiles": "lattice"}.get(stage.setting.extra.get("wall", ""), "rings"),
    )
    canvas.fade(box(-40, -40, w + 80, horizon + 60), 0, horizon, ((0, palette.sky[0], 0.6), (1, palette.sky[2], 0.2)))
    if stage.setting.extra.get("wall") == "dots" and stage.look.density > 0.5:
        for j in range(int(horizon / 130) + 1):
            for i in range(int(w / 130) + 1):
                canvas.shade(ellipse(65 + i * 130 + (65 if j % 2 else 0), 60 + j * 130, 13), "#ffffff", 0.6)
    if stage.setting.extra.get("wall") == "tiles":
        for j in range(3):
            y = horizon - 40 - j * 78
            canvas.line(curve((-20, y), (w + 20, y)), 0.55, dark(wall, 0.12), detail=1)
            for i in range(int(w / 90) + 1):
                canvas.line(
                    curve((i * 90 + (45 if j % 2 else 0), y), (i * 90 + (45 if j % 2 else 0), y + 78)),
                    0.55,
                    dark(wall, 0.12),
                    detail=1,
                )
    floor = box(-40, horizon, w + 80, h - horizon + 60)
    canvas.shape(floor, palette.ground, 0.9, "bricks")
    canvas.fade(floor, horizon, h, ((0, "#ffffff", 0.3), (0.5, palette.ground, 0.0), (1, palette.deep, 0.4)))
    for i in range(-4, 13):
        x = w * i / 8
        canvas.line(
            curve((w * 0.5 + (x - w * 0.5) * 0.72, horizon + 4), (w * 0.5 + (x - w * 0.5) * 1.6, h + 20)),
            0.55,
            dark(palette.ground, 0.22),
            detail=1,
        )
    canvas.form(box(-40, horizon - 17, w + 80, 26, 4), light(palette.ground, 0.45), 0.85, shade=0)


def draw_piece(stage: Stage, piece: Piece) -> None:
    """One thing of the layout in its place."""
    if piece.least > stage.look.density:
        return
    x = stage.x(piece.x)
    y = stage.height * piece.y if piece.y is not None else stage.y(piece.depth)
    scale = piece.scale * (stage.growth if piece.plane in ("near", "front") else 1.0)
    args = piece.args
    if piece.draw in (trees.tree, plants.bush, trees.pine, trees.apple_tree) and not args:
        args = (
            (mix(stage.palette.leaf, ("#ffd27a", "#2f8a5a", "#c9e07a")[int(piece.x * 10) % 3], 0.18),)
            if piece.draw is not trees.pine
            else (mix("#4d9a6a", stage.palette.leaf, 0.3),)
        )
    if piece.draw is home.window_view and stage.time == "night":
        args = ("#bfe6f7", True)
    if piece.draw is sky.sun and stage.time != "day":
        return
    if piece.draw is sky.cloud and stage.time == "night" and not stage.free(x, y, 60):
        return
    if piece.draw in (buildings.bunting, buildings.fence) and stage.mirrored:
        x -= (args[0] if piece.draw is buildings.bunting else 56 * (args[1] if len(args) > 1 else 5)) * scale
    with stage.canvas.at(x, y, scale, weight=min(1.0, scale) ** 0.45):
        piece.draw(stage.canvas, stage.rng(f"{piece.draw.__name__} {piece.x} {piece.plane}"), *args)


def _pieces(stage: Stage, pieces: Sequence[Piece], plane: str) -> None:
    for piece in sorted((p for p in pieces if p.plane == plane), key=lambda p: p.depth if p.y is None else -1):
        draw_piece(stage, piece)


def keep_pieces(stage: Stage, pieces: Sequence[Piece]) -> None:
    """Nothing scattered may lie on what the layout shows."""
    for piece in pieces:
        if piece.least > stage.look.density or piece.draw is sky.cloud:
            continue
        x, k = stage.x(piece.x), piece.scale
        if piece.y is not None:
            y = stage.height * piece.y
            stage.keep((x - 100 * k, y - 100 * k, x + 100 * k, y + 100 * k))
        elif piece.plane in ("near", "mid"):
            y = stage.y(piece.depth)
            stage.keep((x - 105 * k, y - 220 * k, x + 105 * k, y + 14))


def foreground(stage: Stage, pieces: Sequence[Piece]) -> None:
    """What lies before the heroes: plants at the lower corners, and what hangs over the top."""
    canvas, w, h = stage.canvas, stage.width, stage.height
    _pieces(stage, pieces, "front")
    if (
        stage.setting.kind == "sky"
        and stage.layout.ground in ("hills", "path", "flat", "river")
        and not stage.setting.extra.get("snow")
    ):
        rng = stage.rng("tufts")
        n = int(10 * stage.look.density)
        for i in range(n):
            share = (i + 0.5) / max(1, n)
            if 0.3 < share < 0.7:
                continue
            with canvas.at(w * share + rng.uniform(-14, 14), h + 6, rng.uniform(1.0, 1.35)):
                plants.grass(canvas, rng, mix(stage.palette.ground, stage.palette.deep, 0.25))
    match stage.setting.frame:
        case "canopy" if stage.look.density > 0.5:
            rng = stage.rng("canopy")
            colour = mix(stage.palette.leaf, stage.palette.deep, 0.18)
            balls = [
                (stage.x(0.0), 6.0, 210.0, 104.0, 11),
                (stage.x(0.22), -30.0, 170.0, 84.0, 10),
                (stage.x(0.98), 0.0, 190.0, 96.0, 11),
                (stage.x(0.78), -42.0, 150.0, 74.0, 10),
            ]
            trees.crowns(canvas, rng, balls, colour)
        case "vines" if stage.look.density > 0.5:
            rng = stage.rng("vines")
            for start, long, sag in ((-0.02, 0.42, 76), (0.55, 0.5, 84)):
                with canvas.at(w * start, -4):
                    plants.vine(canvas, rng, w * long, sag)
        case "bunting":
            with canvas.at(-20, 18):
                buildings.bunting(canvas, stage.rng("bunting"), w * 0.5 + 20, 44)
            with canvas.at(w * 0.5, 18):
                buildings.bunting(canvas, stage.rng("bunting"), w * 0.5 + 20, 44)


def scatter(stage: Stage) -> None:
    """Small things on the ground, clear of everybody; drawn behind the heroes, far ones first."""
    if not stage.setting.small or stage.layout.ground in ("floor", "street"):
        return
    rng, canvas = stage.rng("scatter"), stage.canvas
    wanted = int(21 * stage.look.density * (1.1 if stage.height > stage.width else 1.0))
    placed: list[tuple[float, float, int]] = []
    for attempt in range(wanted * 6):
        if len(placed) >= wanted:
            break
        depth = rng.uniform(0.36, 0.98)
        x, y = rng.uniform(0.03, 0.97) * stage.width, stage.y(depth)
        size = 40 + 46 * depth
        if stage.free(x, y - size * 0.5, size * 0.7):
            placed.append((y, x, attempt))
            stage.keep((x - size * 0.7, y - size, x + size * 0.7, y + size * 0.2))
    for i, (y, x, _) in enumerate(sorted(placed)):
        depth = (y - stage.horizon) / (stage.height - stage.horizon)
        draw = stage.setting.small[i % len(stage.setting.small)]
        scale = 0.45 + 0.6 * depth
        if draw is plants.fern:
            scale *= 0.6
        with canvas.at(x, y, scale, weight=scale**0.4):
            draw(canvas, rng)
