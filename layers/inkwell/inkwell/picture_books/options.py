"""The options of a story: what a visitor may choose about it, and the words by which a text model hears of it.

The empty string stands for any. A new option, or a new value of one, is a new row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotated_types import GroupedMetadata
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a story.

    Args:
        question: its label in the form.
        values: for each value the words in the form.
        told: the sentence for the text model, with {value} for the words of the value; empty where it is not told.
        tiers: the tiers that have it; in another tier it is ignored.
        usual: the value that the form begins with; empty for any.
    """

    question: str
    values: Mapping[str, str]
    told: str = ""
    tiers: tuple[str, ...] = ("kids",)
    usual: str = ""


BOTH = ("kids", "bible")

OPTIONS: Mapping[str, Option] = {
    "protagonist_age": Option(
        "Who listens?",
        {"toddler": "A toddler", "young-child": "A young child", "older-child": "An older child"},
        usual="young-child",
    ),
    "protagonist_gender": Option(
        "The hero is",
        {"girl": "a girl", "boy": "a boy", "neutral": "just the hero"},
        "The hero is {value}.",
    ),
    "character_type": Option(
        "What kind of hero?",
        {
            "child": "A child",
            "animal": "An animal",
            "fairy-tale": "A fairy-tale being",
            "robot": "A robot",
            "toy": "A toy that came alive",
        },
        "The kind of hero: {value}.",
    ),
    "num_characters": Option(
        "How many characters?",
        {"1": "One", "2": "Two friends", "3": "Three friends", "4": "Four friends"},
        "Main characters: {value}.",
    ),
    "writing_style": Option(
        "How is it told?",
        {"gentle": "Gently", "funny": "Funny", "rhyming": "In rhymes", "adventurous": "As an adventure"},
        "The story is told like this: {value}.",
    ),
    "conflict_type": Option(
        "What is it about?",
        {
            "lost-and-found": "Something lost is found",
            "new-friend": "A new friend",
            "mystery": "A little mystery",
            "challenge": "Daring something new",
            "bedtime": "Going to bed",
        },
        "The heart of the story: {value}.",
    ),
    "art_style": Option(
        "How do the pictures look?",
        {
            "storybook": "Storybook",
            "watercolor": "Watercolour",
            "cartoon": "Cartoon",
            "pencil-sketch": "Pencil",
            "comic": "Comic",
            "anime": "Anime",
            "oil-painting": "Oil paint",
            "3d-render": "Clay and light",
            "pixel-art": "Pixels",
        },
        tiers=BOTH,
    ),
    "length": Option(
        "How long?",
        {"short": "Short: three scenes", "medium": "Five scenes", "long": "Long: seven scenes"},
        tiers=BOTH,
    ),
}

#: The number of scenes from the first to an ending.
GOALS: Mapping[str, int] = {"short": 3, "medium": 5, "long": 7}
USUAL_LENGTH = "medium"
USUAL_ART_STYLE = "storybook"

#: The ages of the tier "kids" whose scenes have two extra pictures.
PICTURE_BOOK_AGES = frozenset({"toddler", "young-child"})

#: The words of a scene by the listener's age, as fewest and most.
WORDS: Mapping[str, tuple[int, int]] = {
    "toddler": (25, 45),
    "young-child": (40, 80),
    "older-child": (70, 130),
    "": (40, 90),
}


@dataclass(frozen=True, slots=True)
class OneOf(GroupedMetadata):
    """The rules for the value of an option: `Annotated[str, OneOf("length")]`. A number counts as its digits."""

    name: str

    def __iter__(self) -> Iterator[object]:
        """The rules in their order, for pydantic."""
        yield BeforeValidator(lambda value: str(value) if type(value) is int else value)
        yield AfterValidator(self._known)
        yield WithJsonSchema({"type": "string", "enum": ["", *OPTIONS[self.name].values]})

    def _known(self, value: str) -> str:
        allowed = OPTIONS[self.name].values
        if value and value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}, or empty for any")
        return value


def of_tier(tier: str) -> dict[str, Option]:
    """The options that a tier has, by name."""
    return {name: option for name, option in OPTIONS.items() if tier in option.tiers}


def chosen(tier: str, given: Mapping[str, str]) -> dict[str, str]:
    """The options of a story: those that its tier has, without those that were left open."""
    return {name: given[name] for name in of_tier(tier) if given.get(name)}


def told(options: Mapping[str, str]) -> str:
    """The options in sentences for a text model."""
    sentences = [
        OPTIONS[name].told.format(value=OPTIONS[name].values[value].lower()) for name, value in options.items()
    ]
    return " ".join(filter(None, sentences))
