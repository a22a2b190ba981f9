"""The catalogue of nouns that are drawn by hand: drawing, place, and size beside a bunny of 400 units."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.props import (
    buildings,
    creatures,
    handy,
    home,
    icons,
    lettering,
    machines,
    outdoors,
    packs,
    plants,
    sea,
    seating,
    sky,
    toys,
    trees,
)

Draw = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun that can stand in a picture.

    Args:
        draw: called as draw(canvas, rng) or draw(canvas, rng, colour), standing on (0, 0).
        where: ground, air (flies or floats among things), sky (far up), or big (a set piece behind the heroes).
        width, height: natural size in units.
        scale: how much larger than natural it stands as a prop.
        swims: shown in the water too.
        hold: can be held in a hand; the scale for that, 0 when it cannot.
    """

    draw: Draw
    where: str = "ground"
    width: float = 150
    height: float = 150
    scale: float = 1.0
    hold: float = 0.0


THINGS: dict[str, Thing] = {
    "tree": Thing(trees.tree, "big", 340, 420),
    "apple tree": Thing(trees.apple_tree, "big", 340, 420),
    "pine": Thing(trees.pine, "big", 250, 390),
    "christmas tree": Thing(trees.christmas_tree, "big", 260, 410, 1.05),
    "palm": Thing(trees.palm, "big", 360, 420),
    "bush": Thing(plants.bush, "ground", 220, 115),
    "berry bush": Thing(plants.berry_bush, "ground", 220, 115),
    "fern": Thing(plants.fern, "ground", 200, 150),
    "flower": Thing(plants.flower, "ground", 90, 145, 1.1, 0.8),
    "sunflower": Thing(plants.sunflower, "ground", 180, 290),
    "tulip": Thing(lambda c, r, colour="": plants.flower(c, r, colour, "tulip"), "ground", 90, 145, 1.2, 0.8),
    "daisy": Thing(lambda c, r, colour="#ffffff": plants.flower(c, r, colour, "daisy"), "ground", 90, 145, 1.2, 0.8),
    "rose": Thing(lambda c, r, colour="#ef5f6f": plants.flower(c, r, colour, "rose"), "ground", 90, 145, 1.2, 0.8),
    "foxglove": Thing(lambda c, r, colour="#c58be0": plants.flower(c, r, colour, "bell"), "ground", 90, 145, 1.3, 0.8),
    "bluebell": Thing(lambda c, r, colour="#8f9bf0": plants.flower(c, r, colour, "bell"), "ground", 90, 145, 1.2, 0.8),
    "mushroom": Thing(plants.mushroom, "ground", 230, 255, 0.8),
    "mushroom house": Thing(plants.mushroom_house, "big", 250, 260, 1.3),
    "grass": Thing(plants.grass, "ground", 90, 65),
    "cactus": Thing(plants.cactus, "ground", 190, 290),
    "stump": Thing(plants.stump, "ground", 190, 100),
    "log": Thing(plants.log, "ground", 270, 70),
    "rock": Thing(plants.rock, "ground", 150, 75),
    "bamboo": Thing(plants.bamboo, "ground", 130, 260, 1.0, 0.8),
    "reeds": Thing(plants.reeds, "ground", 90, 210),
    "carrot": Thing(plants.carrots, "ground", 80, 150, 0.9, 0.8),
    "sun": Thing(sky.sun, "sky", 240, 240, 0.8),
    "moon": Thing(sky.moon, "sky", 170, 170),
    "crescent moon": Thing(sky.crescent, "sky", 120, 170),
    "cloud": Thing(sky.cloud, "sky", 230, 110),
    "rain cloud": Thing(sky.rain_cloud, "sky", 230, 200),
    "rainbow": Thing(sky.rainbow, "sky", 600, 300),
    "star": Thing(sky.little_star, "air", 95, 95, 1.0, 0.9),
    "snowflake": Thing(sky.snowflake, "air", 60, 60),
    "butterfly": Thing(sky.butterfly, "air", 135, 100, 0.85),
    "bee": Thing(sky.bee, "air", 120, 100, 0.8),
    "ladybug": Thing(sky.ladybug, "ground", 120, 70, 0.7),
    "caterpillar": Thing(sky.caterpillar, "ground", 230, 110, 0.8),
    "flying bird": Thing(sky.little_bird, "air", 170, 110, 0.8),
    "dragonfly": Thing(sky.dragonfly, "air", 170, 110, 0.8),
    "fireworks": Thing(sky.fireworks, "sky", 440, 320, 1.2),
    "firefly": Thing(sky.firefly, "air", 60, 50, 1.0),
    "hot air balloon": Thing(sky.hot_air_balloon, "sky", 260, 350, 0.8),
    "house": Thing(buildings.house, "big", 320, 330, 1.15),
    "barn": Thing(buildings.barn, "big", 350, 320, 1.2),
    "church": Thing(buildings.church, "big", 300, 380, 1.15),
    "street lamp": Thing(buildings.street_lamp, "ground", 90, 370, 1.0),
    "castle": Thing(buildings.castle, "big", 570, 640, 0.85),
    "pyramid": Thing(buildings.pyramid, "big", 520, 310, 1.0),
    "tower": Thing(buildings.round_tower, "big", 260, 640, 0.85),
    "circus tent": Thing(buildings.tent, "big", 620, 560, 0.85),
    "tent": Thing(buildings.camp_tent, "big", 300, 215, 1.2),
    "fence": Thing(buildings.fence, "ground", 280, 125),
    "bridge": Thing(buildings.bridge, "ground", 390, 130),
    "lighthouse": Thing(buildings.lighthouse, "big", 140, 455, 1.1),
    "windmill": Thing(buildings.windmill, "big", 340, 470),
    "skyscraper": Thing(buildings.skyscraper, "big", 170, 470, 1.2),
    "shop": Thing(buildings.shop, "big", 310, 345, 1.2),
    "igloo": Thing(buildings.igloo, "big", 340, 195, 1.2),
    "well": Thing(buildings.well, "ground", 210, 290, 0.9),
    "signpost": Thing(buildings.signpost, "ground", 180, 190),
    "bed": Thing(home.bed, "big", 470, 230, 1.2),
    "lamp": Thing(home.lamp, "ground", 140, 200, 0.9),
    "bookshelf": Thing(home.bookshelf, "big", 230, 400, 1.2),
    "shelf": Thing(home.shelf, "ground", 444, 342),
    "window": Thing(home.window_view, "big", 320, 300),
    "table": Thing(home.table, "ground", 335, 150, 1.1),
    "chair": Thing(home.chair, "ground", 135, 240),
    "stove": Thing(home.stove, "big", 225, 380, 1.1),
    "pot": Thing(home.pot, "ground", 170, 110, 0.9, 0.7),
    "fireplace": Thing(home.fireplace, "big", 350, 325, 1.1),
    "cupboard": Thing(home.cupboard, "big", 440, 196),
    "curtain": Thing(home.curtain, "big", 270, 900, 0.5),
    "rug": Thing(home.rug, "ground", 480, 96),
    "blackboard": Thing(home.blackboard, "big", 430, 260, 1.1),
    "desk": Thing(home.desk, "ground", 240, 205),
    "teddy bear": Thing(home.teddy, "ground", 140, 175, 0.95, 0.7),
    "toy box": Thing(home.toy_box, "ground", 225, 220),
    "fish": Thing(sea.fish, "air", 170, 140, 0.9, 0.7),
    "coral": Thing(sea.coral, "ground", 200, 170, 1.1),
    "seaweed": Thing(sea.seaweed, "ground", 110, 235),
    "shell": Thing(sea.shell, "ground", 95, 80, 0.9, 0.9),
    "starfish": Thing(sea.starfish, "ground", 110, 105, 0.9, 0.8),
    "bubble": Thing(sea.bubbles, "air", 80, 130),
    "sandcastle": Thing(sea.sandcastle, "ground", 250, 265),
    "beach umbrella": Thing(sea.parasol, "big", 350, 350, 1.2),
    "boat": Thing(sea.sailboat, "big", 280, 345, 0.9),
    "pirate ship": Thing(sea.pirate_ship, "big", 480, 550, 0.9),
    "treasure chest": Thing(sea.treasure, "ground", 210, 190),
    "jellyfish": Thing(sea.jellyfish, "air", 140, 200, 0.9),
    "octopus": Thing(sea.octopus, "ground", 340, 230, 0.9),
    "whale": Thing(sea.whale, "ground", 420, 220, 0.9),
    "dolphin": Thing(sea.dolphin, "air", 340, 210, 0.9),
    "balloon": Thing(toys.balloon, "air", 130, 360, 0.8, 0.9),
    "ball": Thing(toys.ball, "ground", 110, 110, 0.9, 0.8),
    "kite": Thing(toys.kite, "sky", 160, 370, 0.8),
    "book": Thing(toys.book, "ground", 140, 50, 1.0, 0.8),
    "gift": Thing(toys.gift, "ground", 150, 170, 0.9, 0.62),
    "cake": Thing(toys.cake, "ground", 255, 225, 0.9, 0.62),
    "lantern": Thing(toys.lantern, "air", 80, 130, 0.9, 0.8),
    "basket": Thing(toys.basket, "ground", 160, 155, 0.9, 0.7),
    **{f"cake {n}": Thing(partial(toys.cake, candles=n), "ground", 255, 225, 0.9, 0.62) for n in range(1, 10)},
    "empty basket": Thing(partial(toys.basket, fruit=False), "ground", 160, 155, 0.9, 0.7),
    "umbrella": Thing(toys.umbrella, "ground", 260, 270, 0.9, 0.9),
    "campfire": Thing(toys.campfire, "ground", 160, 170),
    "snowman": Thing(toys.snowman, "big", 260, 400),
    "sled": Thing(toys.sled, "ground", 270, 70),
    "wand": Thing(toys.magic_wand, "air", 70, 150, 0.9, 0.9),
    "sword": Thing(toys.sword, "ground", 70, 190, 1.0, 0.9),
    "rocket": Thing(toys.rocket, "big", 260, 480),
    "planet": Thing(toys.planet, "sky", 260, 170),
    "flying saucer": Thing(toys.ufo, "sky", 270, 130),
    "train": Thing(toys.train, "big", 320, 290, 1.1),
    "car": Thing(toys.car, "big", 310, 155, 1.2),
    "drum": Thing(toys.drum, "ground", 150, 155),
    "swing": Thing(toys.swing, "big", 330, 345, 1.1),
    "slide": Thing(toys.slide, "big", 300, 265, 1.2),
    "seahorse": Thing(creatures.seahorse, "ground", 210, 350, 0.9),
    "manta ray": Thing(creatures.manta_ray, "air", 430, 220, 0.7),
    "submarine": Thing(creatures.submarine, "big", 420, 290, 1.0),
    "longship": Thing(creatures.longship, "big", 500, 410, 0.9),
    "rowing boat": Thing(creatures.rowing_boat, "ground", 480, 140),
    "dragon boat": Thing(creatures.dragon_boat, "ground", 520, 260),
    "ark": Thing(creatures.ark, "big", 470, 360, 1.0),
    "beanstalk": Thing(creatures.beanstalk, "big", 260, 560, 0.9),
    "mandala": Thing(creatures.mosaic_wheel, "ground", 380, 380),
    "wreath": Thing(creatures.wreath, "ground", 310, 310, 0.8, 0.5),
    "clock": Thing(packs.clock, "ground", 190, 220, 0.8, 0.7),
    "watch": Thing(packs.wristwatch, "ground", 220, 300, 0.6, 0.5),
    "football": Thing(packs.football, "ground", 120, 118, 0.9, 0.8),
    "flag": Thing(handy.flag, "ground", 150, 260, 0.9, 0.8),
    "fan": Thing(handy.fan, "ground", 240, 150, 0.7, 0.7),
    "watering can": Thing(handy.watering_can, "ground", 270, 160, 0.8, 0.6),
    "easel": Thing(handy.easel, "ground", 250, 335, 1.0),
    "lasso": Thing(handy.lasso, "ground", 150, 190, 0.9, 0.9),
    "bow and arrow": Thing(handy.bow_and_arrow, "ground", 230, 230, 0.8, 0.8),
    "spear": Thing(handy.spear, "ground", 60, 400, 0.8, 0.8),
    "crook": Thing(handy.crook, "ground", 90, 360, 0.8, 0.9),
    "golf club": Thing(handy.golf_club, "ground", 90, 260, 0.8, 0.8),
    "baseball bat": Thing(handy.bat, "ground", 60, 260, 0.8, 0.8),
    "stone tablets": Thing(handy.tablets, "ground", 190, 170, 0.8, 0.7),
    "tray": Thing(handy.tray, "ground", 380, 90, 0.9, 0.5),
    "slingshot": Thing(handy.slingshot, "ground", 110, 200, 0.8, 0.7),
    "bagpipes": Thing(handy.bagpipes, "ground", 170, 190, 0.8, 0.8),
    "menorah": Thing(handy.menorah, "ground", 270, 270, 0.9, 0.6),
    "torch": Thing(handy.torch, "ground", 80, 230, 0.9, 0.8),
    "cradle": Thing(seating.cradle, "ground", 330, 155),
    "surfboard": Thing(seating.board("#ff9f5a", "surfboard"), "ground", 420, 60),
    "snowboard": Thing(seating.board("#8f6fe0", "snowboard"), "ground", 420, 60),
    **{name: Thing(seating.seating(name), "ground", s.width, s.height, 0.9) for name, s in seating.SEATINGS.items()},
    "market stall": Thing(outdoors.stall, "big", 360, 380, 1.0),
    "treehouse": Thing(outdoors.treehouse, "big", 460, 520, 1.0),
    "hollow tree": Thing(outdoors.hollow_tree, "big", 460, 620, 1.0),
    "hay": Thing(outdoors.hay_bale, "ground", 260, 150, 0.9),
    "lily pad": Thing(outdoors.lily_pad, "ground", 520, 90),
    "hoop": Thing(outdoors.hoop, "big", 230, 560, 1.1),
    "gramophone": Thing(outdoors.gramophone, "ground", 280, 410, 0.8),
    "gingerbread house": Thing(outdoors.gingerbread_house, "big", 370, 340, 1.1),
    "narwhal": Thing(outdoors.narwhal, "ground", 520, 240, 0.9),
    "wheelchair": Thing(packs.wheelchair, "ground", 280, 180),
    "shovel": Thing(packs.shovel, "ground", 90, 250, 0.8, 0.8),
    "rake": Thing(packs.rake, "ground", 130, 290, 0.8, 0.8),
    **{name: Thing(machines.machine(name), "big", each[1], each[2], 1.1) for name, each in machines.MACHINES.items()},
    **{name: Thing(packs.pack(name), "ground", *size, 0.7, 0.62) for name, size in packs.vessels().items()},
}

