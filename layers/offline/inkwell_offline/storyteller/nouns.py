"""English nouns: their plurals, singulars, articles and capitals, as far as our words need them."""

_PLURALS = {
    "fairies": "fairy",
    "wolves": "wolf",
    "elves": "elf",
    "mice": "mouse",
    "butterflies": "butterfly",
    "leaves": "leaf",
    "tomatoes": "tomato",
    "potatoes": "potato",
    "heroes": "hero",
    "scarves": "scarf",
    "puppies": "puppy",
    "ponies": "pony",
    "bunnies": "bunny",
    "ladies": "lady",
    "families": "family",
    "thieves": "thief",
}

#: Words that keep their capital, and are nobody's name.
CAPITALS = frozenset(
    "easter christmas halloween hanukkah chanukah diwali deepavali eid ramadan passover kwanzaa thanksgiving valentine viking roman egyptian african arctic".split()
)


#: Plurals of nouns in -ie; of shorter words, such as "pies", the noun ends so, too.
_IN_IE = frozenset(
    "cookies movies brownies smoothies hoodies zombies genies selfies collies aunties birdies rookies".split()
)
_SHORT = 4


def lowered(words: str) -> str:
    """Words from a prompt for the middle of a sentence: "an Easter bunny"."""
    return " ".join(each.capitalize() if each.lower() in CAPITALS else each.lower() for each in words.split())


def with_article(noun_phrase: str) -> str:
    """A noun phrase with its indefinite article."""
    silent = ("hour", "honest", "heir")
    first = noun_phrase.lower()
    vowel = first[:1] in "aeiou" and not first.startswith(("uni", "one", "eu", "use"))
    return f"{'an' if vowel or first.startswith(silent) else 'a'} {noun_phrase}"


def singular(word: str) -> str:
    """The singular of an English noun, as far as our words need it."""
    word = word.lower()
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("'s") or word.endswith("’s"):
        return word[:-2]
    if word.endswith("es") and word[:-2].endswith(("sh", "ch", "x", "ss")):
        return word[:-2]
    if word.endswith("ies") and len(word) > _SHORT and word not in _IN_IE:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def plural(noun: str) -> str:
    """The plural of an English noun."""
    if noun in ("sheep", "fish", "deer"):
        return noun
    irregular = {"mouse": "mice", "child": "children", "man": "men", "woman": "women", "wolf": "wolves", "elf": "elves"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun in _PLURALS.values():
        return next(many for many, one in _PLURALS.items() if one == noun)
    return f"{noun}es" if noun.endswith(("s", "x", "sh", "ch")) else f"{noun}s"
