"""The brief: all that a prompt was understood to ask for."""

import re
from dataclasses import dataclass, replace

from inkwell_offline.illustrator.characters.record import Character

MOST = 9
"""Things of a kind in a picture."""
_MORE = re.compile(r"\b(?:add|another|more|extra|additional)\b", re.IGNORECASE)


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
        seat, seat_by, seat_colour: what the hero sits in or rides on, a name and a colour as in `Prop`, and how: ride,
            drive, in or on.
        gear: what the hero does it with, a key of `GEAR`; served: what stands on the table before the hero.
        bond: what the hero does with a companion (ride, on, hug, beside, behind, push), and the companion's number.
        place: what the hero is to a thing (under, behind, beside, push), and the thing's name as in `Prop`.
        perched: a small thing on somebody, a name as in `Prop`, and the part of the body: nose, head, shoulder or hand.
        riding: the numbers of those companions who ride on what the hero pulls.
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
    seat_colour: str = ""
    gear: str = ""
    served: tuple[Prop, ...] = ()
    bond: tuple[str, int] = ("", 0)
    place: tuple[str, str] = ("", "")
    perched: tuple[str, str] = ("", "")
    riding: tuple[int, ...] = ()
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


def after(before: Brief, now: Brief, prompt: str) -> Brief:
    """A scene that follows on another one: the same place and light where its words name none, and nothing else."""
    stays = continued(before, now, prompt)
    return replace(
        now,
        hero=stays.hero if now.hero and before.hero and now.hero.name == before.hero.name else now.hero,
        setting=stays.setting,
        named=stays.named,
        backdrop=stays.backdrop,
        time=stays.time,
        weather=stays.weather,
        season=stays.season,
        style=stays.style,
    )


def continued(before: Brief, now: Brief, prompt: str) -> Brief:
    """A picture changed by new words: what they do not name stays as it was."""
    if not prompt.strip():
        return before
    known = {prop.name: prop.count if _MORE.search(prompt) else 0 for prop in before.props}
    added = tuple(replace(prop, count=min(MOST, prop.count + known.get(prop.name, 0))) for prop in now.props)
    return replace(
        before,
        hero=now.hero
        if now.hero is not None and (before.hero is None or now.hero.species != before.hero.species)
        else before.hero or now.hero,
        companions=now.companions or before.companions,
        props=added + tuple(p for p in before.props if p.name not in {q.name for q in added}),
        setting=now.setting if now.named or now.backdrop else before.setting,
        backdrop=now.backdrop or ("" if now.named else before.backdrop),
        named=now.named or before.named,
        pose=now.pose or before.pose,
        held=now.held or ("" if now.pose else before.held),
        expression=now.expression or before.expression,
        time=now.time
        if now.time != "day" or any(w in prompt.lower() for w in ("day", "sunny", "noon"))
        else before.time,
        weather=now.weather or before.weather,
        season=now.season or before.season,
        shot=now.shot if now.shot != "medium" else before.shot,
        angle=now.angle if now.angle != "eye" else before.angle,
        view=now.view if now.view != "front" else before.view,
        style=now.style or before.style,
        magic=now.magic or before.magic,
    )
