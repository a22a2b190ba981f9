"""The relations of a text: who or what is on, in, under, behind or beside whom or what, or rides, eats or hugs it."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from collections.abc import Sequence

from inkwell_offline.illustrator.words import lexicon, looks
from inkwell_offline.illustrator.words.grammar import ARTICLES, DETERMINERS
from inkwell_offline.illustrator.words.others import adjectives

SAID = {
    "ride": "riding|rides|ride|rode|riding on|rides on|astride|on the back of|mounted on|galloping on|surfing on",
    "drive": "rowing|rows|paddling|paddles|driving|drives|drive|drove|steering|piloting|flying a|sailing",
    "on": "on|on top of|atop|upon|onto|sitting on|standing on|perched on|lying on|sleeping on|asleep on|rests on",
    "in": "in|fishing from|"
    "inside|into|aboard|inside of|out of|sitting in|peeking out of|hiding in|from inside|sailing in|"
    "sitting inside",
    "under": "under|beneath|below|underneath|sleeping under|hiding under",
    "behind": "behind|from behind|hiding behind|peeking out from behind|in back of",
    "beside": "beside|next to|near|by|in front of|meeting|meets|talking to|facing",
    "at": "at|sitting at|around|seated at|working at|eating at|studying at",
    "hold": "holding|holds|hold|"
    "carrying|carries|waving|giving|gives|handing|hands|taking|takes|brings|bringing|playing|plays|reading|lifting|lifts|"
    "opening|applying|using|showing|offering|selling|throwing|catching|wielding|swinging|looking at his|"
    "looking at her|blowing|watering with|picking|juggling",
    "eat": "drinking from|sipping from|eating from|eating|eats|eat|ate|drinking|drinks|licking|licks|biting|bites|"
    "nibbling|munching|tasting|sipping",
    "with": "with|and his|and her",
    "climb": "climbing|climbs|climb|climbing up|climbed|scaling|climbing to the top of",
    "hands": "holding hands with|hand in hand with|arm in arm with",
    "hug": "hugging|hugs|hug|cuddling|cuddles|embracing|kissing|kisses|dancing with|comforting|petting",
    "push": "pushing|pushes|pulling|pulls|pulled by|raking with|digging with|sweeping with|mowing with",
}
"""Words right before what is spoken of, its articles and adjectives left out."""
_PHRASES = {tuple(phrase.split()): kind for kind, phrases in SAID.items() for phrase in phrases.split("|")}
_LONGEST = max(map(len, _PHRASES))

HANDS_FREE = frozenset(
    "kicking chasing watching looking following facing building crossing leaving seeing missing wearing rolling "
    "jumping racing delivering wanting loving visiting passing dreaming surrounding having being going".split()
)
"""Verbs of which the thing is not in anybody's hands."""


def relation_before(words: Sequence[str]) -> str:
    """The relation that words say of what follows them, "" for none.

    Args:
        words: the words before a noun, nearest first.
    """
    rest = list(words)
    while rest:
        for length in range(min(_LONGEST, len(rest)), 0, -1):
            if kind := _PHRASES.get(tuple(reversed(rest[:length]))):
                return kind
        if not _belongs(rest[0]):
            return "use" if is_verb(rest[0]) else ""
        rest.pop(0)
    return ""


def is_verb(word: str) -> bool:
    """True for a word such as "tossing": what follows it is used by whoever does it."""
    return word.endswith("ing") and len(word) > len("thing") and word not in adjectives() | HANDS_FREE


def _belongs(word: str) -> bool:
    """True for a word of the noun's own phrase: article, number, colour or adjective."""
    is_small = word in ARTICLES or word in DETERMINERS or word in lexicon.NUMBERS
    return (is_small and word not in ("of", "with")) or word in looks.COLOURS or word in adjectives()
