"""Poses and expressions as data. Joints are in figure units: feet at y = 0, a bunny's chin at about y = -185."""

from dataclasses import dataclass

from inkwell_offline.illustrator.kit.geometry import Point

SHOULDER: Point = (47, -160)
HIP: Point = (30, -58)


@dataclass(frozen=True, slots=True)
class Arm:
    """Elbow and hand of a right arm (mirrored for the left), and when it is drawn.

    `layer`: "back" before the body, "front" after clothes, "top" after the head.
    """

    elbow: Point
    hand: Point
    layer: str = "back"


ARMS: dict[str, Arm] = {
    "down": Arm((80, -118), (80, -80)),
    "relaxed": Arm((86, -122), (98, -90)),
    "out": Arm((90, -142), (132, -142)),
    "wide": Arm((96, -158), (142, -178)),
    "wave": Arm((118, -138), (166, -194), "front"),
    "up": Arm((116, -166), (158, -236), "front"),
    "hip": Arm((112, -118), (70, -84), "front"),
    "hold": Arm((78, -104), (28, -106), "front"),
    "carry": Arm((86, -110), (60, -90), "front"),
    "read": Arm((84, -104), (52, -92), "front"),
    "point": Arm((98, -150), (158, -176)),
    "chin": Arm((94, -108), (52, -168), "top"),
    "swing front": Arm((92, -124), (88, -168), "front"),
    "swing back": Arm((88, -118), (126, -104)),
    "reach": Arm((112, -176), (152, -256), "front"),
    "trail": Arm((84, -110), (104, -66)),
    "lap": Arm((80, -100), (48, -64), "front"),
    "mouth": Arm((104, -120), (50, -186), "top"),
    "ear": Arm((124, -150), (112, -238), "top"),
    "brow": Arm((128, -178), (92, -286), "top"),
    "grip": Arm((118, -190), (128, -254), "front"),
    "rope": Arm((96, -130), (134, -112), "front"),
    "pole": Arm((96, -124), (118, -96), "front"),
    "crutch": Arm((92, -134), (94, -96), "front"),
    "fist": Arm((92, -104), (66, -146), "front"),
    "knee": Arm((92, -110), (104, -68), "front"),
    "push": Arm((100, -140), (150, -134), "front"),
    "across": Arm((20, -104), (-112, -124), "front"),
    "cross": Arm((86, -112), (-18, -118), "front"),
}


@dataclass(frozen=True, slots=True)
class Leg:
    """Knee, foot and turn of the foot (degrees) of a right leg, mirrored for the left."""

    knee: Point
    foot: Point
    turn: float = 0.0


