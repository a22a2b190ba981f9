"""What a text mentions: its figures with their looks and clothes, and its things, gathered word by word."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from collections.abc import Mapping
from itertools import zip_longest

from inkwell_offline.illustrator.characters.record import PLAIN_ROLES, Character
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.props.packs import PACKS
from inkwell_offline.illustrator.words import looks, people
from inkwell_offline.illustrator.words.brief import Prop
from inkwell_offline.illustrator.words.casting import named
from inkwell_offline.illustrator.words.context import Context
from inkwell_offline.illustrator.words.grammar import (
    BREAKS,
    GENERIC,
    GROUP_NAMES,
    GROUPS,
    HAIR_WORDS,
    KIN,
    LIKE,
    PARTS,
    PLACES,
    YOUNG,
)
from inkwell_offline.illustrator.words.matcher import Match, canonical
from inkwell_offline.illustrator.words.others import adjectives
from inkwell_offline.illustrator.words.subjects import Subject

FLOCKS = frozenset(("gull", "crow", "pigeon", "dove"))
"""Birds that, where several are named after what a text is about, fly over it."""
GROWN = frozenset(role for role, look in people.ROLES.items() if look.get("age") in ("adult", "elder")) | {"doctor"}
"""People beside whom a child is somebody else."""
DRESSED = frozenset("astronaut knight princess wizard witch fairy".split())
"""Costumes of which animals wear the whole."""
OWN = frozenset("their its his her".split())
"""Words before kin that say whose."""
BODY = frozenset("nose noses eye eyes mouth hair arm arms leg legs tail ear ears wing wings cheeks beard".split())
"""Parts of a body: a carrot nose is no carrot."""
LIMBS = frozenset(("chest", "palm", "trunk", "shell", "horn"))
"""Parts of a body that are things as well: a gorilla beats its chest."""
COSTUMES = frozenset(
    "costume costumes outfit outfits uniform uniforms disguise clothes suit suits attire spacesuit armour armor".split()
)
"""Words for all that somebody wears who is dressed as another one."""
DISHES = frozenset(("icon:bowl-with-spoon", "icon:fork-and-knife-with-plate", "glass", "cup"))
"""Things that are drawn with what is in them."""
STRIPED = frozenset(("striped", "stripy", "stripey", "stripes"))
WORN = ("dress", "top", "bottom", "shoes")
"""What words may say of somebody's clothes."""


