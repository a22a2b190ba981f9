"""The reader of prompts: finds characters, place, things and style, and leaves open how they are drawn."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

import re
from collections.abc import Mapping

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.colour import light
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.props.lettering import asked_sign
from inkwell_offline.illustrator.seats import ASHORE, BOATS, COASTS, RAISED, SWIMMING, TABLES, seat_for
from inkwell_offline.illustrator.words import lexicon, looks, people
from inkwell_offline.illustrator.words.brief import Brief, Prop
from inkwell_offline.illustrator.words.doings import Doing, doings
from inkwell_offline.illustrator.words.grammar import (
    ARTICLES,
    BEASTS,
    BREAKS,
    GINGER,
    MAGIC,
    PRONOUNS,
    SMALL_WORDS,
    UNHELD,
)
from inkwell_offline.illustrator.words.kinds import spelled_out
from inkwell_offline.illustrator.words.matcher import Match, canonical, tokens, vocabulary
from inkwell_offline.illustrator.words.names import BOYS, GIRLS
from inkwell_offline.illustrator.words.others import adjectives
from inkwell_offline.illustrator.words.places import is_ware, place_for, seen_from
from inkwell_offline.illustrator.words.related import Related
from inkwell_offline.illustrator.words.subjects import Subject, name_subjects
from inkwell_offline.illustrator.words.tales import in_plain_words

_PATTERNED = re.compile(r"\bmandala (?:pattern|style|detail|ornament|design)s?\b", re.IGNORECASE)
"""Words for patterns inside somebody."""
_BACKDROP = re.compile(r"((?:\b[\w-]+ ){1,3})(?:background|backdrop)\b", re.IGNORECASE)
"""Words for a plain ground of a colour."""
_FRIEND = re.compile(
    r"\b(?:his|her|their|its|my) (?:\w+ ){0,2}(?:friends?|companion|buddy|pal|pet), (?=(?:an?|the|two|three)\b)",
    re.IGNORECASE,
)
"""Words for a friend that are followed at once by who it is: "her friend the owl"."""
PALE = frozenset("pale light pastel soft mint baby powder".split())
TEENS = frozenset("teen teens teenage teenaged teenager teenagers adolescent adolescents".split())
INSIDE = frozenset(("school", "clinic", "office", "hall", "stage", "kitchen", "living room", "carriage"))
"""Places that are rooms of a building of the same name."""
WOMANLY = ("woman", "women", "girl", "waitress", "lady")
"""Ends of words for women at work."""
NIGHTLY = frozenset(("moon", "crescent moon", "fireworks"))
"""Things that are seen at night."""
YOUNGSTERS = frozenset(("boy", "girl", "child", "kid"))
OLD = frozenset(("old", "elderly", "aged", "wrinkled"))
DRAWN = ("species", "people", "thing")
"""Categories of words that are drawn as somebody or something."""


class Reader(Related):
    """A reading of a text.

    Args:
        cast: the key of those who belong together, as in `people.person`.
        strangers: the key for those without a name, where there is no cast.
        figures: as in `Gathering`.
    """

    def __init__(
        self, text: str, cast: str = "", strangers: str = "", figures: Mapping[str, Character] | None = None
    ) -> None:
        super().__init__(text, figures or {})
        self.cast = cast
        self.strangers = strangers

    done: list[Doing]

    def female(self) -> bool | None:
        """True for she, False for he, None where pronouns and names say nothing."""
        she = sum(w in lexicon.FEMALE for w in self.words)
        he = sum(w in lexicon.MALE for w in self.words)
        she += 2 * sum(w in GIRLS for w in self.words)
        he += 2 * sum(w in BOYS for w in self.words)
        return None if she == he else she > he

    def characters(self) -> list[Character]:
        """The characters in the order of the text, each as often as it is counted, at most six."""
        self.gather()
        self.do()
        female = self.female()
        name_subjects(self.text, self.words, self.subjects)
        is_beast = not BEASTS.isdisjoint(name.removeprefix("icon:") for name in self.things)
        if not self.subjects and not is_beast and any(w in self.words for w in ("she", "he", "her", "him", "his")):
            self.subjects.append(Subject("people", "girl" if female else "boy", 1, 0, ""))
        for match in self.early:
            if self.subjects:
                self.apply_look(self.subjects[0], match)
        out: list[Character] = []
        for i, subject in enumerate(self.subjects):
            if subject.kind == "cast":
                out.append(self.figures[subject.value])
                continue
            name = subject.name
            her = female if i == 0 else None
            if name.lower() in GIRLS or name.lower() in BOYS:
                her = name.lower() in GIRLS
            if subject.word.endswith(WOMANLY):
                her = True
            elif subject.word in lexicon.FEMALE or subject.word in lexicon.MALE:
                her = subject.word in lexicon.FEMALE
            made = (
                people.person(subject.value, name, her, self.cast or ("" if name else self.strangers))
                if subject.kind == "people"
                else people.animal(subject.value, name, her)
            )
            if subject.young:
                made = made.changed(age="baby")
            out.append(self._finished(made, subject))
            for extra in range(1, min(subject.count, 6)):
                out.append(self._sibling(out[-1], subject, extra))
        return out[:6]

    def do(self) -> None:
        """Find what the hero does, and leave out the things that its gear shows."""
        self.done = doings(self.words[: self._others_do_at()]) if self.subjects else []
        if self.subjects and _PATTERNED.search(self.text):
            self.things.pop("mandala", None)
            self.thing_at.pop("mandala", None)
        for doing in self.done:
            if doing.wears and self.subjects[0].wears.get(doing.wears) is None:
                self.subjects[0].wears[doing.wears] = looks.WEAR_COLOUR.get(doing.wears, "#6f8fb8")
            for name in doing.uses.split("|"):
                self.things.pop(name, None)
                self.thing_at.pop(name, None)
            if doing.brings and not any(name.startswith(doing.brings) for name in self.things):
                self.things[doing.brings] = Prop(doing.brings)
                self.thing_at[doing.brings] = len(self.words) - 1

    def _others_do_at(self) -> int:
        """The place from which the text says what others do meanwhile: "while a fox sings", not "while singing"."""
        ways = (i for i, word in enumerate(self.words[:-1]) if word == "while")
        others = (i for i in ways if self.words[i + 1] not in PRONOUNS and not self.words[i + 1].endswith("ing"))
        return next(others, len(self.words))

    def of_doing(self, part: str) -> str:
        """The first thing that the hero's doings say of a part, "" for none."""
        return next((value for doing in self.done if (value := str(getattr(doing, part)))), "")

    def _finished(self, made: Character, subject: Subject) -> Character:
        changes = {k: v for k, v in subject.looks.items() if v}
        if "dress" not in changes and ("top" in changes or "bottom" in changes):
            changes["dress"] = ""
        if subject.colour:
            if subject.kind == "species":
                changes.setdefault("fur", subject.colour)
            elif subject.value in ("knight", "wizard", "superhero", "king"):
                changes.setdefault("top", subject.colour)
            elif made.dress:
                changes.setdefault("dress", subject.colour)
        if changes.get("hair") in GINGER and "skin" not in changes:
            changes["skin"] = people.SKINS[len(made.name) % 3]
        wears = dict(made.wears) | subject.wears
        near = self.words[max(0, subject.start - 3) : subject.start]
        if made.is_human and not OLD.isdisjoint(near) and made.age != "baby":
            changes |= {"age": "elder", "hair": "#dcd7dc"}
        elif subject.word in YOUNGSTERS and made.age == "adult":
            changes |= {"age": "child", "hair_style": "short" if made.hair_style == "beard" else made.hair_style}
        elif (
            made.is_human
            and made.age == "child"
            and not TEENS.isdisjoint(self.words[max(0, subject.start - 2) : subject.end])
        ):
            changes["age"] = "teen"
        return made.changed(wears=wears, **changes)

    def _sibling(self, first: Character, subject: Subject, number: int) -> Character:
        if not {"twin", "twins"}.isdisjoint(self.words):
            return first.changed(name="")
        if subject.kind == "people":
            # "Two boys in blue caps" are told apart by their faces.
            other = people.person(subject.value, f"{subject.value} {number}", None, self.cast or self.strangers)
            return self._finished(other, subject)
        tones = {
            "bunny": ("#d9b48a", "#c9c4cf"),
            "cat": ("#a9adb8", "#5a5560"),
            "dog": ("#f4efe6", "#8a5c3b"),
            "fox": ("#f3a45c",),
        }
        fur = tones.get(first.species, (first.fur,))[(number - 1) % len(tones.get(first.species, ("",)))]
        return first.changed(fur=subject.colour or fur, wears=dict(subject.wears), name="", lashes=False)

    def pose(self, cast: list[Character]) -> tuple[str, str]:
        """The hero's pose, and what it holds."""
        pose = ""
        at = 0
        for match in self.found:
            action = match.value("action")
            if action and match.value("ignored") is None and not self._used_as_thing(match):
                pose, at = action, match.start
                break
        if pose == "fly" and "kite" in self.things:
            pose = "run"
        perched, _ = self.perched()
        for name, at in self.thing_at.items():
            if name == perched:
                continue
            how = "hold" if self.words[at].startswith("play") else self.relation(at)
            if how == "with" and name in RAISED and self.of_hero(at):
                return pose or "greet", name
            if (
                (
                    how in ("eat", "hold", "use", "hug")
                    or (how == "with" and (self.of_doing("held") or not (pose or self.done)))
                )
                and cast
                and (self._holdable(name) or (how == "eat" and thing(name).hold > 0))
                and (self.of_hero(at) or len(self.subjects) == 1)
            ):
                if how == "eat":
                    return "eat", name
                return pose if pose in ("sit", "walk", "run") and how == "hold" else "hold", name
        if pose in ("hold", "read", ""):
            after = [n for n, i in self.thing_at.items() if i >= at and self._holdable(n)]
            near = [n for n in after if self.thing_at[n] - at <= 6]
            if pose == "read":
                return "read", "open book"
            if pose == "hold" and near and cast:
                return "hold", near[0]
        if pose == "float" and not any(
            w in self.words for w in ("space", "air", "sky", "water", "cloud", "clouds", "balloon")
        ):
            pose = ""
        return pose or "", ""

    def _used_as_thing(self, match: Match) -> bool:
        return match.value("thing") is not None and self.noun(match)

    def _holdable(self, name: str) -> bool:
        return thing(name).hold > 0 and name.removeprefix("icon:") not in BEASTS | UNHELD

    def _snowy(self, setting: str) -> bool:
        """True when it snows in a place that is not the land of snow itself."""
        return setting not in ("snow", "underwater", "space") and any(m.value("setting") == "snow" for m in self.found)

    def called(self) -> dict[str, str]:
        """The nouns of the text, each with the name of what is drawn for it: a dachshund is a dog, a plumber works."""
        found = {}
        for match in self.found:
            drawn = next((v for c, v in match.entries if c in DRAWN), "")
            if drawn and match.value("ignored") is None and (match.stands_for or self.noun(match)):
                words = " ".join(canonical(word) for word in self.words[match.start : match.end])
                found[match.stands_for or words] = drawn.removeprefix("icon:")
        found |= {s.name.lower(): s.value for s in self.subjects if s.name}
        return {word: drawn for word, drawn in found.items() if word != drawn}

    def missing(self) -> list[str]:
        """Nouns of which nothing is known: after an article, at the end of a phrase."""
        taken = {i for match in self.found for i in range(match.start, match.end)}
        out = []
        for i, word in enumerate(self.words):
            after = self.words[i + 1] if i + 1 < len(self.words) else "."
            is_last = i + 1 in taken or after in SMALL_WORDS or after in BREAKS
            is_plain = word not in SMALL_WORDS | BREAKS and word not in vocabulary() and word not in adjectives()
            if i not in taken and is_last and is_plain and i and self.words[i - 1] in ARTICLES | adjectives():
                out.append(word)
        return list(dict.fromkeys(out))[:8]

    def backdrop(self) -> str:
        """The colour of the plain ground that the text asks for, "" for none."""
        said = _BACKDROP.search(self.text)
        words = tokens(said.group(1)) if said else []
        colour = next((looks.COLOURS[word] for word in reversed(words) if word in looks.COLOURS), "")
        return light(colour, 0.45) if colour and not PALE.isdisjoint(words) else colour

    def brief(self) -> Brief:
        """The brief: all that was read, together."""
        cast = self.characters()
        pose, held = self.pose(cast)
        if (done := self.of_doing("pose")) and not (pose in ("eat", "sleep") and done != "upside down"):
            pose = done
        is_used = held and self.relation(self.thing_at.get(held, 0)) == "use"
        held = (self.of_doing("held") if is_used else "") or held or self.of_doing("held")
        setting, named = place_for(self, cast, pose, self.text)
        backdrop = self.backdrop()
        setting = "studio" if backdrop and not named else setting
        for name in {m.value("thing") or "" for m in self.found if m.value("setting") == setting} & self.things.keys():
            # Nobody is in front of the school and in its classroom at once.
            if setting in INSIDE and thing(name).where == "big" and (cast or len(self.things) > 1):
                del self.things[name], self.thing_at[name]
            elif setting in INSIDE and thing(name).where == "big":
                setting = "city"
        if "icon:water-wave" in self.things and setting in ("mountains", "meadow", "garden", "forest"):
            del self.things["icon:water-wave"], self.thing_at["icon:water-wave"]
            setting = "beach"
        mood = next(
            (
                v
                for m in self.found
                if m.value("ignored") is None
                and (v := m.value("mood"))
                and not (m.value("action") and v == "surprised" and cast == [])
            ),
            "",
        )
        if mood in ("happy", "") and (
            better := next((v for m in self.found if (v := m.value("mood")) and v != "happy"), "")
        ):
            mood = better
        angle = self.first("angle") or "eye"
        is_head = any(m.value("species") and self.words[m.end : m.end + 1] in (["head"], ["face"]) for m in self.found)
        shot = self.first("shot") or ("close" if is_head else "medium")
        page = re.search(r"\b(?:page|scene|shot|panel|spread)\s+#?(\d{1,3})\b", self.text, re.I)
        weather = self.first("weather")
        snowy = self._snowy(setting)
        # Snow lies on the ground whether or not it falls just now.
        season = self.first("season") or ("winter" if snowy or weather == "snow" else "")
        seat, seat_by = self.seat(cast)
        if (done := self.of_doing("seat")) and (not seat or done in TABLES):
            seat, seat_by = done, "at" if done in TABLES else "on"
        place = self.place((held, seat)) if cast else ("", "")
        is_afloat = seat_for(seat, seat_by) is not None and seat in BOATS
        is_alone = not cast and not BOATS.isdisjoint(self.things)
        on_water = seat in SWIMMING or not BOATS.isdisjoint(self.things)
        is_sunk = setting == "underwater" and not named and on_water
        if is_sunk or (is_afloat and setting in ASHORE) or (is_alone and setting in ASHORE - COASTS):
            setting = "ocean"
        self.light_candles()
        stack = self.stack() if not cast else ("", "")
        gear = self.of_doing("gear")
        props = [p for n, p in self.things.items() if n not in (held, seat)]
        filled = {n: held for n, held in self.filled().items() if n in self.things}
        inside = {name for contents in filled.values() for name in contents}
        props = [p for p in props if p.name not in inside]
        held = "" if held in inside else held
        served = [p for p in props if is_ware(p.name) and thing(p.name).where == "ground"] if seat in TABLES else []
        props = [p for p in props if p not in served[:3]]
        if weather == "rainbow" and not any(p.name == "rainbow" for p in props):
            props.append(Prop("rainbow"))
        props += seen_from(self, setting)
        sign = asked_sign(self.text)
        if sign:
            # The letter stands in the middle; whoever begins with it is beside it.
            props = [Prop(sign), *(p for p in props if p.name != "icon:envelope")]
            setting = setting if self.first("setting") else "studio"
        hero = cast[0] if cast and not sign else None
        return Brief(
            hero=hero,
            companions=tuple(cast if hero is None else cast[1:]),
            props=tuple(props[:8]),
            setting=setting,
            named=named,
            pose=pose,
            expression=mood or self.of_doing("mood"),
            held=held if held != seat else "",
            held_colour=self.things[held].colour if held in self.things else "",
            seat=seat,
            seat_by=seat_by,
            seat_colour=self.things[seat].colour if seat in self.things else "",
            gear="" if seat or (gear == "water" and setting == "underwater") else gear,
            served=tuple(served[:3]),
            bond=self.bond(),
            place=place,
            perched=self.perched(),
            riding=self.riding(place),
            filled=tuple(filled.items()),
            stack=stack if not filled else ("", ""),
            backdrop=backdrop if setting == "studio" else "",
            time=self.first("time") or ("day" if NIGHTLY.isdisjoint(self.things) else "night"),
            weather="" if weather == "rainbow" else weather or ("snow" if snowy else ""),
            season=season,
            shot=shot,
            angle=angle,
            view=self.first("view") or "front",
            style=next((v for m in self.found if (v := m.value("style")) and not self.object(m)), ""),
            preset=self.first("preset"),
            audience=self.first("audience"),
            sheet=any(m.value("sheet") is not None for m in self.found),
            magic=any(w in MAGIC for w in self.words),
            called=tuple(sorted(self.called().items())),
            missing=tuple(self.missing()),
            page=int(page.group(1)) if page else None,
        )


def read(prompt: str, cast: str = "", strangers: str = "", figures: Mapping[str, Character] | None = None) -> Brief:
    """Understand a prompt. Unknown words change nothing; an empty text gives a quiet scene without anybody.

    Args:
        cast, strangers, figures: as in `Reader`.
    """
    prompt = in_plain_words(_FRIEND.sub("", prompt), figures or {})
    return Reader(spelled_out(prompt, _names_any), cast, strangers, figures).brief()


def _names_any(text: str) -> bool:
    """True for a text that names somebody or something to draw."""
    reader = Reader(text)
    return bool(reader.characters() or reader.things)