LEGS: dict[str, tuple[Leg, Leg]] = {
    "stand": (Leg((37, -40), (42, -17), 4), Leg((37, -40), (42, -17), 4)),
    "walk": (Leg((32, -40), (36, -16), 0), Leg((46, -46), (62, -26), -16)),
    "run": (Leg((44, -30), (96, -36), -58), Leg((72, -62), (92, -26), -24)),
    "jump": (Leg((66, -56), (62, -20), 34), Leg((66, -56), (62, -20), 34)),
    "dance": (Leg((34, -40), (34, -17), 2), Leg((72, -66), (104, -50), -28)),
    "trail": (Leg((30, -34), (34, -2), 60), Leg((24, -34), (26, -8), 60)),
    "surf": (Leg((62, -44), (78, -17), -14), Leg((62, -44), (78, -17), -14)),
    "kick": (Leg((34, -38), (36, -17), 0), Leg((70, -56), (112, -38), -30)),
}


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole posture.

    Args:
        arms: kinds of the left and the right arm on the page.
        legs: a key of `LEGS`, or "sit", "lie" or "fours".
        lean: degrees the body leans to the right.
        lift: how far the figure is off the ground.
        tilt: degrees the head tilts against the body.
        turn: how far the face turns by itself, -1 left to 1 right.
        over: upside down.
    """

    arms: tuple[str, str] = ("relaxed", "relaxed")
    legs: str = "stand"
    lean: float = 0.0
    lift: float = 0.0
    tilt: float = 0.0
    turn: float = 0.0
    over: bool = False


CARRYING = ("carry", "hold", "read", "lap")
"""Right arms that lie before what is held."""


def held_in(pose: Pose) -> str:
    """The layer of what is held: "front" behind the hands, "top" at the face, "raised" before the arms."""
    arm = pose.arms[1]
    return "front" if arm in CARRYING else "top" if ARMS[arm].layer == "top" else "raised"


POSES: dict[str, Pose] = {
    "stand": Pose(),
    "greet": Pose(("relaxed", "wave"), tilt=4),
    "wave": Pose(("hip", "wave"), tilt=5),
    "cheer": Pose(("up", "up")),
    "walk": Pose(("swing back", "swing front"), "walk", 3, turn=0.3),
    "run": Pose(("swing back", "swing front"), "run", 10, 16, -4, 0.4),
    "jump": Pose(("up", "up"), "jump", 0, 96, 3),
    "sit": Pose(("relaxed", "lap"), "sit", 0, -6, 4),
    "read": Pose(("read", "read"), "sit", 0, -6, 2),
    "sleep": Pose(("down", "down"), "lie"),
    "fly": Pose(("wide", "reach"), "trail", 24, 150, -10, 0.3),
    "swim": Pose(("wide", "reach"), "trail", 34, 130, -16, 0.35),
    "dance": Pose(("up", "wide"), "dance", -5, 0, 8, -0.2),
    "hold": Pose(("carry", "carry"), tilt=4),
    "point": Pose(("hip", "point"), tilt=-3, turn=0.4),
    "think": Pose(("hip", "chin"), tilt=7),
    "wonder": Pose(("out", "out"), tilt=3),
    "climb": Pose(("grip", "reach"), "jump", 4, 190, -3),
    "kick": Pose(("wide", "out"), "kick", -6, 0, 4, 0.35),
    "hug": Pose(("hold", "out"), tilt=6, turn=0.2),
    "proud": Pose(("hip", "hip"), tilt=0),
    "float": Pose(("wide", "wide"), "jump", 8, 130, 6),
    "eat": Pose(("relaxed", "mouth"), tilt=2),
    "call": Pose(("hip", "ear"), tilt=4),
    "salute": Pose(("relaxed", "brow")),
    "lift": Pose(("grip", "grip")),
    "hang": Pose(("grip", "grip"), "trail", 0, 150, 4),
    "upside down": Pose(("up", "out"), "stand", 0, 120, 6, over=True),
    "rope": Pose(("rope", "rope"), "jump", 0, 100, 3),
    "skate": Pose(("wide", "out"), "dance", 7, 26, -3, 0.3),
    "ski": Pose(("pole", "pole"), "stand", 7, 22, -4, 0.3),
    "crutches": Pose(("crutch", "crutch")),
    "box": Pose(("fist", "fist"), "walk", 4, 0, 3, 0.2),
    "yoga": Pose(("knee", "knee"), "sit", 0, -6),
    "push": Pose(("across", "push"), "walk", 8, 0, -4, 0.4),
    "crossed": Pose(("cross", "cross"), tilt=-3),
    "throw": Pose(("wide", "up"), "walk", -7, 0, 4, 0.3),
    "fours": Pose(legs="fours"),
    "gallop": Pose(legs="fours", lift=14),
    "prance": Pose(legs="fours", lean=-20),
    "surf": Pose(("wide", "wide"), "surf", 6, 0, -3, 0.3),
    "drum": Pose(("grip", "point"), tilt=4),
    "swing": Pose(("rope", "rope"), "sit", 0, 60, 4),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A face: how the eyes are, how far the brows rise (inner end, outer end), the mouth, and a little extra."""

    eyes: str = "open"
    brows: tuple[float, float] | None = None
    mouth: str = "smile"
    extra: str = ""


EXPRESSIONS: dict[str, Expression] = {
    "happy": Expression("open", (0, -2), "smile"),
    "smile": Expression("open", (-5, -4), "open"),
    "joy": Expression("arc", (-8, -6), "open"),
    "laugh": Expression("arc", (-10, -8), "wide"),
    "surprised": Expression("wide", (-16, -14), "o"),
    "scared": Expression("wide", (-18, -6), "wavy", "sweat"),
    "sad": Expression("open", (-13, 5), "frown", "tear"),
    "angry": Expression("open", (13, -9), "frown", "steam"),
    "serious": Expression("open", (5, 1), "flat"),
    "determined": Expression("open", (9, -5), "smile"),
    "sleepy": Expression("half", (-2, 0), "tiny"),
    "asleep": Expression("lash", None, "tiny", "zzz"),
    "wink": Expression("wink", (-6, -8), "open"),
    "shy": Expression("down", (-8, -2), "tiny", "blush"),
    "curious": Expression("wide", (-12, -5), "smile"),
    "mischief": Expression("open", (7, -9), "smirk"),
    "calm": Expression("lash", (-3, -3), "smile"),
    "love": Expression("open", (-6, -6), "open", "hearts"),
}