class Gathering(Context):
    """A text with the figures and things that it mentions.

    Args:
        figures: those whom the text calls by name, and whose looks are known.
    """

    def __init__(self, text: str, figures: Mapping[str, Character]) -> None:
        super().__init__(text, figures)
        self.figures = figures
        called = named(self.words, figures)
        taken = {at for each in called for at in range(each.start, each.end)}
        others = [each for each in self.found if taken.isdisjoint(range(each.start, each.end))]
        self.found = sorted([*others, *called], key=lambda each: each.start)
        self.subjects: list[Subject] = []
        self.things: dict[str, Prop] = {}
        self.thing_at: dict[str, int] = {}
        self.early: list[Match] = []
        self.folk_at: dict[int, str] = {}

    def gather(self) -> None:
        costume: dict[str, str] = {}
        dressed = ""
        for match in self.found:
            if match.value("ignored") is not None:
                continue
            word = canonical(self.words[match.start])
            if folk := match.value("folk"):
                self.folk_at[match.end] = folk
            elif name := match.value("cast"):
                self._called(match, name)
            elif self._is_cast(match):
                continue
            elif (species := match.value("species")) and self.noun(match):
                if species == "fish":
                    continue
                if species in FLOCKS and (self.things or self.subjects) and self.count(match) > 1:
                    self._add(match, "flying bird")
                    continue
                self._mention(match, "species", species, word)
                if (costume or dressed) and self.subjects and self.subjects[-1].value == species:
                    self.subjects[-1].wears |= costume
                    self.subjects[-1].looks |= {"role": dressed} if dressed in DRESSED else {}
                costume, dressed = {}, ""
            elif (role := match.value("people")) and self.noun(match):
                if role in KIN and (kind := self._also(match)):
                    self.subjects.append(Subject("species", kind, 1, match.start, kind, end=match.end))
                    continue
                if role in KIN and self._named_next(match, "species" if role != "baby" else "thing", "species"):
                    continue
                if self.subjects and role not in PLAIN_ROLES and self._is_worn(match):
                    self._put_on(match, role)
                    continue
                last = self.subjects[-1] if self.subjects else None
                if last and last.end == match.start and role not in PLAIN_ROLES | GROUPS.keys() | YOUNG:
                    # A mouse chef is one mouse, a pirate captain one pirate.
                    last.end = match.end
                    if last.kind == "species" or last.value in PLAIN_ROLES:
                        self._put_on(match, role)
                    continue
                if role not in PLAIN_ROLES and self._named_next(match, "species"):
                    dressed = role
                    costume = dict(people.ROLES.get(role, {}).get("wears", {}))
                    continue
                if self.subjects and self.subjects[-1].value == "baby" and self.subjects[-1].end == match.start:
                    continue
                self._mention(match, "people", role, word)
            elif (wear := match.value("wear")) and self.noun(match) and (self.subjects or not match.value("thing")):
                self._dress(match, wear)
            elif match.value("setting") and self._is_only_a_place(match):
                continue
            elif (thing := match.value("thing")) and self.noun(match) and not self._said_of_another(match):
                if not self._modifies(match) and not self._is_part(match):
                    self._add(match, thing)
            else:
                self._look(match)

    def _is_worn(self, match: Match) -> bool:
        """True for a role that only says what somebody wears: a witch hat, a pirate costume, dressed as a clown."""
        is_dressed = not LIKE.isdisjoint(self.before(match, 4)) and "as" in self.before(match, 3)
        return is_dressed or self._names_costume(match) or self._named_next(match, "wear")

    def _names_costume(self, match: Match) -> bool:
        return not COSTUMES.isdisjoint(self.words[match.end - 1 : match.end + 1])

    def _put_on(self, match: Match, role: str) -> None:
        """Dress the last subject as somebody of a role; where a single piece follows, that is worn alone."""
        who = self.subjects[-1]
        if self._named_next(match, "wear") and not self._names_costume(match):
            return
        if who.kind == "people":
            who.value = role
        elif who.kind == "species":
            who.wears |= dict(people.ROLES[role].get("wears", {}))
            who.looks |= {"role": role} if role in DRESSED else {}

    def _also(self, match: Match) -> str:
        """The species that two share in "a mother and baby penguin", "" for none."""
        if self.words[match.end : match.end + 1] != ["and"]:
            return ""
        after = next((m for m in self.found if m.start == match.end + 1), None)
        is_kin = after is not None and (after.value("people") or "") in KIN
        found = [m.value("species") for m in self.found if after and m.start == after.end and m.value("species")]
        return (found[0] or "") if is_kin and found else ""

    def _is_only_a_place(self, match: Match) -> bool:
        """True for a word that only says where: at school, or the school of a school garden."""
        says_where = self.before(match, 1)[:1] in (["at"], ["in"]) and str(match.value("thing")).startswith("icon:")
        return says_where or any(m.start == match.end and m.value("setting") for m in self.found)

    def _called(self, match: Match, name: str) -> None:
        """Somebody of the cast, called by name: what is said next is said of them."""
        known = next((s for s in self.subjects if s.kind == "cast" and s.value == name), None)
        if known is None:
            self.subjects.append(Subject("cast", name, 1, match.start, name.lower(), name=name, end=match.end))

    def _is_cast(self, match: Match) -> bool:
        """True for "the girl" who was called by name before."""
        value = match.value("species") or match.value("people")
        called = [self.figures[s.value] for s in self.subjects if s.kind == "cast"]
        return (
            bool(value)
            and any(value in (each.species, each.role) for each in called)
            and not {"a", "an", "another", "other", "second"}.intersection(self.before(match, 3))
            and self.count(match) == 1
        )

    def _said_of_another(self, match: Match) -> bool:
        """True for clothes where somebody is there to wear them."""
        is_pair = match.value("shoes") is not None and not self.words[match.end - 1].endswith("s")
        return bool(self.subjects) and not is_pair and any(match.value(key) is not None for key in WORN)

    def _modifies(self, match: Match) -> bool:
        """True for a thing that only says which thing is meant: in "an apple pie" the pie is drawn."""
        if self.words[match.end : match.end + 1] == ["of"] and (held := match.value("thing")) in {*PACKS, *DISHES}:
            skipped = self.words[match.end + 1] if match.end + 1 < len(self.words) else ""
            first = match.end + (2 if skipped in looks.COLOURS or skipped in adjectives() else 1)
            return any(
                m.start in (match.end + 1, first) and m.value("thing") and (held in DISHES or m.value("thing") in PACKS)
                for m in self.found
            )
        last = self.words[match.end - 1]
        if match.value("thing") and not BODY.isdisjoint(self.words[match.end : match.end + 1]):
            return True
        if self.words[match.end - 1] in LIMBS and not OWN.isdisjoint(self.before(match, 1)):
            return True
        is_building = thing(str(match.value("thing"))).where == "big"
        return not last.endswith("s") and any(
            m.start == match.end
            and (m.value("thing") or (m.value("setting") and is_building and self.words[m.start] not in PLACES))
            and m.value("ignored") is None
            and self.noun(m)
            and not self.words[m.start].endswith("ing")
            for m in self.found
        )

    def _is_part(self, match: Match) -> bool:
        """True for a part of the thing before it: a house with a blue roof."""
        if canonical(self.words[match.end - 1]) not in PARTS or not self.things:
            return False
        last = max(self.thing_at.values())
        return not BREAKS.intersection(self.words[last : match.start]) and "with" in self.words[last : match.start]

    def _named_next(self, match: Match, *categories: str) -> bool:
        """True when an animal's name follows at once: "mother duck" is one duck, "pirate dog" one dog."""
        return any(m.start == match.end and any(map(m.value, categories)) and self.noun(m) for m in self.found)

    def _mention(self, match: Match, kind: str, value: str, word: str) -> None:
        count = self.count(match)
        if kind == "species" and word in YOUNG and self.subjects and not OWN.isdisjoint(self.before(match, 2)):
            # The calf of a giraffe is no cow's.
            value = self.subjects[-1].value if self.subjects[-1].kind == "species" else value
        last = self.subjects[-1] if self.subjects else None
        if value in ("family", "couple", "parents") and last and last.kind == "species" and last.end == match.start:
            # A penguin family, a swan couple.
            last.count = 2
            if value == "family":
                self.subjects.append(Subject("species", last.value, 1, match.start, word, end=match.end, young=True))
            return
        if value in GROUPS:
            names = GROUP_NAMES.get(value, ())
            is_told = any(s.name and s.name in names for s in self.subjects)
            if self.words[match.end : match.end + 1] != ["of"] and not is_told:
                for role, name in zip_longest(GROUPS[value], names, fillvalue=""):
                    self.subjects.append(Subject("people", role, 1, match.start, word, name=name, end=match.end))
            return
        if (
            kind == "people"
            and value in ("girl", "boy", "child", "woman", "man", "adult")
            and self.subjects
            and self.subjects[-1].end == match.start
        ):
            self.subjects[-1].word = word
            if self.subjects[-1].value in GENERIC:
                self.subjects[-1].value = value
            self.subjects[-1].count = max(self.subjects[-1].count, count)
            self.subjects[-1].end = match.end
            return
        if last and last.kind == "species" and value in KIN - {"baby"} and not OWN.isdisjoint(self.before(match, 1)):
            last.young = value in ("woman", "man", "grandma", "grandpa")
            young = not last.young
            self.subjects.append(Subject("species", last.value, 1, match.start, word, end=match.end, young=young))
            return
        if value == "baby" and self.subjects and self.subjects[-1].kind == "species":
            kind, value, word = "species", self.subjects[-1].value, "baby"
        known = next((s for s in self.subjects if s.value == value), None)
        is_young = kind == "species" and (word in YOUNG or "baby" in self.before(match, 2))
        if known and is_young and known.word not in YOUNG and not known.young:
            self.subjects.append(Subject(kind, value, count, match.start, word, end=match.end, young=True))
            return
        is_new = (
            not {"a", "an", "his", "her", "their"}.isdisjoint(self.before(match, 1))
            and bool(self.subjects)
            and self.subjects[0].value in GROWN
        )
        if kind == "people" and value in GENERIC and not known and count == 1 and self.subjects and not is_new:
            known = self.subjects[0]
        other = any(w in ("another", "other", "second") for w in self.before(match, 2))
        if known and not other:
            if known.value == value and count > 1 and word != known.word:
                known.count += count
            known.count = max(known.count, count if known.value == value else 1)
            known.colour = known.colour or self.colour(match)
            return
        if (
            kind == "people"
            and self.subjects
            and self.subjects[0].kind == "people"
            and self.subjects[0].value in GENERIC
            and value not in ("woman", "man", "grandma", "grandpa", "baby", "girl", "boy")
        ):
            self.subjects[0].value = value
            return
        young = is_young and (bool(self.subjects) or "baby" in (word, *self.before(match, 2)))
        self.subjects.append(
            Subject(kind, value, count, match.start, word, self.colour(match), end=match.end, young=young)
        )
        if kind == "people":
            self._from(self.subjects[-1])

    def _from(self, subject: Subject) -> None:
        """Give somebody the looks of the people that the words before them name."""
        for at in (subject.start, subject.start - 1):
            if folk := looks.FOLKS.get(self.folk_at.get(at, "")):
                subject.looks |= {key: value for key, value in folk.items() if key in ("skin", "hair")}
                subject.wears |= {key: value for key, value in folk.items() if key not in ("skin", "hair")}
                return

    def _dress(self, match: Match, wear: str) -> None:
        colour = self.colour(match) or looks.WEAR_COLOUR[wear]
        if self.words[max(0, match.start - 3) : match.start - 1] == ["out", "of"]:
            self._add(match, "icon:top-hat")
        elif self.subjects:
            self.subjects[-1].wears[wear] = colour
            self._pattern(match, self.subjects[-1])
        elif self.before(match, 1)[:1] == ["the"] and wear == "crown":
            self._add(match, "icon:crown")

    def _look(self, match: Match) -> None:
        if not self.subjects:
            if match.value("hair") is not None or match.value("skin"):
                self.early.append(match)
            return
        self.apply_look(self.subjects[-1], match)

    def apply_look(self, subject: Subject, match: Match) -> None:
        traits = subject.looks
        if (style := match.value("hair")) is not None:
            if not style:
                near = {word for word in self.before(match, 4) if word in HAIR_WORDS}
                style = next((HAIR_WORDS[w] for w in sorted(near)), "")
            if {style, traits.get("hair_style")} == {"beard", "bald"}:
                subject.wears["beard"] = looks.HAIR_TINTS["#9a6a45"]
                traits["hair_style"] = "bald"
            elif style:
                traits["hair_style"] = style
            if tint := self.colour(match) or self.inner_colour(match):
                traits["hair"] = looks.HAIR_TINTS.get(tint, tint)
        elif skin := match.value("skin"):
            traits["skin"] = skin
        elif match.value("wings") is not None:
            traits["inner"] = self.colour(match)
        elif match.value("iris") is not None:
            if tint := self.colour(match):
                traits["iris"] = tint
        elif match.value("ears") is not None:
            if subject.kind == "species" and (tint := self.colour(match)):
                traits["inner"] = tint
            for word in self.before(match, 2):
                if word in ("floppy", "droopy", "lop"):
                    traits["ears"] = "floppy"
        else:
            for key in ("dress", "top", "bottom", "shoes"):
                if match.value(key) is not None:
                    self._pattern(match, subject)
                    traits[key] = self.colour(match) or {"dress": "#ff8fb0", "top": "", "bottom": "", "shoes": ""}[key]

    def _pattern(self, match: Match, subject: Subject) -> None:
        """The stripes of what somebody wears, in the colour that stands nearest to the word for them."""
        before = self.before(match, 5)
        if match.value("top") is not None or match.value("wear") == "sweater":
            at = next((i for i, word in enumerate(before) if word in STRIPED), -1)
            tints = [looks.COLOURS[word] for word in reversed(before[: max(0, at)]) if word in looks.COLOURS]
            if at >= 0:
                subject.wears["stripes"] = tints[0] if len(tints) > 1 else "#fbf9f6"

    def _add(self, match: Match, thing: str) -> None:
        count, colour = self.count(match), self.colour(match)
        old = self.things.get(thing)
        if old:
            count = old.count + count if "baby" in self.before(match, 2) else max(count, old.count)
            colour = old.colour or colour
        self.things[thing] = Prop(thing, count, colour)
        self.thing_at.setdefault(thing, match.start)

    def first(self, category: str) -> str:
        return next((v for m in self.found if m.value("ignored") is None and (v := m.value(category))), "")
