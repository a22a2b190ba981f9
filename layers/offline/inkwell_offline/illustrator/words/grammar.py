"""Small words and defaults that reading needs: articles, negations, and where somebody is at home."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from inkwell_offline.illustrator.words import lexicon
from inkwell_offline.illustrator.words.others import FOREIGN

DETERMINERS = frozenset(
    "a an the his her their its my your our this that these those some many several few two three four "
    "five six seven eight nine ten another every each "
    "medium big little small large tiny huge giant giant tall old new shiny golden wooden magic magical "
    "colorful colourful beautiful pretty yellow lost bright with of "
    "un una el la los las le les der die das ein eine il lo o os as um uma".split()
)
ARTICLES = frozenset(
    "a an the his her their its my your our this that these those some many several few another every "
    "each any one two three four five six seven eight nine ten dozen of un una el la los las le les der "
    "die das ein eine einen einem einer den dem een ett det uno gli il lo um uma".split()
)
"""What opens a noun phrase: after it and any adjectives comes a noun."""
NO_ADJECTIVES = frozenset("all both more most well then now just back up down out off near like still so too".split())
"""Adjectives of the dictionary that mostly are something else."""
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
NOT_ENGLISH = frozenset("chat kind mono sol wal fee rana topo mesa pont loro menino luna lune".split())
"""Words of other languages that mean something else in English, or nothing."""
ONLY_ENGLISH = frozenset(("son", "die", "pie", "hat", "mare"))
"""English words that mean something else in other languages."""
GROUPS = {
    "family": ("woman", "man", "child"),
    "parents": ("woman", "man"),
    "couple": ("woman", "man"),
    "grandparents": ("grandma", "grandpa"),
    "holy family": ("shepherdess", "shepherd", "baby"),
    "david and goliath": ("boy", "giant"),
    "bride and groom": ("bride", "businessman"),
}
"""Words for several people at once."""
GROUP_NAMES = {"holy family": ("Mary", "Joseph", "Jesus"), "david and goliath": ("David", "Goliath")}
"""What those of a group are called."""
KIN = frozenset(("woman", "man", "girl", "boy", "baby", "grandma", "grandpa", "child"))
"""People whose word only says which animal is meant, right before its name: "mother duck"."""
ENDS = frozenset("and with a an the in on who wearing holding".split())
"""Where a noun's phrase ends."""
SMALL_WORDS = (
    frozenset(
        "i me my we us our you your he him his she her hers it its they them their this that these those who "
        "whom whose which what where when why how and or but nor so yet for if as than then a an the of in on "
        "at by to from with without into onto over under above below behind beside between near around across "
        "through along up down off out about against before after during while is are was were be been being "
        "am do does did done have has had having will would can could may might shall should must not no yes "
        "all any each every some many much more most few little both either neither one two three four five "
        "six seven eight nine ten there here just only very too also again once nobody nothing everybody "
        "everything somebody something anybody anything".split()
    )
    | FOREIGN
    | NEGATIONS
    | DETERMINERS
    | PLACES
    | JOINTS
)
"""Words that are no nouns."""
YOUNG = frozenset(
    "baby kitten kitty puppy pup cub lamb calf foal joey chick duckling piglet fawn owlet gosling".split()
)
"""Words for the young of an animal, that mean a small one beside a grown one."""
PARTS = frozenset("roof door window chimney wall handle wheel".split())
"""What belongs to a thing that is named before: no thing of its own after "with"."""
VERBS = frozenset(
    "rose saw can bear fly ring swing slide wave watch train cook march hop dash climb surf fish point "
    "tear spring sail "
    "stick light match sink drop".split()
)
"""Nouns that after another noun are what it does: the sun rose."""
BEASTS = frozenset(
    "bee butterfly ladybug caterpillar dragonfly fish octopus whale dolphin jellyfish seahorse starfish snail spider "
    "ant crab shark lobster snake squid honeybee worm beetle cricket tropical-fish ghost shrimp goose".split()
)
"""Things that are somebody: a pronoun means them."""
UNHELD = frozenset(
    "couch-and-lamp seat bathtub toilet shower door elevator fire wood rock hut moai water-wave volcano ladder bed "
    "goal-net stadium skis motorcycle bicycle canoe playground-slide hole railway-track footprints".split()
)
"""Icons of things that no hand holds."""
