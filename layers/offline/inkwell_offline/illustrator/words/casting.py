"""Casting: those whom a text calls by name, each with the looks that are said of them alone."""

import re
from collections.abc import Mapping, Sequence

from inkwell_offline.illustrator.words.matcher import Match, tokens

_WORN = (
    "hair|skin|eyes?|freckles|fur|mane|wings|glasses|beard|braids?|ponytail|curls|bun|dress|shirt|t-shirt|sweater|jacket|coat|"
    "raincoat|vest|cape|cloak|trousers|pants|jeans|shorts|skirt|boots?|shoes|socks|hat|cap|crown|scarf|bow|tie|backpack|apron|"
    "overalls|pyjamas|pajamas|gloves|mittens"
)
#: "Mia, a girl with red braids, freckles and a green dress, runs": the name, and the looks behind it.
_APPOSITION = re.compile(
    rf"\b(?P<name>[A-Z][\w'-]*[a-z]), (?P<look>an? [^,.:;]+(?:, (?:and )?(?:[^\s,.:;]+ ){{0,4}}?(?:{_WORN})\b"
    rf"(?: and (?:[^\s,.:;]+ ){{0,4}}?(?:{_WORN})\b)?(?=[,.]|$))*)(?P<end>,|(?=[.:;])|$)"
)


def introduced(text: str, cast: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text without the looks of those whom it calls by name, and these looks, by name.

    Args:
        cast: the looks of some by name, whether or not the text says them, too.
    """
    found = {name: look for name, look in cast.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)}

    def bare(match: re.Match[str]) -> str:
        found.setdefault(match["name"], match["look"])
        return match["name"]

    return _APPOSITION.sub(bare, text), found


def named(words: Sequence[str], names: Mapping[str, object]) -> list[Match]:
    """The places at which somebody is called by name."""
    found = []
    for name in names:
        parts = tokens(name)
        for at in range(len(words) - len(parts) + 1):
            if parts and list(words[at : at + len(parts)]) == parts:
                found.append(Match(at, at + len(parts), (("cast", name),)))
    return found
