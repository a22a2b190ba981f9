"""Judge the offline storyteller's texts by what can be counted; the rest is for reading aloud.

    python -m scripts.judge_texts [CASES] [--read N]

CASES is a file of orders as strangers give them, `tests/offline/cases/texts_first.toml` when none is named.
"""

import argparse
import itertools
import re
import statistics
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from inkwell.coloring_books.planning import PagePlanOrder, plan_of
from inkwell.coloring_books.planning import text_request as plan_request
from inkwell.story_images.data import StoryTaskData
from inkwell.story_images.stories import text_request as story_request
from inkwell.storyboards.models import StoryboardRequest
from inkwell.storyboards.scenes import scenes, total_seconds
from inkwell.storyboards.scenes import text_request as storyboard_request
from inkwell_offline.storyteller import Storyteller
from inkwell_offline.storyteller.nouns import singular
from inkwell_offline.storyteller.page_doings import HELPERS

CASES = Path(__file__).parent.parent / "tests" / "offline" / "cases" / "texts_first.toml"
PAGES = 12
#: The most letters of somebody who is called by what they wear: "a cat with a glowing lantern".
_LONGEST_NAME = 32
_ONLOOKER = re.compile(
    rf"^(?:the face of )?(?:{'|'.join(HELPERS)}) (?:running towards|dancing around|jumping for joy beside|pointing at|"
    r"cheering and waving beside|building something next to|carrying a gift past|reading a book about|looking at|"
    r"laughing at|gazing at|hugging) "
)
#: Words in which nothing can be wanted of somebody who sees an advert.
CALLS = re.compile(
    r"\b(?:now|today|try|discover|order|visit|book|join|come|get|taste|see|find|start|download|give|switch|meet|treat)\b",
    re.I,
)
#: Words that may stand twice, words in -s for one thing, and words behind which a noun is no subject.
_DOUBLED = "that|had|very|la|tap|step|knock|so|ha|no|far"
_SINGLE = (
    "boss|bus|gas|glass|dress|princess|grass|moss|class|cross|chess|walrus|octopus|circus|hippopotamus|compass|iris|lens|"
    "news|mattress|address|kiss|guess|rest"
)
_UNLESS = "".join(f"(?<!{word} )" for word in ("of", "in", "behind", "at", "on", "with", "by"))
#: Patterns of a wrong article, a wrong number and an unfilled slot. A rule finds what it knows: texts are read, too.
ACCIDENTS: Mapping[str, re.Pattern[str]] = {
    "slot": re.compile(r"[{}\[\]]| / |\bNone\b(?! (?:of|was|came|is)\b)"),
    "article": re.compile(
        r"\ba (?=[aeio]\w)(?!one\b|once\b|eu|use|uni)|\ban (?![aeiouh\"“]|\d)"
        r"|\b(?:an?|the|my|her|his|their) (?:an?|the)\b",
        re.I,
    ),
    "twice": re.compile(rf"\b(?!(?:{_DOUBLED})\b)(\w+) \1\b(?!-)", re.I),
    "number": re.compile(
        r"\bthere (?:was|is) (?:two|three|four|five|some |many|(?!always)\w{3,}(?<![sui])s(?=[ .,]))"
        r"|\bthere (?:were|are) an? "
        r"|\b(?:two|three|four|five|both|many) (?:\w+ )?(?:\w+(?<![su])s) (?:was|is|has|wakes|goes)\b"
        r"|(?<!as if )(?<!as though )(?<!if )\b(?:she|he|it) (?:were|are|have)\b|\b(?:they|we|you) (?:was|is|has)\b"
        rf"|{_UNLESS}\bthe (?!(?:{_SINGLE})\b|\w+ness\b)\w+(?<![sui'’])s (?:was|is|has|wakes|comes|goes|looks)\b",  # noqa: RUF001
        re.I,
    ),
    "space": re.compile(r"  | [,.!?;]|,[,.]|(?<!\.)\.\.(?!\.)"),
    "begin": re.compile(r"(?:^|[.!?] ?“|[^.][.!?] |\n)[a-z]"),
}


def fragments(text: str) -> set[tuple[str, ...]]:
    """The four-word sequences of a text."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(4)), strict=False))


def shared(one: str, two: str) -> float:
    """The share of the shorter text's four-word sequences that another has, too."""
    first, second = fragments(one), fragments(two)
    return len(first & second) / max(1, min(len(first), len(second)))


def accidents(text: str) -> Iterator[str]:
    """Accidents of grammar that a text seems to have: the rule, and the place."""
    for rule, pattern in ACCIDENTS.items():
        for found in pattern.finditer(text):
            yield f"{rule}: …{text[max(0, found.start() - 40) : found.end() + 30]!r}…"