ICON_SIZE = 170.0
FLYING_ICONS = frozenset(
    "airplane small-airplane helicopter parachute bat mosquito eagle dove bird swan flamingo comet shooting-star "
    "satellite feather maple-leaf fallen-leaf musical-note musical-notes sparkles snowflake kite lollipop cloud "
    "high-voltage "
    "blowfish tropical-fish shark squid shrimp lobster".split()
)
BIG_ICONS = frozenset(
    "house church hospital school hotel ferris-wheel carousel-horse roller-coaster bus school-bus tractor fire-engine "
    "ambulance truck police-car taxi delivery-truck articulated-lorry tram minibus ship ferry passenger-ship "
    "sailboat station stadium volcano mountain locomotive "
    "airplane helicopter "
    "fountain mosque synagogue hindu-temple shinto-shrine castle japanese-castle factory bank classical-building "
    "derelict-house house-with-garden convenience-store tokyo-tower statue-of-liberty sauropod t-rex mammoth camel "
    "two-hump-camel whale spouting-whale".split()
)
SMALL_ICONS = frozenset(
    "key ring ant beetle bug cricket fly spider worm snail cherries strawberry acorn chestnut coin egg "
    "feather gem-stone "
    "tomato red-apple green-apple pear tangerine lemon banana peach grapes carrot potato onion bread croissant "
    "cookie candy lollipop button pencil crayon spoon mouse".split()
)


def thing(name: str) -> Thing:
    """The thing that a name means: a noun drawn by hand, or "icon:<name>" from the pack.

    Raises:
        KeyError: nothing is known under this name.
    """
    if signs := lettering.signs_of(name):
        return Thing(lettering.lettering(name), "ground", lettering.WIDE * len(signs), lettering.HIGH)
    if not name.startswith("icon:"):
        return THINGS[name]
    icon = name.removeprefix("icon:")
    x0, y0, x1, y1 = icons.bounds(icon)
    size = ICON_SIZE * (2.1 if icon in BIG_ICONS else 0.7 if icon in SMALL_ICONS else 1.0)
    k = size / max(x1 - x0, y1 - y0)

    def draw(canvas: Canvas, rng: Random, colour: str = "") -> None:
        icons.draw_icon(canvas, icon, size, colour)

    where = "air" if icon in FLYING_ICONS else "big" if icon in BIG_ICONS else "ground"
    return Thing(draw, where, (x1 - x0) * k, (y1 - y0) * k, 1.0, 0.0 if icon in BIG_ICONS else 0.62)
