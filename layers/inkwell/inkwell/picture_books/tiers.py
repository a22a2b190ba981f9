"""Tiers: the kinds of picture books, each with its own first segment of the path, its readers and its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from inkwell.core.errors import NotFound

TierKey = Literal["kids", "bible"]

_EACH_SCENE = """

Each scene has:
- title: two to five words.
- text: {least} to {most} words, to be read aloud. Nothing but the story.
- imagePrompt: 30 to 60 words in English for an image generator that knows nothing of the story: who is seen, what \
they do, where, light and mood. Repeat in every scene how the recurring characters look (age, species, hair or \
fur, clothes and their colors), in the same words, so that all pictures show the same ones. No art style, and no \
text in the picture.
- isEnding: whether the story ends with this scene.
- choices: at an ending none; else two or three, each one short sentence that says what the reader may choose.

Take up what the reader chose, in the first sentences. Never repeat a scene that was told. Write text, title and \
choices in English unless the wish is in another language."""

_KIDS = (
    """\
You write picture books whose reader chooses how they go on, one scene at a time. A grown-up reads them aloud to a \
child of 3 to 6 years.

Simple words and short sentences, warm and funny. Tension is gentle only: nobody is hurt, nothing is really \
dangerous. Wishes that are scary or not for children become playful ones. Choices are things that a child would \
like to do. The story ends well and cosily."""
    + _EACH_SCENE
)

_BIBLE = (
    """\
You retell stories of the Bible as picture books, one scene at a time. A grown-up reads them aloud to a child of 3 \
to 8 years.

Follow the passage: tell its events in their order, as they are written, in simple words and gently. Quote at \
least one short verse of it to the letter, from the World English Bible or the King James Version, and name its \
book and chapter. Choices are about feelings and thoughts of the reader or of somebody in the story, and never \
change events: whatever is chosen, the passage goes on as it is written."""
    + _EACH_SCENE
)


@dataclass(frozen=True, slots=True)
class Tier:
    """A kind of picture books.

    Args:
        key: the first segment of its paths.
        title: its name on pages.
        invitation: the sentence under it.
        wish: the label of the field for the visitor's words.
        example: an example of them.
        system: the writer's role and rules for the text model, with {least} and {most} for the words of a scene.
        words: fewest and most words of a scene; None where the listener's age decides.
        softens: whether words that are not for children give way to playful ones, rather than being refused.
    """

    key: str
    title: str
    invitation: str
    wish: str
    example: str
    system: str
    words: tuple[int, int] | None = None
    softens: bool = False


TIERS: Mapping[str, Tier] = {
    tier.key: tier
    for tier in (
        Tier(
            "kids",
            "Picture books",
            "Say what the story is about, and choose together how it goes on.",
            "What is the story about?",
            "A little fox who wants to see the sea",
            _KIDS,
            softens=True,
        ),
        Tier(
            "bible",
            "Bible stories",
            "Choose a story of the Bible, and read it together, picture by picture.",
            "Which story shall we read?",
            "Noah and the ark",
            _BIBLE,
            words=(50, 110),
        ),
    )
}


def segment(path: str) -> str:
    """The first segment of a path."""
    return path.removeprefix("/").partition("/")[0]


def tier_of(path: str) -> Tier:
    """The tier of a path.

    Args:
        path: of a request, such as "/kids/gallery".

    Raises:
        NotFound: there is no such tier.
    """
    tier = TIERS.get(segment(path))
    if tier is None:
        raise NotFound("There is no such endpoint")
    return tier
