"""Short illustrated stories: the text, and the moments of it that are drawn."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice, Voice
from inkwell_offline.storyteller.reading import Idea

# Each moment: a paragraph, the subtitle of its picture, and what the picture shows.
_MOMENTS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        (
            "It was early when {intro} came to {place}. The air smelled of adventure, and beyond {detail} something seemed to be waiting. {Hero} took a deep breath and went on.",
            "{Hero} reach{es} {place}",
            "{seen} arriving, {place} in morning light, {detail}",
        ),
        (
            "Nobody saw {intro} set out that morning, but {place} noticed. A breeze moved past {detail}, as if to say: this way.",
            "{Hero} set{s} out",
            "{seen} setting out at daybreak, {detail} ahead, {place}",
        ),
    ),
    (
        (
            "Near {detail}, {hero} stopped. There lay {thing}, and it looked as though it had been waiting for a long time.",
            "{Hero} find{s} {thing}",
            "{seen} discovering {thing} near {detail}",
        ),
        (
            "The first surprise came sooner than expected. Right beside {detail} there was {thing}, and {hero} could not look away.",
            "A surprise beside the way",
            "{seen} looking in surprise at {thing}, {detail} behind",
        ),
    ),
    (
        (
            "“You are new here,” said a voice. It belonged to {a_friend}, and before long the two were talking like old friends.",
            "{Hero} meet{s} {a_friend}",
            "{seen} meeting {a_friend}, {detail} around them",
        ),
        (
            "Then {a_friend} came around the corner. First they were both shy, and then, all at once, they were not.",
            "A new friend",
            "{seen} and {a_friend} greeting each other, {place}",
        ),
    ),
    (
        (
            "Together they went farther than {hero} had ever planned, past {detail}, to where {place} was at its most beautiful. For a while nobody said a word.",
            "{Hero} marvel{s} at {place}",
            "{seen} marvelling at {place}, {detail}, wide view",
        ),
        (
            "There was so much to see that {hero} forgot the time: {detail}, and behind it more and more.",
            "So much to see",
            "{seen} looking around in wonder, {detail}, wide view of {place}",
        ),
    ),
    (
        (
            "But then a wind came up, the light changed, and the way back was gone. {Hero} felt {their} heart beat faster.",
            "The way back is gone",
            "{seen} looking for the way under a darkening sky, {detail}",
        ),
        (
            "It could not go well for ever. A wrong turn, a slippery step, and suddenly {hero} did not know what to do.",
            "A moment of worry",
            "{seen} looking worried beside {detail}, dramatic light",
        ),
    ),
    (
        (
            "“Wait,” said {hero}, and thought of everything the day had shown. The answer had been there all along, close to {detail}.",
            "An idea, just in time",
            "{seen} having a bright idea, {detail}, hopeful light",
        ),
        (
            "It was {friend} who remembered first, and {hero} who dared to try. Step by step, past {detail}, they found a way.",
            "Step by step",
            "{seen} and {a_friend} carefully finding their way past {detail}",
        ),
    ),
    (
        (
            "And it worked! {Hero} laughed out loud, {friend} danced, and even {place} seemed to cheer with them.",
            "It worked!",
            "{seen} celebrating with {a_friend}, joyful, {place}",
        ),
        (
            "When it was done, {hero} stood quite still for a moment. It is a fine thing to have dared something.",
            "{Hero} did it",
            "{seen} standing proud and happy, {detail}, {place}",
        ),
    ),
    (
        (
            "In the evening {hero} looked back once more at {place}. Some days end, and some days stay with you. This one stayed.",
            "A day that stays",
            "{seen} looking back at {place} in the evening, warm light",
        ),
        (
            "The first stars were out when {hero} said goodbye. “Come again,” said {friend}, and {hero} knew: that was a promise.",
            "Goodbye, and come again",
            "{seen} saying goodbye to {a_friend} under the first stars, {place}",
        ),
    ),
)

#: Which moments a story of so many pictures has: always a beginning, always an end.
_CHOICE: Mapping[int, tuple[int, ...]] = {
    1: (3,),
    2: (0, 7),
    3: (0, 3, 7),
    4: (0, 1, 4, 7),
    5: (0, 1, 3, 5, 7),
    6: (0, 1, 2, 4, 5, 7),
    7: (0, 1, 2, 3, 4, 5, 7),
    8: (0, 1, 2, 3, 4, 5, 6, 7),
}


def story(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A story of eight paragraphs, and as many pictured moments as are wanted.

    Args:
        idea: what it is about.
        dice: chooses.
        count: how many pictures, 1 to 8.
        hints: `art_style`, in which the pictures are drawn.
    """
    voice = Voice(idea, dice)
    style = str(hints.get("art_style") or "").replace("-", " ").strip()
    told = [voice.tell(*dice.pick(versions)) for versions in _MOMENTS]
    paragraphs = [paragraph for paragraph, _, _ in told]
    if not idea.hero.is_known:
        paragraphs.insert(0, f"This is a story about “{idea.text}”.")
    about = "" if idea.hero.is_known else f"{idea.text}: "
    pictures: list[dict[str, Any]] = []
    for number in _CHOICE[max(1, min(8, count))]:
        _, subtitle, seen = told[number]
        pictures.append(
            {
                "order": len(pictures),
                "title": subtitle,
                "subtitle": subtitle,
                "description": paragraphs[number],
                "image_prompt": ", ".join(filter(None, (f"{about}{seen}", *idea.looks, style))),
            }
        )
    # Every picture says anew, in the same words, how those look who are seen.
    return {"title": _title(idea), "text": "\n\n".join(paragraphs), "characters": [], "pictures": pictures}


def _title(idea: Idea) -> str:
    text = idea.text.rstrip(".!? ")
    if len(text) <= 60:
        return f"{text[:1].upper()}{text[1:]}"
    where = f" in {idea.place.called}" if idea.place.called else ""
    hero = idea.hero.short
    return f"{hero[:1].upper()}{hero[1:]}{where}"
