"""Who is on, in, under or beside what or whom in a text, and what stands on what."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from dataclasses import replace

from inkwell_offline.illustrator.characters.fours import HOOFED
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.filling import FLAT, ROOMS
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.seats import seat_for
from inkwell_offline.illustrator.words.gathering import OWN, Gathering
from inkwell_offline.illustrator.words.matcher import Match
from inkwell_offline.illustrator.words.relations import is_verb, relation_before
from inkwell_offline.illustrator.words.subjects import Subject

PLACED = frozenset(("under", "behind", "beside", "push", "climb", "in"))
"""Relations of a figure to a thing that stands near it."""
BONDS = frozenset(("ride", "on", "hug", "hands", "beside", "behind", "push", "carry", "shoulder", "back"))
"""Relations of two figures."""
FILLS = frozenset("of full filled loaded carrying with containing holding packed covered".split())
"""Words between a thing and what it holds."""
APART = frozenset("behind beside nearby near above below next under".split())
"""Words after a thing that is not in another one."""
MAKING = frozenset("building making decorating rolling painting repairing fixing washing cleaning guarding".split())
MOVES = frozenset("skateboarding sledding cycling biking sleighing".split())
"""Verbs that name what carries somebody."""
ARMS = frozenset("carrying carries carry holding holds hold lifting rocking cradling".split())
"""Words for having somebody in the arms."""
SHOULDERS = frozenset(("shoulder", "shoulders", "piggyback", "head", "back", "neck"))
HANDS = frozenset((("holding", "hands"), ("hold", "hands"), ("hand", "in"), ("arm", "in")))
"""Beginnings of words for two who walk hand in hand."""
TREES = frozenset(("tree", "apple tree", "pine", "palm", "log", "bamboo", "cactus"))
"""Things that somebody climbs who is said to hug them."""
BODY_SPOTS = {"nose": "nose", "snout": "nose", "beak": "nose", "head": "head", "shoulder": "shoulder",
              "back": "shoulder", "hand": "hand", "finger": "hand", "paw": "hand", "arm": "hand"}  # fmt: skip
"""Words for parts of a body on which small things sit, each with its place."""
PULLED = frozenset(("sled", "wagon", "chariot", "icon:shopping-cart"))
"""Things that carry those whom somebody pulls."""
HOUSES = frozenset("house|tent|barn|igloo|mushroom house|castle|icon:hut|shop|circus tent|hollow tree".split("|"))
"""Things in whose door somebody stands who is in them."""
SCENERY = frozenset(("castle", "circus tent"))
"""Buildings that places of their own show."""
OPEN = frozenset(("icon:spider-web", "flower", "sunflower", "rose", "tulip", "daisy", "icon:hibiscus", "icon:lotus"))
"""Things on which somebody is drawn who is said to be in them: a bee in a flower."""
ON_WALLS = frozenset(("window", "blackboard", "bridge", "fence"))
"""Things that have a place of their own in the picture."""


class Related(Gathering):
    """A text with the relations of its hero."""

    def relation(self, at: int) -> str:
        """The relation that the text says of what stands at a word."""
        before = self.before(Match(at, at + 1, ()), 8)
        # What somebody owns is where it is, whoever owns it: at the bears' table.
        return relation_before(before[2:] if before[:1] == ["s"] else before)

    def of_hero(self, at: int) -> bool:
        """True for a word that is said of the hero: nobody else was named since."""
        owner = at - 1 if self.words[at - 1 : at] == ["s"] else None
        before = [s for s in self.subjects if s.start < at and s.end != owner]
        return bool(before) and (before[-1].start == self.subjects[0].start or self._together(before))

    def _together(self, subjects: list[Subject]) -> bool:
        """True for those who are named in one breath: a boy and his grandfather."""
        between = self.words[subjects[0].end : subjects[-1].start]
        are_people = [s.kind for s in subjects] == ["people", "people"]
        return are_people and between[:1] == ["and"] and not any(map(is_verb, between))

    def seat(self, cast: list[Character]) -> tuple[str, str]:
        """The thing the hero is in or on, and how: "an elephant in a bathtub", "riding a broom"."""
        first = self.subjects[0].start if self.subjects else 0
        for name, at in self.thing_at.items():
            how = self.relation(at)
            if at < first <= at + 5 and name in ROOMS and FILLS & set(self.words[at:first]) - {"with"}:
                return name, "in"
            is_one = cast and self.things[name].count == 1 and (self.of_hero(at) or len(self.subjects) == 1)
            if is_one and self.words[at] in MOVES:
                how = "ride"
            if self.words[at] == "in" or (name == "wheelchair" and first == at + 1):
                how = "in"
                is_one = bool(cast)
            if is_one and seat_for(name, how):
                return name, how
        return "", ""

    def bond(self) -> tuple[str, int]:
        """What the hero does with another one, and the number of that companion."""
        number = min(self.subjects[0].count, 6) - 1 if self.subjects else 0
        if number and any(m.value("action") == "hug" for m in self.found):
            return "hug", 0
        if number and HANDS & set(zip(self.words, self.words[1:], strict=False)):
            return "hands", 0
        for subject in self.subjects[1:]:
            how = self.relation(subject.start)
            is_held = not ARMS.isdisjoint(self.words[max(0, subject.start - 4) : subject.start])
            how = {"at": "beside", "use": "beside", "hold": "carry" if is_held else "beside"}.get(how, how)
            if how == "on" and self.subjects[0].kind == "people" and subject.value in HOOFED:
                how = "ride"
            if not how and subject.end > 0 and self.words[subject.end : subject.end + 1] == ["on"]:
                after = self.words[subject.end + 1 : subject.end + 3]
                how = "on" if after[:1] and after[0] in OWN and not SHOULDERS.isdisjoint(after) else how
            on_top = how in ("on", "carry", "with") and not SHOULDERS.isdisjoint(self.words[subject.start :])
            if on_top:
                is_beast = self.subjects[0].kind == "species" and how != "on"
                how = "back" if is_beast else "shoulder"
            if how in BONDS and (self.subjects[0].count == 1 or how == "ride"):
                return how, number
            number += min(subject.count, 6)
        return "", 0

    def place(self, taken: tuple[str, ...]) -> tuple[str, str]:
        """The thing that the hero is under, behind or beside, or pushes."""
        for name, at in self.thing_at.items():
            how = self.relation(at)
            is_free = name not in (*taken, *ON_WALLS) and thing(name).where in ("ground", "big")
            is_made = not how and thing(name).where == "big" and self._made(at)
            how = "beside" if is_made or how in ("at", "use") else "climb" if how == "hug" and name in TREES else how
            is_free = is_free and (how != "in" or name in HOUSES)
            if is_free and how in PLACED and self.of_hero(at):
                return how, name
        first = next(iter(self.thing_at), "")
        if (
            first
            and first not in taken
            and thing(first).where == "big"
            and first not in SCENERY
            and self.thing_at[first] < self.subjects[0].start
        ):
            # What a text begins with is no smaller than who comes after.
            return "beside", first
        return "", ""

    def _made(self, at: int) -> bool:
        """True for what somebody is building or decorating: they are beside it."""
        return not MAKING.isdisjoint(self.before(Match(at, at + 1, ()), 3))

    def perched(self) -> tuple[str, str]:
        """The thing that is on somebody, and where: a butterfly on its nose."""
        ends = {match.start: match.end for match in self.found}
        for name, at in self.thing_at.items():
            said = self.words[ends.get(at, at + 1) :][:4]
            is_on = said[:1] == ["on"] or said[:2] == ["sitting", "on"]
            part = next((word for word in said[1:] if word in BODY_SPOTS), "")
            if is_on and part and self.subjects and thing(name).where in ("ground", "air"):
                return name, BODY_SPOTS[part]
        return "", ""

    def riding(self, place: tuple[str, str]) -> tuple[int, ...]:
        """The companions who are on what the hero pulls: a dog pulling a sled with two children."""
        how, name = place
        if how != "push" or name not in PULLED:
            return ()
        numbers: list[int] = []
        number = self.subjects[0].count - 1
        for subject in self.subjects[1:]:
            is_aboard = self.relation(subject.start) in ("with", "hold") and subject.start > self.thing_at[name]
            numbers += range(number, number + subject.count) if is_aboard else ()
            number += subject.count
        return tuple(numbers[:3])

    def _fits(self, name: str, holder: str) -> bool:
        """True for a thing that is put in or on another one; nothing that floats lies on a plate."""
        where = thing(name).where
        return where == "ground" or (where == "air" and not ROOMS[holder].before)

    def filled(self) -> dict[str, tuple[str, ...]]:
        """The things that hold others: a basket of apples and pears, a truck full of pumpkins, jars on a shelf."""
        found: dict[str, tuple[str, ...]] = {}
        holder, last = "", 0
        ends = {match.start: match.end for match in self.found}
        for name, at in sorted(self.thing_at.items(), key=lambda each: each[1]):
            between = set(self.words[ends.get(last, last + 1) : at])
            is_apart = self.words[ends.get(at, at + 1)] in APART if ends.get(at, at + 1) < len(self.words) else False
            opens = holder and not found.get(holder) and between & FILLS and not is_apart
            goes_on = holder and found.get(holder) and between & {"and", ","} and not between & FILLS
            somebody = any(last < s.start < at for s in self.subjects)
            if (opens or goes_on) and at - last <= 6 and not somebody and self._fits(name, holder):
                found[holder] = (*found.get(holder, ()), name)
            elif (
                self.relation(at) == ("on" if name in FLAT else "in")
                and name in ROOMS
                and last in self.thing_at.values()
                and not somebody
            ):
                below = [n for n, i in self.thing_at.items() if i < at and thing(n).where == "ground"]
                alone = name != "shelf" and len(below) == 1 and self.things[below[0]].count == 1
                shown = tuple(each for each in below[-3:] for _ in range(min(self.things[each].count, 6)))
                found |= {name: shown} if below and not alone and not self.subjects else {}
            if name in ROOMS and self.words[at + 1 : at + 3] == ["of", "gold"]:
                found[name] = ("icon:coin",)
            if name in ROOMS and (not holder or not found.get(holder)):
                holder = name
            last = at
        return {name: contents for name, contents in found.items() if contents}

    def stack(self) -> tuple[str, str]:
        """The first thing and the one that it stands on, where the text is about nobody."""
        names = list(self.thing_at)
        for name in names[1:]:
            how = self.relation(self.thing_at[name])
            if (how == "on" or (how == "in" and name in OPEN)) and thing(name).where == "ground":
                return names[0], name
        return "", ""

    def light_candles(self) -> None:
        """Put the candles that are named with a cake on it."""
        candles = self.things.get("icon:candle")
        if "cake" in self.things and candles and candles.count > 1:
            at = self.thing_at["cake"]
            cake = replace(self.things["cake"], name=f"cake {candles.count}")
            for name in ("cake", "icon:candle"):
                del self.things[name], self.thing_at[name]
            self.things = {cake.name: cake} | self.things
            self.thing_at[cake.name] = at
