"""Pictures of a single character: 2x2 sheets, and the pictures of a reference kit."""

from typing import Any

from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import light, mix
from inkwell_offline.illustrator.kit.geometry import box, ellipse, polygon, scallop, star
from inkwell_offline.illustrator.order import Order, Scene, canvas_for
from inkwell_offline.illustrator.props import plants, sky
from inkwell_offline.illustrator.stage import stream

CARDS = ("#fdeef3", "#eaf4fd", "#f1f8e8", "#fff5e0")
SHEET_ACTS = (
    Act("greet", "happy"),
    Act("walk", "smile", 0.36),
    Act("stand", "happy", view="profile"),
    Act("stand", "happy", view="back"),
)
EXPRESSION_VIEWS = {
    "expression_smile": "smile",
    "expression_serious": "serious",
    "expression_surprised": "surprised",
    "expression_angry": "angry",
}
HEAD = 0.56
"""How far down the page the middle of a portrait's head is: its feet lie below the page."""
TALL_HATS = frozenset(("wizard hat", "helmet", "chef hat", "top hat", "party hat"))
BELOW_A_TALL_HAT = 0.84
"""How large somebody with such a hat is drawn on a card of a sheet, so that the hat has room, too."""
VIEWS = frozenset(("anchor", "profile", "half_body", "full_body", *EXPRESSION_VIEWS))


def _manifest(order: Order, who: Character, layout: str, **more: Any) -> dict[str, Any]:
    return {
        "layout": layout,
        "hero": {"who": who.role or who.species, "name": who.name, "fingerprint": who.fingerprint},
        "level": order.look.level,
        **more,
    }


def compose_sheet(order: Order, who: Character) -> Scene:
    """Front, three quarters, profile and back on four cards."""
    canvas = canvas_for(order)
    w, h = canvas.art.width / 2, canvas.art.height / 2
    gap = 12
    size = max(natural_size(who), 0.9)
    for i, act in enumerate(SHEET_ACTS):
        x, y = (i % 2) * w, (i // 2) * h
        card = box(x + gap, y + gap, w - 2 * gap, h - 2 * gap, 26)
        canvas.shape(card, CARDS[i], 0.85)
        with canvas.inside(card):
            canvas.shade(ellipse(x + w / 2, y + h * 0.46, min(w, h) * 0.4), "#ffffff", 0.6)
            floor = ellipse(x + w / 2, y + h * 0.9, w * 0.38, h * 0.035)
            canvas.shade(floor, mix(CARDS[i], "#6a5a8a", 0.4), 0.3)
        scale = min(h * 0.86 / (490 * size), w * 0.9 / (380 * size)) * min(1.0, natural_size(who) / size * 1.2)
        scale *= BELOW_A_TALL_HAT if TALL_HATS & who.wears.keys() else 1.0
        with canvas.at(x + w / 2, y + h * 0.9, scale):
            draw_character(canvas, who, act, shadow=False)
    return Scene(canvas.art, _manifest(order, who, "sheet_2x2", counts=dict(sorted(canvas.art.counts.items()))))


def compose_view(order: Order, who: Character, view: str) -> Scene:
    """A picture of a reference kit, on a quiet background.

    Args:
        view: one of `VIEWS`.
    """
    canvas = canvas_for(order)
    w, h = canvas.art.width, canvas.art.height
    rng = stream(order.key, "view", view)
    tint = CARDS[rng.randrange(4)]
    _ground(canvas, order, tint, 0.44 if view in ("half_body", "full_body") else HEAD - 0.04)
    size = natural_size(who)
    match view:
        case "full_body":
            act = Act("stand", "happy", 0.0)
            scale, feet = min(h * 0.66 / (470 * size), w * 0.86 / (340 * size)), h * 0.88
        case "half_body":
            scale = min(h * 0.9 / (440 * size), w * 0.98 / (330 * size))
            act, feet = Act("stand", "smile", 0.0), h * 0.46 + 268 * scale * size
        case "profile":
            scale = min(h * 1.1 / (430 * size), w * 0.98 / (330 * size))
            act, feet = Act("stand", "happy", 0.72), h * HEAD + 268 * scale * size
        case _:
            scale = min(h * 1.1 / (430 * size), w * 0.98 / (312 * size))
            act, feet = Act("stand", EXPRESSION_VIEWS.get(view, "happy"), 0.0), h * HEAD + 268 * scale * size
    with canvas.at(w / 2, feet, scale, weight=1.1):
        draw_character(canvas, who, act, shadow=view == "full_body")
    if view == "half_body":
        _hedge(canvas, order, h * 0.8)
    elif view == "full_body":
        for share in (0.06, 0.15, 0.85, 0.94):
            with canvas.at(w * share, h * 0.97, 1.2):
                plants.grass(canvas, rng)
    return Scene(
        canvas.art,
        _manifest(
            order, who, "view", view=view, expression=act.expression, counts=dict(sorted(canvas.art.counts.items()))
        ),
    )


def _ground(canvas: Canvas, order: Order, tint: str, middle: float) -> None:
    w, h = canvas.art.width, canvas.art.height
    page = box(-20, -20, w + 40, h + 40)
    canvas.fade(page, 0, h, ((0, light(tint, 0.3), 1), (1, mix(tint, "#b9a2d8", 0.3), 1)))
    canvas.shape(ellipse(w / 2, h * middle, w * 0.47), light(tint, 0.55), 0.75)
    if order.look.detail:
        canvas.line(ellipse(w / 2, h * middle, w * 0.435), 0.55, mix(tint, "#b9a2d8", 0.4))
    rng = stream(order.key, "corner")
    for x, y, size in (
        (0.1, 0.07, 28),
        (0.88, 0.1, 34),
        (0.07, 0.76, 30),
        (0.93, 0.72, 26),
        (0.3, 0.035, 20),
        (0.7, 0.04, 22),
    ):
        canvas.shape(polygon(star(w * x, h * y, size)), "#ffe08a", 0.75)
    for x, y in ((0.2, 0.12), (0.8, 0.05), (0.14, 0.9), (0.88, 0.88)):
        sky.twinkle(canvas, w * x, h * y, 20)
    low = scallop([(w * i / 7, h * 0.93 - 10 * (i % 2)) for i in range(8)] + [(w, h + 30), (0, h + 30)], 0.18)
    canvas.shape(low, mix(tint, "#8fca8a", 0.6), 0.85)
    for share in (0.08, 0.92):
        with canvas.at(w * share, h * 0.96, 1.0):
            plants.flower(canvas, rng)


def _hedge(canvas: Canvas, order: Order, top: float) -> None:
    w, h = canvas.art.width, canvas.art.height
    rng = stream(order.key, "hedge")
    canvas.form(
        scallop(
            [(w * (i / 8 * 1.1 - 0.05), top + 22 * (i % 2)) for i in range(9)]
            + [(w * 1.05, h + 40), (-w * 0.05, h + 40)],
            0.3,
        ),
        "#7cc274",
        shade=0,
        texture="leaves",
    )
    for i in range(9):
        x, y = w * (0.06 + 0.11 * i), top + 90 + 60 * (i % 3) + rng.uniform(-10, 10)
        wear.flower(canvas, x, y, 34, plants.PETALS[i % len(plants.PETALS)], "#ffd24d", 6)
    if canvas.detail < 3:
        for x, y in ((0.2, 0.93), (0.5, 0.95), (0.78, 0.92)):
            canvas.line(scallop([(w * x - 30, h * y), (w * x, h * y - 8), (w * x + 30, h * y)], 0.4, closed=False), 0.6)
