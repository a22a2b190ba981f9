"""The species table: the ears, muzzle, tail and coat of each species."""

from dataclasses import dataclass, replace

from inkwell_offline.illustrator.characters.wildlife import WILDLIFE


@dataclass(frozen=True, slots=True)
class Species:
    """The build of a species.

    Args:
        build: "plush" (an upright animal), "bird", "human" or "robot".
        head: outline of the head: round, wide, tufted, long, broad.
        ears, muzzle, tail, feet: kinds, see the modules of these names.
        fur, belly, inner, nose, iris: natural colours.
        marks: coat marks on head and body.
        crown: what grows on the head: mane, horse mane, antlers, horn, spines, wool, fin, crest...
        whiskers: drawn beside the muzzle.
        wings: "", "leather" or "feather".
        size: height relative to a bunny's when they stand side by side.
    """

    build: str = "plush"
    head: str = "round"
    ears: str = "round"
    muzzle: str = "button"
    tail: str = "stub"
    feet: str = "paw"
    fur: str = "#b07a4c"
    belly: str = "#f0d5b0"
    inner: str = "#e9bd97"
    nose: str = "#3a241b"
    iris: str = "#4a2e1c"
    marks: tuple[str, ...] = ()
    crown: tuple[str, ...] = ()
    whiskers: bool = False
    wings: str = ""
    size: float = 1.0


def _s(**values: object) -> Species:
    return Species(**values)  # type: ignore[arg-type]


