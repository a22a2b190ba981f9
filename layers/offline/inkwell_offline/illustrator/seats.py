"""Things that carry somebody: how large they are, how high they lift, and whether they hide the legs."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from dataclasses import dataclass

from inkwell_offline.illustrator.props.catalogue import BIG_ICONS, thing
from inkwell_offline.illustrator.props.machines import MACHINES
from inkwell_offline.illustrator.props.seating import SEATINGS


@dataclass(frozen=True, slots=True)
class Seat:
    """A thing with somebody in or on it, in units of the figure.

    Args:
        width: of the thing.
        lift: how far the figure rises.
        front: drawn over the figure's legs.
        pose: of the figure, "" for its own.
        turn: degrees that the thing is turned.
        drop: how far below the figure's feet the thing stands.
        shape: the thing that is drawn, "" for the one that is named.
    """

    width: float
    lift: float
    front: bool = False
    pose: str = ""
    turn: float = 0.0
    drop: float = 0.0
    shape: str = ""


SEATS: dict[str, Seat] = {
    **dict.fromkeys(
        ("icon:hiking-boot", "icon:womans-boot", "icon:running-shoe", "icon:teapot", "bag",
         "icon:bathtub", "icon:bucket", "icon:nest-with-eggs", "pot", "gift", "box", "cup", "jug",
         "urn", "vase", "drum can", "icon:shopping-cart"),
        Seat(300, 62, front=True),
    ),
    "basket": Seat(340, 62, front=True, shape="empty basket"),
    "icon:canoe": Seat(430, 70, front=True, shape="rowing boat"),
    "cradle": Seat(330, 62, front=True),
    "whale": Seat(430, 168),
    "dolphin": Seat(400, 120, pose="sit"),
    "sled": Seat(250, 26),
    "lily pad": Seat(430, 40, pose="sit"),
    "icon:skateboard": Seat(250, 26),
    "icon:broom": Seat(400, 0, pose="fly", turn=24, drop=130),
    "rug": Seat(480, 18, pose="sit"),
    "boat": Seat(430, 70, front=True, shape="rowing boat"),
    "longship": Seat(560, 70, front=True, shape="dragon boat"),
    "ark": Seat(640, 200, front=True),
    "hot air balloon": Seat(300, 10, front=True),
    "rocket": Seat(300, 210, front=True),
    "icon:bicycle": Seat(330, 96, front=True),
    "icon:kick-scooter": Seat(250, 30, front=True),
    "icon:motorcycle": Seat(360, 110, front=True),
    "icon:motor-scooter": Seat(340, 100, front=True),
    "wheelchair": Seat(300, 58, front=True, pose="sit"),
    "icon:top-hat": Seat(330, 130, front=True),
    "bed": Seat(560, 112, pose="sit"),
    "surfboard": Seat(470, 34, pose="surf"),
    "snowboard": Seat(400, 30, pose="surf"),
    "drum": Seat(240, 90, front=True, pose="drum"),
    **{name: Seat(each.width, each.seat - 18, pose="sit") for name, each in SEATINGS.items()},
}  # fmt: skip
"""Seats by name, however somebody is said to be in or on them."""
AT = frozenset(("drum", "wheelchair", *SEATINGS))
"""Seats of which words say that somebody is at them."""
LOW = frozenset(("table", "desk", "bed", "chair", "sofa", "bench", "icon:couch-and-lamp"))
"""Things that somebody is under while their top is over them."""
TABLES = frozenset(("table", "desk"))
"""Things behind which somebody sits, with what is served on them."""
TABLE = Seat(470, 118, front=True, shape="table")
SITTABLE = frozenset(
    "icon:seat icon:couch-and-lamp icon:bed icon:wood icon:rock icon:jack-o-lantern icon:luggage icon:egg "
    "icon:mushroom icon:cheese-wedge icon:soccer-ball icon:basketball icon:toilet icon:gem-stone "
    "icon:books icon:wrapped-gift icon:watermelon icon:red-apple icon:carousel-horse icon:playground- "
    "slide icon:package icon:sponge icon:gem icon:ring-buoy icon:ice".split()
)
"""Icons on which somebody sits."""
BOATS = frozenset(("boat", "longship", "rowing boat", "ark", "icon:canoe", "icon:speedboat", "icon:motor-boat"))
ASHORE = frozenset(("meadow", "garden", "forest", "city", "castle", "mountains", "beach"))
"""Places where no boat floats."""
SWIMMING = frozenset(("whale", "dolphin", "narwhal"))
"""Animals whose riders are above the water."""
COASTS = frozenset(("beach", "city", "castle", "mountains"))
"""Places from which boats are seen."""
RAISED = frozenset(
    ("umbrella", "balloon", "wand", "sword", "shovel", "rake", "lantern", "flag", "lasso", "torch", "bow and arrow",
     "spear", "crook", "golf club", "baseball bat",
     "icon:fishing-pole", "icon:broom",
     "icon:white-cane", "icon:sparkler", "icon:triangular-flag", "icon:crossed-flags")
)  # fmt: skip
"""Things that are held up in one hand."""
VEHICLES = frozenset(MACHINES) | {
    "car", "train", "submarine", "flying saucer", "icon:tractor", "icon:fire-engine",
    "icon:police-car", "icon:bus", "icon:taxi", "icon:ambulance", "icon:delivery-truck",
    "icon:helicopter", "icon:airplane", "icon:small-airplane", "icon:speedboat", "icon:motor-boat",
}  # fmt: skip
RIDDEN, LIFTED = 400.0, 210.0
"""Units: the width of a creature that carries somebody, and how high it lifts them at most."""
TALLEST, LOWEST = 330.0, 24.0
"""Units: on taller things nobody sits, and on lower ones they stand as on the ground."""
WIDTHS = 250.0, 430.0
NO_SEATS = frozenset(
    "blackboard window bookshelf cupboard stove shelf signpost lamp easel flag fan castle skyscraper shop lighthouse "
    "windmill basket".split()
) | frozenset(("flower", "tulip", "daisy", "rose", "foxglove", "bluebell", "grass", "reeds", "carrot", "fence"))


def seat_for(name: str, relation: str) -> Seat | None:
    """The seat that a thing is for somebody of whom words say a relation to it; None for a thing that carries nobody.

    Args:
        name: as in `Prop`.
        relation: ride, drive, in or on.
    """
    if name in TABLES and relation in ("at", "in"):
        return TABLE
    if relation == "at" and name in AT:
        return SEATS[name]
    if relation not in ("ride", "drive", "in", "on"):
        return None
    if name in SEATS:
        return SEATS[name]
    item = thing(name)
    if name in VEHICLES and relation != "on":
        width = 440.0
        return Seat(width, item.height * width / item.width * 0.46, front=True)
    if relation == "ride" and item.where in ("air", "ground") and item.hold == 0:
        high = item.height * RIDDEN / item.width
        drop = 0.5 * high if item.where == "air" else 0.0
        return Seat(RIDDEN, min(LIFTED, 0.62 * high), pose="sit", drop=drop)
    is_thing = not name.startswith("icon:") or name in SITTABLE
    stands = is_thing and item.where in ("ground", "big") and name.removeprefix("icon:") not in BIG_ICONS | NO_SEATS
    if relation in ("on", "ride") and stands and LOWEST < item.height * item.scale < TALLEST:
        width = min(max(item.width * item.scale * 1.4, WIDTHS[0]), WIDTHS[1])
        height = item.height * width / max(item.width, item.height * 0.8)
        return Seat(width, max(0.0, height * 0.88 - 12), pose="sit")
    return None
