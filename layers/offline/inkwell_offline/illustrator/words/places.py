"""The place of a picture: named by the text, or the home of its things and its hero."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from hashlib import sha256
from typing import Protocol

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.props.catalogue import BIG_ICONS, FLYING_ICONS
from inkwell_offline.illustrator.props.packs import PACKS
from inkwell_offline.illustrator.words.brief import Prop
from inkwell_offline.illustrator.words.grammar import PLACES
from inkwell_offline.illustrator.words.matcher import Match

_HOMES = {
    "underwater": "mermaid|diver|plesiosaur",
    "space": "astronaut|robot",
    "beach": "pirate|turtle|fisherman|viking|gull|pelican|flamingo",
    "castle": "knight|princess|prince|queen|king|wizard|dragon|highlander|roman soldier|giant|vampire",
    "forest": "witch|fairy|koala|fox|wolf|bear|deer|owl|raccoon|squirrel|hedgehog|moose|boar|badger|skunk|beaver|"
    "woodpecker",
    "kitchen": "chef|barista|waiter|gingerbread man",
    "circus": "clown|ballerina|ringmaster",
    "snow": "santa|penguin|polar bear|elf|yeti|walrus|seal|puffin",
    "city": "firefighter|superhero|detective|mechanic|police officer|construction worker|mail carrier",
    "clinic": "doctor|nurse",
    "desert": "cowboy|pharaoh|shepherd|shepherdess|genie|camel|vulture|meerkat",
    "jungle": "lion|tiger|leopard|monkey|elephant|giraffe|zebra|hippo|parrot|crocodile|dinosaur|panda|explorer|"
    "rhinoceros|gorilla|orangutan|sloth|toucan|t rex|velociraptor|stegosaurus|triceratops|brachiosaurus|ankylosaurus",
    "meadow": "leprechaun|unicorn|cow|pig|sheep|horse|hen|chick|duck|bunny|farmer|bison|donkey|swan|goose|turkey",
    "cave": "caveman|bat",
    "mountains": "goat|pterodactyl|eagle|llama",
    "garden": "frog|mouse|cat|dog|samurai|gnome",
    "hall": "athlete",
    "office": "businessman",
    "school": "teacher|scientist|painter|karate kid",
    "ocean": "sailor",
}
"""Who is at home where."""
HOME_OF = {each: place for place, names in _HOMES.items() for each in names.split("|")}
_PROP_HOMES = {
    "underwater": "fish|coral|octopus|whale|dolphin|jellyfish|seaweed|seahorse|manta ray|submarine|icon:shark|"
    "icon:tropical-fish|icon:blowfish|icon:squid|icon:shrimp|icon:lobster",
    "ocean": "narwhal|boat|pirate ship|longship|ark|surfboard|icon:passenger-ship",
    "beach": "starfish|shell|sandcastle|treasure chest|lighthouse|beach umbrella|palm|icon:crab",
    "space": "rocket|planet|flying saucer",
    "snow": "snowman|sled|igloo|snowboard",
    "bedroom": "bed|cradle|teddy bear|toy box|lamp",
    "kitchen": "stove|pot|cake|icon:pizza",
    "living room": "sofa|armchair|rocking chair|fireplace|menorah|christmas tree|icon:television",
    "school": "blackboard|bookshelf",
    "office": "desk",
    "castle": "castle|tower|sword|throne|bagpipes",
    "circus": "circus tent",
    "city": "skyscraper|car|shop|excavator|bulldozer|loader|dump truck|garbage truck|icon:delivery-truck|"
    "icon:articulated-lorry|icon:taxi|icon:tram|icon:minibus|"
    "cement mixer|tow truck|crane|"
    "forklift|road roller|pickup|van|race car|ice cream truck|icon:fire-engine|icon:police-car|icon:ambulance|"
    "icon:bus|icon:stadium",
    "forest": "mushroom house|mushroom|campfire",
    "meadow": "barn|hay|windmill|kite|slide|bench",
    "desert": "pyramid|cactus|monster truck|chariot|tank",
    "mountains": "icon:volcano|tent|camper",
    "garden": "swing",
    "bathroom": "icon:bathtub|icon:mirror|icon:toilet|icon:toothbrush|icon:shower",
    "clouds": "icon:airplane",
}
"""Things that are at home where."""
PROP_HOME = {each: place for place, names in _PROP_HOMES.items() for each in names.split("|")}
PROP_HOME |= dict.fromkeys(("sofa", "armchair", "rocking chair"), "bedroom")
PROP_HOME |= {"bench": "meadow", "throne": "castle", "surfboard": "ocean", "snowboard": "snow",
              "icon:bathtub": "bathroom", "icon:mirror": "bathroom",
              "icon:toilet": "bathroom", "icon:airplane": "clouds", "icon:toothbrush": "bathroom",
              "icon:shower": "bathroom", "icon:passenger-ship": "ocean"}  # fmt: skip
OUTDOORS = frozenset("tree|apple tree|pine|palm|bush|flower|grass|log|rock|stump|tent|cloud|moon|star|barn".split("|"))
"""Things near which nobody is in a bedroom or under water."""
POSE_HOME = {"sleep": "bedroom", "swim": "underwater"}


class Reading(Protocol):
    """The knowledge of a text when its place is chosen."""

    words: list[str]
    found: list[Match]
    things: dict[str, Prop]

    def before(self, match: Match, reach: int) -> list[str]:
        """The words before a match, nearest first."""

    def first(self, category: str) -> str:
        """The first value of a category, or ""."""

    def of_doing(self, part: str) -> str:
        """The first thing that the hero's doings say of a part, or ""."""