# fmt: off
SPECIES: dict[str, Species] = {
    "bunny": _s(
        ears="long", tail="puff", feet="long", fur="#fbf7f4", belly="#ffffff", inner="#ffc2d1", nose="#ff8fab",
        iris="#7a4b34", whiskers=True, marks=("teeth", "tuft"),
    ),
    "cat": _s(
        head="wide", ears="cat", tail="cat", fur="#f3b061", belly="#fff3df", inner="#ffc9b9", nose="#ff8fa0",
        iris="#3f9a54", whiskers=True, marks=("stripes",),
    ),
    "dog": _s(
        ears="flop", muzzle="snout", tail="dog", fur="#d9a066", belly="#fff1dc", inner="#a86f42", nose="#33241f",
        iris="#5a3722", marks=("patch", "tuft"),
    ),
    "fox": _s(
        head="tufted", ears="fox", muzzle="mask", tail="fox", fur="#ef8a3c", belly="#fff6ea", inner="#ffe2c8",
        nose="#33241f", iris="#7b4a1e",
    ),
    "wolf": _s(
        head="tufted", ears="fox", muzzle="mask", tail="fox", fur="#8d97a8", belly="#eef1f5", inner="#d9c9d0",
        nose="#2b2730", iris="#c78a2c", size=1.1,
    ),
    "bear": _s(ears="round", muzzle="snout", tail="stub", size=1.15, marks=("tuft",)),
    "polar bear": _s(
        ears="round", muzzle="snout", fur="#f4f6f8", belly="#ffffff", inner="#dfe6ee", nose="#2b2d38", iris="#3a4250",
        size=1.15,
    ),
    "mouse": _s(
        ears="disc", tail="thin", fur="#c9c4cf", belly="#f5f1f6", inner="#ffc4d0", nose="#ff8fa8", iris="#3a3050",
        whiskers=True, size=0.72, marks=("teeth",),
    ),
    "panda": _s(
        head="wide", ears="round", muzzle="snout", fur="#fbfaf8", belly="#ffffff", inner="#3b3844", nose="#2b2833",
        iris="#3a2b22", marks=("eye patches", "dark limbs"), size=1.1,
    ),
    "koala": _s(
        head="wide", ears="fluffy", muzzle="koala", fur="#a9aebb", belly="#eef0f4", inner="#f3d9e0", nose="#3b3a46",
        iris="#4a3a30", size=0.9,
    ),
    "lion": _s(
        ears="round", muzzle="snout", tail="tuft", fur="#f0b659", belly="#fff0cf", inner="#e59a5a", nose="#6b3a2c",
        iris="#7a4a1c", crown=("mane",), whiskers=True, size=1.15,
    ),
    "tiger": _s(
        head="tufted", ears="round", muzzle="snout", tail="cat", fur="#f39a3d", belly="#fff6e8", inner="#fff0dc",
        nose="#e0707c", iris="#5b8a2e", marks=("tiger stripes",), whiskers=True, size=1.15,
    ),
    "leopard": _s(
        ears="round", muzzle="snout", tail="cat", fur="#f2c05e", belly="#fff4dc", inner="#ffe0b8", nose="#5a3328",
        iris="#5b8a2e", marks=("spots",), whiskers=True, size=1.1,
    ),
    "monkey": _s(
        head="wide", ears="ape", muzzle="ape", tail="curl up", fur="#9a6a45", belly="#f5d9b8", inner="#f5d0ae",
        nose="#7a4a35", iris="#3f281a", marks=("tuft",), size=0.95,
    ),
    "raccoon": _s(
        head="tufted", ears="round", muzzle="mask", tail="ringed", fur="#9a9ba6", belly="#f1f1f4", inner="#e6dfe4",
        nose="#2b2730", iris="#3a2f28", marks=("bandit",),
    ),
    "squirrel": _s(
        ears="tufted", muzzle="button", tail="brush", fur="#c9703a", belly="#fff0dd", inner="#ffd9bd", nose="#5a3026",
        iris="#4a2c18", marks=("teeth", "tuft"), size=0.8,
    ),
    "hedgehog": _s(
        ears="small", muzzle="point", tail="none", fur="#f3d8b4", belly="#fff3e0", inner="#f0b79a", nose="#3a2620",
        iris="#3a2418", crown=("spines",), size=0.75,
    ),
    "pig": _s(
        head="wide", ears="fold", muzzle="pig", tail="curl", feet="hoof", fur="#ffb9c3", belly="#ffd6dc",
        inner="#ff93a6", nose="#ff8ea3", iris="#5a3540",
    ),
    "sheep": _s(
        head="long", ears="side", muzzle="button", tail="puff", feet="hoof", fur="#f3ddc9", belly="#fffaf2",
        inner="#f0bfae", nose="#c98a80", iris="#4a3a30", crown=("wool",), marks=("woolly body",),
    ),
    "goat": _s(
        head="long", ears="side", muzzle="oval", tail="stub", feet="hoof", fur="#e9e2d8", belly="#fbf8f2",
        inner="#f0c3b5", nose="#b98a7a", iris="#8a6a2c", crown=("goat horns",),
    ),
    "cow": _s(
        head="long", ears="side", muzzle="oval", tail="tuft", feet="hoof", fur="#fbf8f4", belly="#ffffff",
        inner="#f6b9bd", nose="#f5aeb2", iris="#3f2c24", marks=("patches",), crown=("cow horns",), size=1.15,
    ),
    "horse": _s(
        head="long", ears="horse", muzzle="oval", tail="mane", feet="hoof", fur="#b9794a", belly="#e0b088",
        inner="#e9b690", nose="#8a553a", iris="#3f281a", crown=("horse mane",), size=1.2,
    ),
    "unicorn": _s(
        head="long", ears="horse", muzzle="oval", tail="mane", feet="hoof", fur="#fdf9ff", belly="#ffffff",
        inner="#ffc9e0", nose="#f3bfd6", iris="#7a5bd0", crown=("unicorn mane", "horn"), size=1.15,
    ),
    "zebra": _s(
        head="long", ears="horse", muzzle="oval", tail="tuft", feet="hoof", fur="#fbfaf8", belly="#ffffff",
        inner="#d9d3d6", nose="#5a545c", iris="#3a2b22", crown=("crest mane",), marks=("zebra stripes",), size=1.15,
    ),
    "deer": _s(
        head="long", ears="side", muzzle="oval", tail="puff", feet="hoof", fur="#c98d55", belly="#f8e6cd",
        inner="#f5c9a8", nose="#4a2f26", iris="#4a2e1c", crown=("antlers",), marks=("fawn spots",), size=1.1,
    ),
    "giraffe": _s(
        head="long", ears="side", muzzle="oval", tail="tuft", feet="hoof", fur="#f5cf72", belly="#fdeec2",
        inner="#f0b98a", nose="#a8714a", iris="#4a2e1c", crown=("ossicones",), marks=("giraffe spots", "long neck"),
        size=1.3,
    ),
    "elephant": _s(
        head="broad", ears="fan", muzzle="trunk", tail="thin", feet="toe", fur="#a9b4c8", belly="#ccd4e2",
        inner="#f3b9c6", nose="#8f9bb2", iris="#4a3a52", size=1.25,
    ),
    "hippo": _s(
        head="broad", ears="small", muzzle="hippo", tail="stub", feet="toe", fur="#b3a3c2", belly="#d9cbe2",
        inner="#f0b9c6", nose="#8f7fa2", iris="#4a3a52", size=1.15,
    ),
    "frog": _s(
        head="frog", ears="none", muzzle="frog", tail="none", feet="web", fur="#7cc15a", belly="#e3f3b8",
        inner="#5fa646", nose="#4d8a3a", iris="#c7842c", marks=("frog spots",), size=0.85,
    ),
    "turtle": _s(
        head="round", ears="none", muzzle="turtle", tail="point", feet="toe", fur="#8cc47a", belly="#f0e2a4",
        inner="#6fa861", nose="#5a8f4d", iris="#4a3a22", crown=("shell",), marks=("cheek spots",), size=0.9,
    ),
    "crocodile": _s(
        head="broad", ears="none", muzzle="croc", tail="croc", feet="toe", fur="#6fae5c", belly="#e6efb4",
        inner="#5a9650", nose="#4a7f42", iris="#c78a2c", crown=("ridge",), size=1.1,
    ),
    "dinosaur": _s(
        head="broad", ears="none", muzzle="dragon", tail="croc", feet="toe", fur="#7cc59a", belly="#f5efc0",
        inner="#f5a35a", nose="#4d8f6c", iris="#8a5a2c", crown=("plates",), marks=("belly bands",), size=1.2,
    ),
    "dragon": _s(
        head="broad", ears="fin", muzzle="dragon", tail="arrow", feet="claw", fur="#6cbf8b", belly="#ffe9ad",
        inner="#ff9f6b", nose="#3f8a62", iris="#d98a2c", crown=("dragon horns", "plates"), marks=("belly bands",),
        wings="leather", size=1.2,
    ),
    "owl": _s(
        build="bird", ears="horned", muzzle="beak", tail="none", feet="talon", fur="#b98a5e", belly="#f5e3c6",
        inner="#f8ead2", nose="#f5a83c", iris="#e2962a", marks=("owl discs", "chest feathers"), size=0.9,
    ),
    "penguin": _s(
        build="bird", ears="none", muzzle="beak", tail="none", feet="flipper", fur="#3f4a66", belly="#ffffff",
        inner="#ffffff", nose="#ffab3d", iris="#3a2b22", marks=("penguin face",), size=0.95,
    ),
    "duck": _s(
        build="bird", ears="none", muzzle="bill", tail="bird", feet="flipper", fur="#ffd95c", belly="#fff0b3",
        inner="#ffe899", nose="#ff9a3d", iris="#3a2b22", crown=("curl",), size=0.8,
    ),
    "chick": _s(
        build="bird", ears="none", muzzle="beak", tail="none", feet="talon", fur="#ffe169", belly="#fff3b8",
        inner="#fff0b0", nose="#ff9f43", iris="#3a2b22", crown=("curl",), size=0.62,
    ),
    "hen": _s(
        build="bird", ears="none", muzzle="beak", tail="bird", feet="talon", fur="#fdf3e4", belly="#ffffff",
        inner="#ffe6d0", nose="#ffab3d", iris="#5a3722", crown=("comb",), size=0.85,
    ),
    "bird": _s(
        build="bird", ears="none", muzzle="beak", tail="bird", feet="talon", fur="#6fb4e8", belly="#fff4e0",
        inner="#a9d6f5", nose="#ffab3d", iris="#3a2b22", crown=("crest",), size=0.7,
    ),
    "parrot": _s(
        build="bird", ears="none", muzzle="hooked", tail="bird", feet="talon", fur="#e8504a", belly="#ffd24d",
        inner="#4f9fe0", nose="#f5d9a0", iris="#3a2b22", crown=("crest",), marks=("parrot face",), size=0.85,
    ),
    "human": _s(build="human", size=1.0),
    "robot": _s(build="robot", fur="#9fc7d9", belly="#e8f2f6", inner="#ffcf5c", nose="#ff7f6b", iris="#2f6f9a"),
}

for _name, (_like, _changes) in WILDLIFE.items():
    SPECIES[_name] = replace(SPECIES[_like], **_changes)
