"""The telling of a scene: its title, its text within the words that a reader's age allows, and its picture."""

from collections.abc import Sequence
from typing import Any

from inkwell_offline.storyteller.kids.asides import CLOSINGS, COUPLETS, PAUSES, THREADS
from inkwell_offline.storyteller.kids.path import Path
from inkwell_offline.storyteller.kids.pictures import picture
from inkwell_offline.storyteller.kids.slots import joined
from inkwell_offline.storyteller.kids.steps import Line, Step, lines
from inkwell_offline.storyteller.kids.tokens import TOKENS

#: Lines of a greater weight are only for readers who are older.
_HEAVIEST = {"toddler": 1, "young-child": 2, "older-child": 3}

#: A wish in the first scene, in those between and in the last, in prose and as couplets.
_LONGED = (
    (
        "More than anything, {hero} wanted to WISH.",
        "{Hero} had one great wish: to WISH.",
        "To WISH! That was what {hero} dreamed of.",
    ),
    ("{Hero} had one big dream, it's true: / to WISH, that's what {they} longed to do.",),
)
_WISHING = (
    (
        "“Is this the way to WISH?” {hero} wondered.",
        "All the while {hero} thought of one thing: to WISH.",
        "“When I WISH one day,” said {hero}, “I will remember this.”",
        "It was one step nearer to the great wish: to WISH.",
        "“To WISH,” hummed {hero}, “that would be something!”",
    ),
    (
        "To WISH: the wish was still in sight / and shone in {hero} like a light.",
        "To WISH! It hummed in {hero}'s ear, / and every step brought it more near.",
    ),
)
_WISHED = (
    (
        "And the wish to WISH? It came true that very evening.",
        "And then, with everybody watching, the wish came true: to WISH!",
        "So in the end {hero} got the wish: to WISH. It was even better than in the dream.",
    ),
    ("To WISH, that had been {hero}'s dream. / It came true by the moon's bright beam.",),
)
_SEEN = (
    "Can you find THINGS in the picture?",
    "Look at the picture. Can you see / THINGS? I found it: one, two, three!",
)


def told(path: Path) -> dict[str, Any]:
    """The scene at the end of a path."""
    step = path.steps[-1]
    ends = path.depth == path.length
    words = path.words(path.depth - 1)
    rhymes = path.plan.style == "rhyming"
    parts = _couplets(path, step) if rhymes else _sentences(path, step)
    text = [line.text.format_map(words) for line in _fitted(path, parts)]
    if rhymes:
        text = [line.replace(" / ", "\n") for line in text]
    return {
        "title": step.title.format_map(words),
        "text": ("\n" if rhymes else " ").join(text),
        "image_prompt": picture(path),
        "is_ending": ends,
        "choices": [] if ends else list(path.offers),
    }


