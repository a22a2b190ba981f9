"""Scenes of a picture book whose reader chooses the way."""

import re
from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice, Voice
from inkwell_offline.storyteller.passages import PASSAGES, Passage
from inkwell_offline.storyteller.reading import Idea

_BEGINNINGS = (
    (
        "A new day",
        "This is {intro}. Today {they} came to {place}. Look, {detail}! What a day for an adventure.",
        "{seen} arriving at {place}, {detail}, bright morning",
    ),
    (
        "The little sound",
        "{Intro} woke up early. From {place} came a funny little sound. Tap, tap, tap!",
        "{seen} listening, {place} in the early morning, {detail}",
    ),
)
_MIDDLES = (
    (
        "Something shiny",
        "Near {detail} something twinkled. It was {thing}! {Hero} picked it up very gently.",
        "{seen} holding {thing} beside {detail}",
    ),
    (
        "A friend",
        "“Hello!” said {a_friend}. “Will you play with me?” {Hero} smiled a big smile.",
        "{seen} meeting {a_friend} near {detail}",
    ),
    (
        "Over and under",
        "Over it, under it, around it! {Hero} and {friend} found a way past {detail}.",
        "{seen} and {a_friend} climbing past {detail}",
    ),
    (
        "Oh no!",
        "Oops! {Hero} slipped, and sat down with a bump. {Friend} helped {them} up. All was well again.",
        "{a_friend} helping {seen} up, {detail}",
    ),
    (
        "Shh!",
        "Shh! Somebody was asleep behind {detail}. {Hero} tiptoed by, as quiet as a feather.",
        "{seen} tiptoeing past {detail}",
    ),
    (
        "Splash!",
        "A puddle! Splash! Now {hero} had wet toes, and {friend} laughed and laughed.",
        "{seen} splashing in a puddle with {a_friend}, {detail}",
    ),
)
_WRAPPING_UP = (
    (
        "Nearly there",
        "The sun was low. From here {hero} could see the way home, and {friend} knew one last surprise.",
        "{seen} and {a_friend} in evening light, {place}, {detail}",
    ),
)
_ENDINGS = (
    (
        "Good night",
        "What a day it had been! {Hero} hugged {friend} and said good night. And {place} was still. The end.",
        "{seen} hugging {a_friend}, evening light, {place}, cosy",
    ),
    (
        "Home again",
        "At home there was warm soup. {Hero} told everything, from the first step to the last, and fell asleep. The end.",
        "{seen} cosy at home, window with stars, warm light",
    ),
)
_CHOSEN = "{Hero} chose: {choice}. "
_CHOICES = (
    "Follow the winding path",
    "Look behind {detail}",
    "Ask {a_friend} for help",
    "Sing a happy song",
    "Climb up for a better view",
    "Share a snack with {a_friend}",
    "Take a closer look",
    "Knock three times",
    "Wait and listen",
)
_FEELINGS = (
    "Think about how brave that was",
    "Say thank you in your heart",
    "Wonder how they must have felt",
    "Feel glad with everyone",
    "Think of a time when you were afraid, too",
    "Be quiet for a moment",
)


def scene(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A scene.

    Args:
        idea: what the book is about.
        dice: chooses.
        count: how many choices, when it does not end.
        hints: `tier` ("kids" or "bible"), `remaining` (scenes that follow at most; 1 or less must end), `depth` (1
            for the first scene, which never ends), `choice` (what the reader chose), `length` (scenes of the whole story).
    """
    remaining = _whole(hints.get("remaining"), 3)
    depth = _whole(hints.get("depth"), 1)
    ends = remaining <= 1 and depth > 1
    if hints.get("tier") == "bible":
        made = _retold(_passage(idea.text), depth - 1, ends, depth + max(1, remaining) - 1)
        choices = [dice.deal("feelings", _FEELINGS) for _ in range(count)]
    else:
        voice = Voice(idea, dice)
        kinds = _ENDINGS if ends else _BEGINNINGS if depth <= 1 else _WRAPPING_UP if remaining == 2 else _MIDDLES
        title, text, seen = voice.tell(*dice.pick(kinds))
        choice = " ".join(str(hints.get("choice") or "").split()).rstrip(".!")
        if choice and depth > 1:
            text = voice.say(_CHOSEN.replace("{choice}", choice.replace("{", "").replace("}", "").lower())) + text
        made = {"title": title, "text": text[:1].upper() + text[1:], "image_prompt": seen}
        choices = [voice.say(dice.deal("choices", _CHOICES)) for _ in range(count)]
    return {**made, "description": made["text"], "is_ending": ends, "choices": [] if ends else choices}


def _passage(text: str) -> Passage:
    asked = set(re.findall(r"\w+", text.lower()))
    return max(PASSAGES, key=lambda passage: len(asked & set(passage.words.split())))


def _retold(passage: Passage, depth: int, ends: bool, length: int) -> dict[str, Any]:
    last = len(passage.beats) - 1
    beat = passage.beats[last if ends else min(last - 1, depth * last // max(1, length - 1))]
    return {
        "title": passage.title,
        "text": f"{beat.told} “{beat.quotation}.” ({beat.reference})" + (" The end." if ends else ""),
        "image_prompt": f"{beat.seen}, gentle storybook picture",
    }


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