NATURE = frozenset(
    "mushroom nest-with-eggs empty-nest feather maple-leaf fallen-leaf seedling herb potted-plant four- "
    "leaf-clover tulip "
    "rose hibiscus cherry-blossom lotus sunflower blossom evergreen-tree deciduous-tree palm-tree cactus sheaf-of-rice "
    "bear snail spider ant beetle bug cricket worm butterfly honeybee lady-beetle snake fish shark crab lobster whale "
    "ghost alien alien-monster fire rock wood hut tent house church castle stadium hospital school factory bank moai "
    "classical-building mosque synagogue derelict-house house-with-garden statue-of-liberty tokyo-tower "
    "mountain volcano "
    "snowflake bicycle motorcycle kick-scooter motor-scooter paw-prints bone".split()
)
"""Icons that are at home outdoors."""


def is_ware(name: str) -> bool:
    """True for a thing that is bought, eaten or used: alone in a picture it stands in a studio."""
    if not name.startswith("icon:"):
        return name in PACKS or name in ("watch", "clock", "mandala", "wreath", "cake", "gift", "drum", "book")
    icon = name.removeprefix("icon:")
    return icon not in NATURE and icon not in BIG_ICONS and icon not in FLYING_ICONS


BUILT = {"castle": ("castle", ("castle", "palace", "fortress")), "circus": ("circus tent", ("circus",))}
"""Places that can be seen from another place: what is seen, and the words that speak of the building itself."""


def named_places(reader: Reading) -> list[tuple[Match, str]]:
    """The places a text names. The last of two is the place itself: a castle library is a library."""
    # The contents of a thing are no place: a bucket of sand is not at the beach.
    named = [
        (m, v)
        for m in reader.found
        if (v := m.value("setting")) and m.value("ignored") is None and reader.before(m, 1) != ["of"]
    ]
    starts = {m.start for m, _ in named}
    return [(m, v) for m, v in named if m.end not in starts]


def seen_from(reader: Reading, place: str) -> list[Prop]:
    """Buildings of other named places, as things of the chosen one."""
    seen = {
        BUILT[v][0]
        for m, v in named_places(reader)
        if v != place and v in BUILT and reader.words[m.start] in BUILT[v][1]
    }
    return [Prop(name) for name in sorted(seen - reader.things.keys())]


def place_for(reader: Reading, cast: list[Character], pose: str, seed_key: str) -> tuple[str, bool]:
    """The place, and whether the text named it."""
    named = named_places(reader)
    placed = [(m, v) for m, v in named if any(w in PLACES for w in reader.before(m, 4))]
    if {v for _, v in named} == {"snow"} and "window" in reader.things:
        return "living room", True
    for group in (placed, named):
        strong = [v for m, v in group if v not in ("snow",)] or [v for _, v in group]
        if strong:
            return strong[0], True
    if done := reader.of_doing("place"):
        return done, False
    if reader.first("weather") == "snow" or reader.first("season") == "winter":
        return "snow", False
    if "rainbow" in reader.things or reader.first("weather") == "rainbow":
        return "meadow", False
    for prop in reader.things:
        if prop in PROP_HOME and (
            not cast or prop not in ("mushroom", "teddy bear", "kite", "lamp", "cake", "fish", "pot")
        ):
            return PROP_HOME[prop], False
    is_outside = bool(reader.first("season")) or any(t.removeprefix("icon:") in NATURE for t in reader.things)
    if pose in POSE_HOME and OUTDOORS.isdisjoint(reader.things) and not (pose == "sleep" and is_outside):
        return POSE_HOME[pose], False
    # Children are at home anywhere: those with them say where.
    if home := next((HOME_OF[name] for who in cast if (name := who.role or who.species) in HOME_OF), ""):
        return home, False
    for prop in reader.things:
        if prop in PROP_HOME:
            return PROP_HOME[prop], False
    if not cast and is_ware(next(iter(reader.things), "rock")):
        return "studio", False
    pick = sha256(seed_key.encode()).digest()[0]
    return ("meadow", "garden", "forest")[pick % 3], False
