"""The slots of a story's sentences, filled with its plan."""

from collections.abc import Mapping

from inkwell_offline.storyteller.kids.cast import Figure
from inkwell_offline.storyteller.kids.places import HELPERS, PLACES
from inkwell_offline.storyteller.kids.plan import Plan
from inkwell_offline.storyteller.kids.tokens import TOKENS
from inkwell_offline.storyteller.nouns import with_article

_PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
}


def joined(names: list[str]) -> str:
    """Names in a row: A, B and C."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def slots(plan: Plan, *, depth: int, helper: str, token: str) -> Mapping[str, str]:
    """The values of slots in one scene. A slot that begins with a capital begins a sentence.

    Args:
        plan: the story's.
        depth: of the scene; the friends take turns.
        helper: the noun of who helps in this scene.
        token: what is found in this scene, a key of `TOKENS`.
    """
    hero, place = plan.hero, plan.place
    they, them, their = _PRONOUNS[hero.pronoun]
    names = [pal.name for pal in plan.pals]
    filled = {
        "hero": hero.name,
        "a_noun": with_article(_plain(hero)),
        "they": they,
        "we": "they" if names else they,
        "them": them,
        "their": their,
        "pal": names[depth % len(names)] if names else "",
        "friend": _introduced(plan.pals[depth % len(names)], their) if names else "",
        "pals": joined(names),
        "gang": joined([hero.name, *names]),
        "place": plan.called,
        "at": plan.at,
        "high": place.high,
        "hide": place.hide,
        "good_night": f"Good night, {_bare(place.high)}.” “Good night, {_bare(place.hide)}.",
        "cross": place.cross,
        "soft": place.soft,
        "in_bed": "in bed" if place is PLACES["house"] else "under a blanket",
        "treat": place.treat,
        "tracks": place.tracks,
        "thing": plan.about,
        "item": plan.about.split()[-1] if not plan.about.startswith("basket") else "basket",
        "a_thing": with_article(plan.about),
        "the_thing": f"the {plan.about}",
        "helper_noun": helper,
        "helper": f"the {helper}",
        "a_helper": with_article(HELPERS[helper]),
        "the_helper": f"the {HELPERS[helper]}",
        "small_noun": plan.small.noun,
        "small_look": plan.small.look,
        "small": f"the {plan.small.noun}",
        "a_small": with_article(plan.small.look),
        "token": TOKENS[token].called,
        "feat": plan.feat,
    }
    filled |= {name.capitalize(): text[:1].upper() + text[1:] for name, text in filled.items()}
    return filled | {"Morning": place.morning, "Dusk": place.dusk}


def _introduced(pal: Figure, their: str) -> str:
    """A friend's name at first mention."""
    return f"{their} {pal.kin} {pal.name}" if pal.kin else pal.name


def _bare(called: str) -> str:
    """A thing as it is spoken to."""
    return called.removeprefix("the ")


def _plain(hero: Figure) -> str:
    """The hero in words, without clothes; a child who is not little has an age."""
    plain = hero.look.split(" with ")[0]
    return plain if " " in plain else f"{plain} of eight"