def _sentences(path: Path, step: Step) -> list[Line]:
    plan, index = path.plan, path.depth - 1
    parts = [*_wished(path), *lines(step.prose, plan.conditions)]
    if path.depth < path.length:
        parts += _wishes(path, _WISHING[0] if index else _LONGED[0])
    fitting = [each for each in THREADS[plan.style] if all(letter in plan.conditions for letter in each.needs)]
    thread = plan.dice.apart("thread").pick(fitting)
    spare = plan.dice.apart("pauses").shuffled(PAUSES)
    pauses = [Line(4, spare[(index + at) % len(spare)]) for at in (0, len(spare) // 2)]
    if path.depth == path.length:
        closing = Line(0, plan.dice.apart("closing").pick(CLOSINGS["prose"]))
        return [*parts, *_wishes(path, _WISHED[0]), *_remembered(path, 0), *pauses, Line(2, thread.last), closing]
    turns = index == path.length - 2
    further = thread.further[-1] if turns else thread.further[(index - 1) % (len(thread.further) - 1)]
    parts += [*pauses, Line(1, further if index else thread.first), *([] if index else _own_ideas(path, 0))]
    if path.length == 2:
        parts.append(Line(0, plan.arc.sight))
    elif index and not turns:
        parts.append(Line(1, plan.arc.hooks[min(index, len(plan.arc.hooks)) - 1]))
    return parts


def _couplets(path: Path, step: Step) -> list[Line]:
    plan, index = path.plan, path.depth - 1
    parts = [*_wished(path), *lines(step.verse, plan.conditions)]
    parts += _wishes(path, _WISHED[1] if path.depth == path.length else _WISHING[1] if index else _LONGED[1])
    spare = [line.text for line in plan.dice.apart("couplets").shuffled(list(lines(COUPLETS, plan.conditions)))]
    # Two for every older reader, and one more, from the other end, for a text that is too short.
    further = [Line(3, spare[(2 * index + at) % len(spare)]) for at in (0, 1)]
    further.append(Line(4, spare[-1 - index % len(spare)]))
    if path.depth == path.length:
        closing = Line(0, plan.dice.apart("closing").pick(CLOSINGS["verse"]))
        return [*parts, *_remembered(path, 1), further[-1], closing]
    if path.length == 2:
        parts.append(Line(0, plan.arc.sight))
    return [*parts, *further] if index else [*parts, *_own_ideas(path, 1), *further]


def _wished(path: Path) -> list[Line]:
    """The first lines of a scene that is about something unknown, or that follows a choice of the reader's own."""
    plan = path.plan
    if path.depth > 1:
        own = _quotable(path.taken[-1])
        own = own[:1].upper() + own[1:]
        if path.answered or not own:
            return []
        is_asked = path.taken[-1].strip(' ”"').endswith("?")
        return [Line(0, f"“{own}?” asked {{hero}}." if is_asked else f"“{own}!” said {{hero}}, and so it was done.")]
    return [Line(0, f"Somebody wished for a story about “{_literal(plan.quoted)}”. Here it is!")] if plan.quoted else []


def _wishes(path: Path, sentences: Sequence[str]) -> list[Line]:
    """The sentence of a scene that keeps the hero's wish in mind."""
    plan = path.plan
    if not plan.wish or plan.learns:
        return []
    order = plan.dice.apart("wishes").shuffled(range(len(sentences)))
    said = sentences[order[path.depth % len(order)]]
    return [Line(1, said.replace("WISH", _literal(plan.wish)))]


def _own_ideas(path: Path, form: int) -> list[Line]:
    """The lines of a first scene about what the prompt names besides hero and place, in prose or as couplets."""
    plan = path.plan
    said = []
    if plan.extras:
        said.append(Line(2, _SEEN[form].replace("THINGS", _literal(joined(list(plan.extras))))))
    return said


def _remembered(path: Path, form: int) -> list[Line]:
    """The memories of an ending: the first choices, the last one before it, and what was found."""
    said = []
    recalled = [at for at, step in enumerate(path.steps[:-1]) if step.recall[form]]
    for weight, at in zip((1, 3), recalled, strict=False):
        said.append(Line(weight, _literal(path.steps[at].recall[form].format_map(path.words(at)))))
    if token := path.found():
        said.append(Line(1, TOKENS[token][1 + form]))
    return said


def _fitted(path: Path, parts: list[Line]) -> list[Line]:
    """As many lines as a reader's age allows; the heaviest are left out, or taken in, first."""
    least, most = path.plan.bounds
    heaviest = _HEAVIEST[path.plan.age]
    words = path.words(path.depth - 1)
    size = {id(line): len(line.text.format_map(words).replace(" / ", " ").split()) for line in parts}
    kept = [line for line in parts if line.weight <= heaviest]
    for line in sorted((line for line in parts if line.weight > heaviest), key=lambda line: line.weight):
        if sum(size[id(each)] for each in kept) < least:
            kept.append(line)
    while sum(size[id(each)] for each in kept) > most and any(line.weight for line in kept):
        heavy = max(reversed(kept), key=lambda line: line.weight)
        if sum(size[id(each)] for each in kept) - size[id(heavy)] < least:
            break
        kept.remove(heavy)
    chosen = {id(line) for line in kept}
    return [line for line in parts if id(line) in chosen]


def _literal(text: str) -> str:
    """A visitor's text inside a template."""
    return text.replace("{", "{{").replace("}", "}}")


def _quotable(text: str) -> str:
    short = " ".join(text.split()).strip(" .!?“”\"'")
    return _literal(short if len(short) <= 80 else f"{short[:80].rsplit(' ', 1)[0]}…")
