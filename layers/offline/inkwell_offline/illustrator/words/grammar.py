"""Small words and defaults that reading needs: articles, negations, and where somebody is at home."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from inkwell_offline.illustrator.words import lexicon

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
JOINTS = frozenset("and or with to for about while under by from who that".split())
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

PLURALS = frozenset("mice geese children men women feet teeth oxen wolves fairies".split())
"""Irregular plurals: nouns wherever they stand."""
OBJECT_STYLES = frozenset(
    "pencil crayon photo photograph comic sketch clay storybook story picture graphic children".split()
)
"""First words of styles that are things as well: a pencil, a comic book."""
STYLE_NOUNS = frozenset(
    "style illustration illustrations drawing art artwork sketch look picture page scene painting render animation of "
    "shading texture effect outline quality character aesthetic cover spread".split()
)
"""What follows a style: "a pencil drawing", "storybook illustration"."""
FOREIGN = frozenset(
    "el los las un una unos unas le les der das ein eine einen einem il gli lo et y und con avec mit dans im auf nel "
    "na sur del du des em uma um sous pour fille".split()
)
"""Small words that show a text is not English."""
NOT_ENGLISH = frozenset("chat kind mono sol wal fee rana topo mesa pont loro menino luna lune".split())
"""Words of other languages that mean something else in English, or nothing."""
ONLY_ENGLISH = frozenset(("son", "die", "pie", "hat", "mare"))
"""English words that mean something else in other languages."""
GROUPS = {"family": ("woman", "man", "child"), "parents": ("woman", "man"), "grandparents": ("grandma", "grandpa")}
"""Words for several people at once."""
KIN = frozenset(("woman", "man", "girl", "boy", "baby", "grandma", "grandpa", "child"))
"""People whose word only says which animal is meant, right before its name: "mother duck"."""
ONTO = frozenset("in inside into on aboard riding ride astride sledding".split())
"""What stands before the thing that carries somebody."""