def written(topic: str) -> dict[str, Any]:
    """The story of a topic."""
    return Storyteller().complete(story_request(StoryTaskData(topic, "storybook", 3))).data


def boarded(brief: str, seconds: int = 15) -> tuple[dict[str, Any], list[Any]]:
    """The draft of a storyboard, and the scenes that the family makes of it."""
    request = StoryboardRequest(prompt=brief, targetDuration=seconds)
    draft = Storyteller().complete(storyboard_request(request, ())).data
    return draft, scenes(draft, seconds)


def planned(theme: str, pages: int = PAGES, seed: int = 1) -> list[Any]:
    """The pages of a plan."""
    order = PagePlanOrder(theme, "children", "cartoon", pages, range(1, pages + 1), seed=seed)
    return list(plan_of(Storyteller().complete(plan_request(order)).data, order).pages)


def subjects(theme: str, pages: int = PAGES) -> list[str]:
    """The subjects of a plan's pages: their first noun phrase, or what somebody looks at, points at or runs to."""
    found = []
    for page in planned(theme, pages):
        brief = _ONLOOKER.sub("", page.scene_brief.lower())
        phrase = re.split(r",|\b\w{2,}ing\b", brief)[0]
        if len(phrase) > _LONGEST_NAME:
            phrase = re.split(r"\b(?:in|on|with|under|near|at|by|between|among|above|behind|and)\b", phrase)[0]
        found.append(re.sub(r"^(?:an?|the|two|three) ", "", phrase).strip() or page.scene_brief)
    return found


def stories(topics: Mapping[str, str]) -> list[str]:
    """The counts of stories, in lines."""
    told = {topic: written(topic) for topic in topics}
    pairs = {
        (one, two): shared(told[one]["story"], told[two]["story"]) for one, two in itertools.combinations(topics, 2)
    }
    worst = sorted(pairs.items(), key=lambda each: -each[1])[:5]
    flaws = [
        f"{topic}: {flaw}"
        for topic, story in told.items()
        for text in (
            story["story"],
            *(each[part] for each in story["pictures"] for part in ("subtitle", "imagePrompt")),
        )
        for flaw in accidents(text)
    ]
    lines = [
        f"four-word sequences shared by two of {len(told)}: mean {statistics.mean(pairs.values()):.1%}, "
        f"95 % below {sorted(pairs.values())[int(0.95 * len(pairs))]:.1%}, most {worst[0][1]:.1%}",
        f"words: {min(map(_length, told.values()))} to {max(map(_length, told.values()))}",
        f"topic's thing in cause: {_count(_in_cause(told[t], topics[t]) for t in topics)}, "
        f"in resolution: {_count(_in_end(told[t], topics[t]) for t in topics)} of {len(topics)}",
        f"subtitles that are sentences of the story: "
        f"{_count(p['subtitle'] in s['story'] for s in told.values() for p in s['pictures'])} of {3 * len(told)}",
        *(f"  not in cause and resolution: {topic}" for topic in topics if not _is_kept(told[topic], topics[topic])),
        f"stories with a cast: {_count(bool(each['characters']) for each in told.values())}",
        f"accidents of grammar: {len(flaws)}",
    ]
    return [*lines, *(f"  {share:.0%} {' / '.join(pair)}" for pair, share in worst), *(f"  {flaw}" for flaw in flaws)]


def parts(topics: Mapping[str, Sequence[str]]) -> list[str]:
    """The counts of the parts of topics: how many stand in the story, in its pictures, and in a storyboard's."""
    said, drawn, filmed, lost = 0, 0, 0, list[str]()
    for topic, wanted in topics.items():
        story = written(topic)
        prompts = " ".join(each["imagePrompt"] for each in story["pictures"])
        scenes = " ".join(each.imagePrompt for each in boarded(topic)[1])
        for part in (each.lower() for each in wanted):
            places = (part in story["story"].lower(), shows(prompts, part), shows(scenes, part))
            said, drawn, filmed = said + places[0], drawn + places[1], filmed + places[2]
            lost += [] if all(places) else [f"  {part} {places}: {topic}"]
    count = sum(map(len, topics.values()))
    kept = f"parts of the topic in the story: {said} of {count}, in its prompts: {drawn}, in a film's: {filmed}"
    return [kept, *lost]


def shows(prompts: str, part: str) -> bool:
    """True for prompts with a part of a topic: of several each one is described, by a noun of its own."""
    ones = ("girl", "boy") if part == "children" else (part, singular(part))
    return any(one in prompts.lower() for one in ones)


def _length(story: Mapping[str, Any]) -> int:
    return len(story["story"].split())


def _count(given: Iterator[bool]) -> int:
    return sum(given)


def _paragraphs(story: Mapping[str, Any]) -> list[str]:
    paragraphs: list[str] = story["story"].split("\n\n")
    return paragraphs


