"""The brief: all that a prompt was understood to ask for."""

from dataclasses import dataclass

from inkwell_offline.illustrator.characters.record import Character


@dataclass(frozen=True, slots=True)
class Prop:
    """Things asked for: a key of the catalogue or "icon:<name>", how many, and a colour or ""."""

    name: str
    count: int = 1
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The things to draw and how to draw them.

    Args:
        hero: the main character, if the text has one.
        companions: everybody else.
        props: things that the text names.
        setting: a key of `SETTINGS`; `named` says whether the text named it.
        pose, expression: keys of `POSES` and `EXPRESSIONS`.
        held, held_colour: what the hero holds, a name and a colour as in `Prop`.
        seat, seat_by: what the hero sits in or rides on, a name as in `Prop`, and how: ride, drive, in or on.
        gear: what the hero does it with, a key of `GEAR`; served: what stands on the table before the hero.
        bond: what the hero does with a companion (ride, on, hug, beside, behind, push), and the companion's number.
        place: what the hero is to a thing (under, behind, beside, push), and the thing's name as in `Prop`.
        filled: things that hold others, each with the names of what it holds.
        stack: the thing that stands on another one, and that one; names as in `Prop`.
        backdrop: the colour of a plain ground behind everything, "" for none.
        time: day, night, sunset or dawn. weather: "", rain, snow, wind, fog, rainbow, cloudy. season: "", autumn, ...
        shot: close, medium or wide. angle: eye, low or high. view: front, profile, back or three quarter.
        style, preset, audience: named by the words themselves, else "".
        sheet: a 2x2 character sheet is asked for.
        magic: sparkles and glow.
        page: the page number in the words, if any.
        called: nouns of the text, each with another name of what is drawn for it: dachshund, dog.
        missing: nouns of which nothing can be drawn.
    """

    hero: Character | None = None
    companions: tuple[Character, ...] = ()
    props: tuple[Prop, ...] = ()
    setting: str = "meadow"
    named: bool = False
    pose: str = "stand"
    expression: str = "happy"
    held: str = ""
    held_colour: str = ""
    seat: str = ""
    seat_by: str = ""
    gear: str = ""
    served: tuple[Prop, ...] = ()
    bond: tuple[str, int] = ("", 0)
    place: tuple[str, str] = ("", "")
    filled: tuple[tuple[str, tuple[str, ...]], ...] = ()
    stack: tuple[str, str] = ("", "")
    backdrop: str = ""
    time: str = "day"
    weather: str = ""
    season: str = ""
    shot: str = "medium"
    angle: str = "eye"
    view: str = "front"
    style: str = ""
    preset: str = ""
    audience: str = ""
    sheet: bool = False
    magic: bool = False
    page: int | None = None
    called: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
