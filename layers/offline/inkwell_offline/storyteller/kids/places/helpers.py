"""Helpers: who lives in the places of children's stories."""

from collections.abc import Mapping

#: Helpers and little ones: how a story introduces them, and how a picture shows them.
HELPERS: Mapping[str, str] = {
    "owl": "wise old owl",
    "squirrel": "busy squirrel",
    "deer": "gentle deer",
    "hedgehog": "round little hedgehog",
    "bear": "big brown bear",
    "rabbit": "quick grey rabbit",
    "mouse": "tiny brown mouse",
    "frog": "green frog",
    "duck": "white duck",
    "turtle": "slow old turtle",
    "goat": "white goat",
    "sheep": "woolly sheep",
    "cow": "spotted white cow",
    "hen": "plump hen",
    "pig": "pink pig",
    "horse": "brown horse",
    "cat": "striped cat",
    "dog": "shaggy dog",
    "parrot": "bright parrot",
    "monkey": "cheeky monkey",
    "elephant": "big grey elephant",
    "giraffe": "tall giraffe",
    "penguin": "polite penguin",
    "polar bear": "big white polar bear",
    "robot": "rusty old robot",
    "dragon": "small green dragon",
    "bird": "blue bird",
    "panda": "round panda",
    "chick": "fluffy yellow chick",
    "kitten": "tiny grey kitten",
    "puppy": "tiny brown puppy",
    "duckling": "fluffy yellow duckling",
    "bunny": "tiny white bunny",
    "lamb": "curly white lamb",
    "koala": "sleepy koala",
    "raccoon": "clever raccoon",
}

#: Nouns that a picture shows as the same animal.
_SAME: Mapping[str, str] = {
    "kitten": "cat",
    "puppy": "dog",
    "duckling": "duck",
    "rabbit": "bunny",
    "lamb": "sheep",
    "tortoise": "turtle",
    "pony": "horse",
    "piglet": "pig",
    "robin": "bird",
}


def species(noun: str) -> str:
    """The animal that a noun shows; the last word of a compound counts."""
    last = noun.split()[-1]
    return _SAME.get(last, last)
