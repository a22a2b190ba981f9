"""Paints a place: sky or wall, planes of ground, what stands on them, what hangs above, and the weather."""

import math
from collections.abc import Sequence

from inkwell_offline.illustrator import ground, skies
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import Path, Sub, box, curve, ellipse, smooth
from inkwell_offline.illustrator.props import buildings, home, plants, sky, trees
from inkwell_offline.illustrator.props.catalogue import THINGS
from inkwell_offline.illustrator.seasons import in_season
from inkwell_offline.illustrator.settings.layout import Piece
from inkwell_offline.illustrator.settings.studio import draw_studio
from inkwell_offline.illustrator.stage import Stage

PLANES = {"far": (0.5, 0.66), "mid": (0.22, 0.82), "near": (0.0, 1.0), "front": (0.0, 1.0)}
"""Haze and pen of each plane."""

WIDE = 180.0
"""Units: what is kept free and wider than this is somebody, whom no blade of grass crosses."""
GROWN = frozenset((plants.flower, plants.sunflower, plants.bush, plants.berry_bush, plants.mushroom, plants.fern))
"""How things are drawn that grow on land."""
SIZES = {thing.draw: (thing.width, thing.height) for thing in THINGS.values()}
"""Width and height of what the catalogue knows, in units, by how it is drawn."""


def backdrop(stage: Stage, pieces: Sequence[Piece]) -> None:
    """The backdrop: everything behind the heroes."""
    match stage.setting.kind:
        case "room":
            _room(stage)
            for piece in pieces:
                if piece.plane != "front":
                    draw_piece(stage, piece)
            return
        case "studio":
            draw_studio(stage)
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
        ground.street(stage, start)
    else:
        surface = hill(
            stage, start, swell if not shore else h * 0.012, palette.ground, "near", stage.setting.texture, 1.0
        )
        if not canvas.line_art:
            with canvas.inside(surface):
                canvas.fade(
                    page_box(stage),
                    start,
                    h,
                    ((0, light(palette.ground, 0.45), 0.55), (0.4, palette.ground, 0), (1, palette.deep, 0.5)),
                )
        if shore:
            ground.foam(stage, start)
    if stage.setting.extra.get("ripples"):
        ground.ripples(stage, start)
    if stage.layout.ground == "path":
        ground.path(stage, start)
    elif stage.layout.ground == "river":
        ground.river(stage, start)
    _pieces(stage, pieces, "near")


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
    if stage.setting.extra.get("wall") == "rock":
        hill(stage, horizon, h * 0.012, palette.ground, "near", stage.setting.texture, 1.0)
        return
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
    """A piece of the layout, drawn in its place."""
    if piece.least > stage.look.density:
        return
    x = stage.x(piece.x)
    y = stage.height * piece.y if piece.y is not None else stage.y(piece.depth)
    scale = piece.scale * (stage.growth if piece.plane in ("near", "front") else 1.0)
    draw, args = piece.draw, piece.args
    if draw in (trees.tree, plants.bush, trees.pine, trees.apple_tree) and not args:
        args = (
            (mix(stage.palette.leaf, ("#ffd27a", "#2f8a5a", "#c9e07a")[int(piece.x * 10) % 3], 0.18),)
            if draw is not trees.pine
            else (mix("#4d9a6a", stage.palette.leaf, 0.3),)
        )
    if draw is home.window_view and stage.time == "night":
        args = ("#bfe6f7", True)
    if draw is sky.sun and stage.time != "day":
        return
    if draw is sky.cloud and stage.time == "night" and not stage.free(x, y, 60):
        return
    if draw in (buildings.bunting, buildings.fence) and stage.mirrored:
        x -= (args[0] if draw is buildings.bunting else 56 * (args[1] if len(args) > 1 else 5)) * scale
    with stage.canvas.at(x, y, scale, weight=min(1.0, scale) ** 0.45):
        draw(stage.canvas, stage.rng(f"{draw.__name__} {piece.x} {piece.plane}"), *args)


def _pieces(stage: Stage, pieces: Sequence[Piece], plane: str) -> None:
    for piece in sorted((p for p in pieces if p.plane == plane), key=lambda p: p.depth if p.y is None else -1):
        draw_piece(stage, piece)


def drowned(stage: Stage, piece: Piece) -> bool:
    """True for a piece that grows on land and would stand in the river."""
    grows = piece.draw in GROWN
    return grows and piece.y is None and ground.in_river(stage, stage.x(piece.x), stage.y(piece.depth))


def keep_pieces(stage: Stage, pieces: Sequence[Piece]) -> None:
    """Keep the places of the layout's pieces free of scattered things."""
    for piece in pieces:
        if piece.least > stage.look.density or piece.draw is sky.cloud:
            continue
        x, k = stage.x(piece.x), piece.scale
        if piece.y is not None:
            y = stage.height * piece.y
            stage.keep((x - 100 * k, y - 100 * k, x + 100 * k, y + 100 * k))
        elif piece.plane in ("near", "mid"):
            y = stage.y(piece.depth)
            width, height = SIZES.get(piece.draw, (233.0, 220.0))
            stage.keep((x - 0.45 * width * k, y - height * k, x + 0.45 * width * k, y + 14))


def foreground(stage: Stage, pieces: Sequence[Piece]) -> None:
    """The foreground before the heroes: plants at the lower corners, and branches or flags over the top."""
    canvas, w, h = stage.canvas, stage.width, stage.height
    _pieces(stage, pieces, "front")
    if (
        stage.setting.kind == "sky"
        and stage.layout.ground in ("hills", "path", "flat", "river")
        and not {"snow", "bare"} & stage.setting.extra.keys()
    ):
        rng = stage.rng("tufts")
        n = int(10 * stage.look.density)
        for i in range(n):
            share = (i + 0.5) / max(1, n)
            if 0.3 < share < 0.7:
                continue
            x, size = w * share + rng.uniform(-14, 14), rng.uniform(1.0, 1.35)
            if not stage.free(x, h - 40, 36, WIDE):
                continue
            with canvas.at(x, h + 6, size):
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
    small = [draw for draw in in_season(stage, stage.setting.small) if draw not in stage.left_out]
    if not small:
        return
    for attempt in range(wanted * 6):
        if len(placed) >= wanted:
            break
        depth = rng.uniform(0.36, 0.98)
        x, y = rng.uniform(0.03, 0.97) * stage.width, stage.y(depth)
        size = 40 + 46 * depth
        if stage.free(x, y - size * 0.5, size * 0.7) and not ground.in_river(stage, x, y, 20):
            placed.append((y, x, attempt))
            stage.keep((x - size * 0.7, y - size, x + size * 0.7, y + size * 0.2))
    for i, (y, x, _) in enumerate(sorted(placed)):
        depth = (y - stage.horizon) / (stage.height - stage.horizon)
        draw = small[i % len(small)]
        scale = 0.45 + 0.6 * depth
        if draw is plants.fern:
            scale *= 0.6
        with canvas.at(x, y, scale, weight=scale**0.4):
            draw(canvas, rng)
