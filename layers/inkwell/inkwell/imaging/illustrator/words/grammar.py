"""Small words and defaults that reading needs: articles, negations, and where somebody is at home."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from inkwell.imaging.illustrator.words import lexicon

DETERMINERS = frozenset(
    "a an the his her their its my your our this that these those some many several few two three four "
    "five six seven eight nine ten another every each "
    "medium big little small large tiny huge giant giant tall old new shiny golden wooden magic magical "
    "colorful colourful beautiful pretty yellow lost bright with of "
    "un una el la los las le les der die das ein eine il lo o os as um uma".split()
)
PRONOUNS = frozenset("he she it they we you i who that which to can will would could then always never often".split())
NEGATIONS = frozenset("no without not never nobody none sin sans ohne keine kein exclude avoid".split())
BREAKS = frozenset(".,;:!?()\n")
PLACES = frozenset(
    "in at on through inside into to under across near by beside within over around beyond from en dans "
    "im am nel na no sur".split()
)
LIKE = frozenset(("look", "looks", "looking", "dressed", "dress", "shaped", "disguised"))

GENERIC = frozenset(("child",))
HAIR_WORDS = {
    "long": "long",
    "short": "short",
    "curly": "curly",
    "wavy": "long",
    "straight": "long",
    "braided": "braids",
    "spiky": "spiky",
    "messy": "spiky",
}
GINGER = frozenset(("#b5502c", "#cf7434", "#ecc873", "#e3b04f"))
MAGIC = frozenset(lexicon.MAGIC_WORDS.split("|"))
