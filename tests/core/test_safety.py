"""The safety gate: what it blocks, for whom, and what it must leave alone."""

import re

import pytest

from inkwell.core import safety_words
from inkwell.core.errors import BlockedText
from inkwell.core.safety import AUDIENCES, LEVELS, blocked_phrase, screen

INNOCENT = [
    "a warm and cosy den", "the dwarf wore a wary smile", "Essex and Sussex", "a cocktail of fruit", "she has skill",
    "grapes on a vine", "it had begun to rain", "a classic tale", "a healthy diet", "a scrap of paper", "a sea shell",
    "hello, said the shell", "assassin bug", "the burgundy gunwale", "a bear drinks root beer", "weekend deadline",
    "the skilled therapist", "a peacock", "a shuttlecock", "Dickens", "a scunthorpe street", "the diesel engine",
    "a studied look", "the beehive", "a hellebore flower", "warts on a toad", "wardrobe", "a bombastic frog",
    "raccoon", "pumpkin", "the rapeseed field", "drape the cloth", "a bloodhound puppy", "a gunny sack",
    "dead leaves crunch under her boots", "an old dead tree", "a dead end street", "poison ivy", "a poison apple",
    "a skull on the pirate's flag", "skull and crossbones", "sugar skulls", "a killer whale and her calf",
    "killer whales", "the naked mole rat", "naked mole-rats", "tug of war", "tug-of-war", "a water gun fight",
    "a squirt gun", "a glue gun", "a bullet train", "a bath bomb", "a Tasmanian devil", "devil's food cake",
    "a blood orange", "smoking chimneys", "a smoking volcano", "roll the die", "I hate broccoli", "ginger beer",
    "he'll be back", "we'll see", "she possessed great courage", "a kite gets higher", "the night mare",
    "after school, shooting stars appeared",
]  # fmt: skip


def test_innocent_stories_pass_for_small_children() -> None:
    for text in INNOCENT:
        assert blocked_phrase(text, "strict") is None, text


EVERYDAY = [
    "Shota", "Shota and his dog go fishing", "little Shota's birthday", "Loli", "Aunt Loli bakes bread", "at Loli's",
    "I cut myself a big slice of birthday cake", "I cut myself a piece of pie",
    "I cut myself some bread and cheese", "I cut myself a walking stick", "A walk through yellow rape fields in May",
    "a rape-field under a blue sky", "bees in the blooming rape", "fields of rape", "cold-pressed rape oil",
    "The erection of the circus tent", "the erection of a new bridge", "King Louis XXX of Catland", "Super Bowl XXX",
    "My xxx kisses, love grandma", "xxx", "Shota finds a naked mole rat", "the explicit rules of chess",
    "a day at school on which we have sex education",
]  # fmt: skip


def test_names_and_everyday_meanings_pass() -> None:
    for text in EVERYDAY:
        assert blocked_phrase(text, "standard") is None, text


IN_BAD_COMPANY = [
    ("loli hentai", "hentai"), ("nude loli", "loli"), ("Loli, lewd", "loli"), ("a loli", "a loli"),
    ("loli girls", "loli girls"), ("anime loli", "anime loli"), ("lolicon", "lolicon"), ("shota, nsfw", "shota"),
    ("erotic story about Shota", "shota"), ("shota boy", "shota boy"), ("shotacon", "shotacon"),
    ("rape", "rape"), ("a rape scene", "rape"), ("he rapes her in a field", "rapes"), ("rape in the field", "rape"),
    ("yellow rape fields and a rape", "rape"), ("I cut myself", "cut myself"), ("I cut myself again", "cut myself"),
    ("I cut myself a lot", "cut myself"), ("I cut myself because I hate me", "cut myself"),
    ("his erection", "his erection"), ("the erection of a naked man", "erection"), ("xxx videos", "xxx videos"),
    ("sexy xxx", "xxx"), ("XXX hardcore", "xxx"), ("l\u200boli nude", "loli"),
]  # fmt: skip


def test_the_same_words_beside_their_genre_do_not() -> None:
    for text, phrase in IN_BAD_COMPANY:
        assert blocked_phrase(text, "standard") == phrase, text


