"""The reader of prompts: finds characters, place, things and style, and leaves open how they are drawn."""

import re
from dataclasses import replace

from inkwell_offline.illustrator.acting import SEATS
from inkwell_offline.illustrator.characters.record import PLAIN_ROLES, Character
from inkwell_offline.illustrator.props.catalogue import THINGS
from inkwell_offline.illustrator.words import lexicon, looks, people
from inkwell_offline.illustrator.words.brief import Brief, Prop
from inkwell_offline.illustrator.words.context import Context
from inkwell_offline.illustrator.words.grammar import (
    DETERMINERS,
    GENERIC,
    GINGER,
    GROUPS,
    HAIR_WORDS,
    KIN,
    MAGIC,
    ONTO,
)
from inkwell_offline.illustrator.words.matcher import Match, canonical
from inkwell_offline.illustrator.words.names import BOYS, GIRLS
from inkwell_offline.illustrator.words.places import place_for, seen_from
from inkwell_offline.illustrator.words.subjects import Subject, name_subjects


class Reader(Context):
    """A reading of a text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.subjects: list[Subject] = []
        self.things: dict[str, Prop] = {}
        self.thing_at: dict[str, int] = {}
        self.early: list[Match] = []

    # --- passes ---

    def _gather(self) -> None:
        costume: dict[str, str] = {}
        for match in self.found:
            if match.value("ignored") is not None:
                continue
            word = canonical(self.words[match.start])
            if (species := match.value("species")) and self.noun(match):
                if species == "fish":
                    continue
                self._mention(match, "species", species, word)
                if costume and self.subjects and self.subjects[-1].value == species:
                    self.subjects[-1].wears |= costume
                costume = {}
            elif (role := match.value("people")) and self.noun(match):
                if role in KIN and self._named_next(match):
                    continue
                if role not in PLAIN_ROLES and self._named_next(match):
                    costume = dict(people.ROLES.get(role, {}).get("wears", {}))
                    continue
                self._mention(match, "people", role, word)
            elif (wear := match.value("wear")) and self.noun(match):
                self._dress(match, wear)
            elif match.value("setting") and any(m.start == match.end and m.value("setting") for m in self.found):
                continue
            elif (thing := match.value("thing")) and self.noun(match):
                self._add(match, thing)
            else:
                self._look(match)

    def _named_next(self, match: Match) -> bool:
        """True when an animal's name follows at once: "mother duck" is one duck, "pirate dog" one dog."""
        return any(m.start == match.end and m.value("species") and self.noun(m) for m in self.found)

    def _mention(self, match: Match, kind: str, value: str, word: str) -> None:
        count = self.count(match)
        if value in GROUPS:
            if self.words[match.end : match.end + 1] != ["of"]:
                self.subjects += [Subject("people", v, 1, match.start, word, end=match.end) for v in GROUPS[value]]
            return
        if (
            kind == "people"
            and value in ("girl", "boy", "child", "woman", "man")
            and self.subjects
            and self.subjects[-1].end == match.start
        ):
            self.subjects[-1].word = word
            self.subjects[-1].count = max(self.subjects[-1].count, count)
            self.subjects[-1].end = match.end
            return
        known = next((s for s in self.subjects if s.value == value), None)
        if kind == "people" and value in GENERIC and not known and count == 1 and self.subjects:
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
        self.subjects.append(Subject(kind, value, count, match.start, word, self.colour(match), end=match.end))

    def _dress(self, match: Match, wear: str) -> None:
        colour = self.colour(match) or looks.WEAR_COLOUR[wear]
        if self.subjects:
            self.subjects[-1].wears[wear] = colour
        elif self.before(match, 1)[:1] == ["the"] and wear == "crown":
            self._add(match, "icon:crown")

    def _look(self, match: Match) -> None:
        if not self.subjects:
            if match.value("hair") is not None or match.value("skin"):
                self.early.append(match)
            return
        self._apply_look(self.subjects[-1], match)

    def _apply_look(self, subject: Subject, match: Match) -> None:
        traits = subject.looks
        if (style := match.value("hair")) is not None:
            if not style:
                near = {word for word in self.before(match, 4) if word in HAIR_WORDS}
                style = next((HAIR_WORDS[w] for w in sorted(near)), "")
            if style:
                traits["hair_style"] = style
            if tint := self.colour(match) or self.inner_colour(match):
                traits["hair"] = looks.HAIR_TINTS.get(tint, tint)
        elif skin := match.value("skin"):
            traits["skin"] = skin
        elif match.value("iris") is not None:
            if tint := self.colour(match):
                traits["iris"] = tint
        elif match.value("ears") is not None:
            for word in self.before(match, 2):
                if word in ("floppy", "droopy", "lop"):
                    traits["ears"] = "floppy"
        else:
            for key in ("dress", "top", "bottom", "shoes"):
                if match.value(key) is not None:
                    traits[key] = self.colour(match) or {"dress": "#ff8fb0", "top": "", "bottom": "", "shoes": ""}[key]

    def _add(self, match: Match, thing: str) -> None:
        count, colour = self.count(match), self.colour(match)
        old = self.things.get(thing)
        if old:
            count, colour = max(count, old.count), old.colour or colour
        self.things[thing] = Prop(thing, count, colour)
        self.thing_at.setdefault(thing, match.start)

    def first(self, category: str) -> str:
        return next((v for m in self.found if m.value("ignored") is None and (v := m.value(category))), "")

    # --- results ---

    def female(self) -> bool | None:
        """True for she, False for he, None where pronouns and names say nothing."""
        she = sum(w in lexicon.FEMALE for w in self.words)
        he = sum(w in lexicon.MALE for w in self.words)
        she += 2 * sum(w in GIRLS for w in self.words)
        he += 2 * sum(w in BOYS for w in self.words)
        return None if she == he else she > he

    def characters(self) -> list[Character]:
        """The characters in the order of the text, each as often as it is counted, at most six."""
        self._gather()
        female = self.female()
        name_subjects(self.text, self.words, self.subjects)
        if not self.subjects and any(w in self.words for w in ("she", "he", "her", "him", "his")):
            self.subjects.append(Subject("people", "girl" if female else "boy", 1, 0, ""))
        for match in self.early:
            if self.subjects:
                self._apply_look(self.subjects[0], match)
        out: list[Character] = []
        for i, subject in enumerate(self.subjects):
            name = subject.name
            her = female if i == 0 else None
            if name.lower() in GIRLS or name.lower() in BOYS:
                her = name.lower() in GIRLS
            if subject.word in lexicon.FEMALE or subject.word in lexicon.MALE:
                her = subject.word in lexicon.FEMALE
            made = (
                people.person(subject.value, name, her)
                if subject.kind == "people"
                else people.animal(subject.value, name, her)
            )
            out.append(self._finished(made, subject))
            for extra in range(1, min(subject.count, 6)):
                out.append(self._sibling(out[-1], subject, extra))
        return out[:6]

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
        return made.changed(wears=wears, **changes)

    def _sibling(self, first: Character, subject: Subject, number: int) -> Character:
        if subject.kind == "people":
            return self._finished(
                people.person(subject.value, f"{subject.value} {number}", None), replace(subject, looks={}, wears={})
            )
        tones = {
            "bunny": ("#d9b48a", "#c9c4cf"),
            "cat": ("#a9adb8", "#5a5560"),
            "dog": ("#f4efe6", "#8a5c3b"),
            "fox": ("#f3a45c",),
        }
        fur = tones.get(first.species, (first.fur,))[(number - 1) % len(tones.get(first.species, ("",)))]
        return first.changed(fur=subject.colour or fur, wears={}, name="", lashes=False)

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
        if pose in ("hold", "read", ""):
            after = [n for n, i in self.thing_at.items() if i >= at and self._holdable(n)]
            near = [n for n in after if self.thing_at[n] - at <= 6]
            if pose == "read":
                return "read", "open book"
            if pose == "hold" and near:
                return "hold", near[0]
        if pose == "float" and not any(
            w in self.words for w in ("space", "air", "sky", "water", "cloud", "clouds", "balloon")
        ):
            pose = ""
        return pose or "", ""

    def seat(self, cast: list[Character]) -> str:
        """The thing the hero is in or on: "an elephant in a bathtub", "riding a broom"."""
        for name, at in self.thing_at.items():
            words = self.before(Match(at, at + 1, ()), 4)
            near = next((w for w in words if w not in DETERMINERS - ONTO and w not in looks.COLOURS), "")
            if cast and name in SEATS and canonical(near) in ONTO and self.things[name].count == 1:
                return name
        return ""

    def _used_as_thing(self, match: Match) -> bool:
        return match.value("thing") is not None and self.noun(match)

    def _holdable(self, name: str) -> bool:
        return name.startswith("icon:") or THINGS[name].hold > 0

    def _snowy(self, setting: str) -> bool:
        """True when it snows in a place that is not the land of snow itself."""
        return setting not in ("snow", "underwater", "space") and any(m.value("setting") == "snow" for m in self.found)

    def brief(self) -> Brief:
        """The brief: all that was read, together."""
        cast = self.characters()
        pose, held = self.pose(cast)
        setting, named = place_for(self, cast, pose, self.text)
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
        shot = self.first("shot") or ("wide" if angle == "high" and self.first("shot") == "wide" else "medium")
        page = re.search(r"\b(?:page|scene|shot|panel|spread)\s+#?(\d{1,3})\b", self.text, re.I)
        weather = self.first("weather")
        snowy = self._snowy(setting)
        # Snow lies on the ground whether or not it falls just now.
        season = self.first("season") or ("winter" if snowy or weather == "snow" else "")
        seat = self.seat(cast)
        props = [p for n, p in self.things.items() if n not in (held, seat)]
        if weather == "rainbow" and not any(p.name == "rainbow" for p in props):
            props.append(Prop("rainbow"))
        props += seen_from(self, setting)
        return Brief(
            hero=cast[0] if cast else None,
            companions=tuple(cast[1:]),
            props=tuple(props[:8]),
            setting=setting,
            named=named,
            pose=pose,
            expression=mood,
            held=held if held != seat else "",
            seat=seat,
            time=self.first("time") or ("night" if {"moon", "crescent moon"} & self.things.keys() else "day"),
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
            page=int(page.group(1)) if page else None,
        )


def read(prompt: str) -> Brief:
    """Understand a prompt. Unknown words change nothing; an empty text gives a quiet scene without anybody."""
    return Reader(prompt).brief()
