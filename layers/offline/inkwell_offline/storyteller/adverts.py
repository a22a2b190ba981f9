"""Storyboards of adverts: hook, need, product in use, proof, and the product alone with room for what is offered."""

import re
from typing import Any

from inkwell_offline.storyteller.briefs import Brief
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.nouns import with_article
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.topics import is_plural

BEATS = ("hook", "need", "use", "proof", "pack")
_SECONDS = 15
_LONGEST = 4
#: Whom a product is for when a brief does not say.
_ANYBODY = (
    ("people who have a lot to do", "a woman in a blue coat"),
    ("people on the move", "a man with a short beard"),
    ("people who like things simple", "a young woman with curly hair"),
    ("people with a full day", "a man in a green sweater"),
    ("people who know what they want", "a grey-haired woman with glasses"),
)
#: A product that somebody makes, or that has a name of its own, needs no article.
_OWN = re.compile(r"(?:[A-Z][\w’'-]*\s){0,2}[A-Z][\w-]*[’']s\b")
_SPACES = re.compile(r"\s+(?=[,.:;]|$)|(?<=\s)\s+")
_CALL = "Get yours today"


def advert(brief: Brief, dice: Dice, seconds: float) -> list[dict[str, Any]]:
    """The five scenes of an advert, each with its `description`, `seen` and `duration`.

    Args:
        dice: choose.
        seconds: of the whole film.
    """
    words = _words(brief, dice)
    data = table("adverts")
    cut = dice.apart("cut").pick(data["cuts"]) if seconds <= _SECONDS else [_LONGEST] * len(BEATS)
    mood = ", ".join(brief.looks)
    scenes = []
    for beat, duration in zip(BEATS, cut, strict=True):
        told, _, seen = dice.apart(beat).pick(data[beat]).partition(" | ")
        shown = words["scene_seen"] if beat == "use" and words["scene_seen"] else ""
        scenes.append(
            {
                "description": _tidy(told.format_map(words)),
                "seen": _tidy(", ".join(filter(None, (_capital(seen.format_map(words)), shown, mood)))),
                "duration": duration,
            }
        )
    return scenes


def _words(brief: Brief, dice: Dice) -> dict[str, str]:
    """The slots of a brief."""
    kind = table("adverts")["kinds"][brief.kind]
    whom, who = dice.apart("whom").pick(_ANYBODY)
    if brief.whom:
        whom, who = brief.whom, brief.who
    who = brief.someone or brief.crowd or who
    look = f"{brief.product} {brief.look or kind['look']}"
    is_own = bool(_OWN.match(brief.product))
    words = {
        "product": brief.product,
        "the_product": brief.product if is_own else f"the {brief.product}",
        "a_look": look if is_own or _is_mass(brief.product) else with_article(look),
        "it": "them" if is_plural(brief.product.split()[-1]) else "it",
        "whom": whom,
        "who": who,
        "near": dice.apart("near").pick(kind["near"]),
        "set": kind["set"],
        "setting": dice.apart("setting").pick(
            ("uncluttered dark background", "elegant minimal set", "refined studio setting")
        ),
        "scene_seen": ", ".join(brief.scenes),
        "claim": "".join(f"{_capital(each)}. " for each in brief.claims if " " in each),
        "offer_call": _called(brief, brief.call or kind.get("call", _CALL)),
    }
    words |= {name: kind[name].format_map(words) for name in ("need", "need_seen", "use", "use_seen", "proof")}
    if brief.moment:
        words["need"] = f"{_capital(brief.moment)}. {words['need']}"
    return words | {name.capitalize(): _capital(text) for name, text in words.items()}


def _is_mass(product: str) -> bool:
    """True for a product that is counted by no article: wares in the plural, and wares such as tea."""
    last = product.split()[-1].lower()
    return is_plural(last) or last in table("adverts")["masses"].split()


def _called(brief: Brief, call: str) -> str:
    """The call to action: the offer, its end, and what to do for it."""
    if not brief.offer:
        when = brief.when if not brief.when.istitle() and brief.when[:1].islower() else f"for {brief.when}"
        return f"{call.removesuffix(' today')} {when}." if brief.when else f"{call}."
    when = brief.when if brief.when[:2].lower() != "ba" else f"for {brief.when.lower()}"
    return f"{' '.join(filter(None, (brief.offer, when)))}: {call[:1].lower()}{call[1:]}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    return _SPACES.sub("", text).strip()