BLOCKED = [
    ("a war", "strict"), ("the WAR!", "strict"), ("wars", "strict"), ("a gun.", "strict"), ("(guns)", "strict"),
    ("machine   gun", "strict"), ("machine-gun", "strict"), ("machine\ngun", "strict"), ("grenades", "strict"),
    ("a zombie", "strict"), ("zombies", "strict"), ("a dead body", "strict"), ("dead bodies", "strict"),
    ("he died", "strict"), ("beers", "strict"), ("a beer", "strict"), ("poison", "strict"), ("poisons", "strict"),
    ("kill", "moderate"), ("killed", "moderate"), ("a killer", "moderate"), ("they murdered him", "moderate"),
    ("murdering", "moderate"), ("stabbed", "moderate"), ("tortured", "moderate"), ("kidnapped", "moderate"),
    ("naked", "moderate"), ("sexy", "moderate"), ("suicide", "moderate"), ("blood-soaked", "moderate"),
    ("blood soaked", "moderate"), ("blood - soaked", "moderate"),
    ("two people having sex", "standard"), ("a sex scene", "standard"),
    ("porn", "standard"), ("raped", "standard"), ("raping", "standard"), ("beheaded", "standard"),
    ("self harm", "standard"), ("self-harm", "standard"), ("self\u2011harm", "standard"),
    ("self\u2014harm", "standard"), ("child\u00a0porn", "standard"),
    ("a killer whale with a killer", "moderate"), ("poison ivy and poison", "strict"),
]  # fmt: skip


def test_blocked() -> None:
    for text, level in BLOCKED:
        assert blocked_phrase(text, level), text


DISGUISES = [
    "\uff47\uff55\uff4e", "\U0001d420\U0001d42e\U0001d427",
    "g\u200bun", "g\u200du\u2060n", "gu\u00adn", "\ufeffgun", "GUN", "g\u0332u\u0332n\u0332",
    "g\u3164un", "g\u115fun", "g\u034fun", "g\ufe0fun", "_gun_", "a_gun", "gun_fight", "ⓖⓤⓝ", "g\u202eun",
]  # fmt: skip


def test_disguises() -> None:
    for text in DISGUISES:
        assert blocked_phrase(text, "strict") == "gun", ascii(text)


def test_other_texts_pass() -> None:
    for text in ["", " ", "\n", "🐈", "ひらがな", "кот", "a\u0301bc", "ﬁsh", "1234", "x" * 2000, "नमस्ते"]:
        assert blocked_phrase(text, "strict") is None, ascii(text)


def test_accents_make_other_words() -> None:
    assert blocked_phrase("gün", "strict") is None


def test_levels_include_the_looser_ones() -> None:
    for index, level in enumerate(LEVELS):
        for stricter in LEVELS[index:]:
            assert blocked_phrase({"standard": "porn", "moderate": "murder", "strict": "gun"}[level], stricter)
        for looser in LEVELS[:index]:
            assert not blocked_phrase({"standard": "porn", "moderate": "murder", "strict": "gun"}[level], looser)


@pytest.mark.parametrize(
    ("audience", "blocked"),
    [
        ("toddler", {"gun", "murder", "porn"}),
        ("children", {"gun", "murder", "porn"}),
        ("tween", {"murder", "porn"}),
        ("teen", {"murder", "porn"}),
        ("adult", {"porn"}),
        (None, {"porn"}),
    ],
)
def test_audiences(audience: str | None, blocked: set[str]) -> None:
    for word in ("gun", "murder", "porn"):
        if word in blocked:
            with pytest.raises(BlockedText):
                screen(f"a {word}", field="prompt", audience=audience)
        else:
            screen(f"a {word}", field="prompt", audience=audience)


def test_every_audience_is_tested() -> None:
    assert set(AUDIENCES) == {"toddler", "children", "tween", "teen", "adult"}
    assert set(AUDIENCES.values()) <= set(LEVELS)


def test_the_caller_is_told_what_and_where() -> None:
    with pytest.raises(BlockedText) as caught:
        screen("a Machine-Gun", field="idea", audience="children")
    assert caught.value.message == 'idea must not contain "machine-gun" for children readers'
    assert caught.value.details["blocked"] == "machine-gun"
    assert caught.value.status == 400


LISTS = {
    name: [entry.strip() for entry in getattr(safety_words, name).replace("\n", " ").split(",")]
    for name in ("STANDARD", "MODERATE", "STRICT")
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_tidy(name: str) -> None:
    entries = LISTS[name]
    assert all(entries), "an empty entry"
    assert all(entry == entry.lower() for entry in entries)
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize(("name", "level"), list(zip(LISTS, LEVELS, strict=True)))
def test_every_entry_is_blocked(name: str, level: str) -> None:
    for entry in LISTS[name]:
        assert blocked_phrase(f"one {entry}, please", level), entry
        assert blocked_phrase(entry.upper(), level), entry
        assert blocked_phrase(re.sub(" ", "-", entry), level), entry
        assert blocked_phrase(f"x{entry}x", level) != entry, entry
