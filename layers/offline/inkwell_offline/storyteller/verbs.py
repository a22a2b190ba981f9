"""English verbs: their forms, as far as our words need them, and which words are verbs at all."""

import re

from inkwell_offline.storyteller.tables import table


def base(verb: str) -> str:
    """The plain form of a verb."""
    lower = verb.lower()
    known: str | None = table("verbs").get(lower)
    if known:
        return known
    if lower.endswith("ies"):
        return f"{lower[:-3]}y"
    if lower.endswith(("shes", "ches", "xes", "sses", "oes")):
        return lower[:-2]
    for ending in ("ing", "ed", "s"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2 and not lower.endswith("ss"):
            stem = lower.removesuffix(ending)
            # "Sneezed" is of "sneeze", and "hugged" of "hug".
            tried = (stem, f"{stem}e", stem[:-1]) if ending != "s" else (stem,)
            return next((each for each in tried if each in _acts()), stem)
    return lower


def gerund(verb: str) -> str:
    """A verb as a noun, such as "going"."""
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return f"{verb[:-1]}ing"
    doubled = re.fullmatch(r"(?:for|be|ad|re)?[b-df-hj-np-tv-z]{1,3}[aeiou][bdgmnpt]", verb)
    return f"{verb}{verb[-1]}ing" if doubled else verb if verb.endswith("ing") else f"{verb}ing"


def third(verb: str) -> str:
    """The form of a plain verb behind she or he."""
    if verb in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has"}.get(verb, f"{verb}es")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"


def is_act(word: str) -> bool:
    """True for a form of a verb that says what somebody does, none with -ing."""
    lower = word.lower()
    return not lower.endswith("ing") and base(lower) in _acts()


def _acts() -> frozenset[str]:
    return frozenset(table("topics")["words"]["acts"].split())