def _is_kept(story: Mapping[str, Any], thing: str) -> bool:
    return _in_cause(story, thing) and _in_end(story, thing)


def _in_cause(story: Mapping[str, Any], thing: str) -> bool:
    paragraphs = _paragraphs(story)
    return thing.lower() in " ".join(paragraphs[: len(paragraphs) // 2]).lower()


def _in_end(story: Mapping[str, Any], thing: str) -> bool:
    return thing.lower() in " ".join(_paragraphs(story)[-3:]).lower()


def adverts(briefs: Mapping[str, Sequence[str]]) -> list[str]:
    """The counts of storyboards of adverts, in lines."""
    named = offered = called = bounded = alike = 0
    flaws, missing, cuts = [], [], Counter[tuple[int, ...]]()
    for brief, (product, *offers) in briefs.items():
        draft, made = boarded(brief)
        prompts = [each.imagePrompt for each in made]
        text = " ".join(each.description for each in made)
        everywhere = all(product.lower() in prompt.lower() for prompt in prompts)
        said = all(offer.lower() in text.lower() for offer in offers)
        named, offered = named + everywhere, offered + said
        missing += (
            [] if everywhere and said else [f"  {brief}: {'' if everywhere else product} {'' if said else offers}"]
        )
        called += bool(CALLS.search(made[-1].description))
        durations = [each["suggestedDuration"] for each in draft["scenes"]]
        bounded += all(2 <= each <= 4 for each in durations) and sum(durations) == total_seconds(15)
        cuts[tuple(each.suggestedDuration for each in made)] += 1
        alike += _repeated(prompts, product)
        flaws += [
            f"  {brief}: {flaw}"
            for each in made
            for part in (each.description, each.imagePrompt)
            for flaw in accidents(part)
        ]
        flaws += [
            f"  {brief}: misread {word[0]}"
            for each in prompts
            if (word := re.search(r"hero shot|(?:empty|negative) space", each))
        ]
    return [
        f"product in each prompt: {named} of {len(briefs)}; offer and audience in the text: {offered}; "
        f"call to action: {called}; durations as they should be: {bounded}; look repeated: {alike}",
        f"cuts: {dict(cuts)}",
        f"accidents: {len(flaws)}",
        *flaws,
        *missing,
    ]


def _repeated(prompts: Sequence[str], product: str) -> bool:
    """True for prompts that all say with the same words how the product looks: its name, and six words more."""
    first, *others = [re.findall(r"[\w'-]+", prompt.lower()) for prompt in prompts]
    head = product.lower().split()[-1]
    looks = (" ".join(first[at : at + 7]) for at, word in enumerate(first) if word == head)
    return any(all(look in " ".join(other) for other in others) for look in looks)


def tales(ideas: Mapping[str, Sequence[str]]) -> list[str]:
    """The counts of storyboards of stories, in lines."""
    kept = [
        all(word in each.imagePrompt for each in boarded(idea)[1] for word in words) for idea, words in ideas.items()
    ]
    return [f"stories that stay stories: {sum(kept)} of {len(kept)}"]


def themes(given: Sequence[str]) -> list[str]:
    """The counts of page plans, in lines."""
    return [f"{len(set(subjects(theme))):3} different of {PAGES}: {theme}" for theme in given]


def main() -> None:
    """Print what is counted, and some of the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=Path, default=CASES)
    parser.add_argument("--read", type=int, default=0, help="print so many stories, storyboards and plans")
    asked = parser.parse_args()
    cases = tomllib.loads(asked.cases.read_text())
    given = cases.get("parts") or {topic: [part] for topic, part in cases["topics"].items()}
    print("Parts of topics", *parts(given), sep="\n")
    if "topics" not in cases:
        print("\nStories", *stories({topic: each[-1] for topic, each in given.items()}), sep="\n")
        return
    print("\nStories", *stories(cases["topics"]), sep="\n")
    print("\nAdverts", *adverts(cases["adverts"]), *tales(cases["tales"]), sep="\n")
    print("\nPage plans", *themes(cases["themes"]["list"]), sep="\n")
    for topic in list(cases["topics"])[: asked.read]:
        story = written(topic)
        print(f"\n## {topic}\n", story["story"], *story["characters"], *story["pictures"], sep="\n")
    for brief in list(cases["adverts"])[: asked.read]:
        print(
            f"\n## {brief}\n",
            *(f"{e.suggestedDuration} s {e.description}\n    {e.imagePrompt}" for e in boarded(brief)[1]),
            sep="\n",
        )
    for theme in cases["themes"]["list"][: asked.read]:
        print(f"\n## {theme}\n", *(f"{page.number}. {page.scene_brief}" for page in planned(theme)), sep="\n")


if __name__ == "__main__":
    main()
