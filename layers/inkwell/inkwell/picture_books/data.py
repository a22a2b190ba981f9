"""The records that scenes keep as their `Job.data`: the story they belong to, their text, and the way to them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from inkwell.core.jobs import Job

#: The kinds of jobs: a scene, the book for print of a story, and the colouring page of a scene.
SCENE = "scene"
PRINTED_BOOK = "printed_book"
COLORING = "scene_coloring"


@dataclass(frozen=True, slots=True)
class Story:
    """A story, as each of its scenes keeps it.

    Args:
        id: the id of its first scene.
        tier: the key of its tier.
        prompt: the visitor's words, without what is not for children.
        options: by name, without those that were left open.
        goal: the number of scenes from the first to an ending.
        seed: chooses where nobody else does; the same in all its scenes.
        title: of its first scene.
        begun_at: the moment at which it began, as a timestamp.
        references: object keys of the visitor's pictures.
    """

    id: str
    tier: str
    prompt: str
    options: Mapping[str, str]
    goal: int
    seed: int
    title: str
    begun_at: str
    references: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A scene that was read before another: its id, its text, and the choice that was made at its end."""

    scene: str
    title: str
    text: str
    image_prompt: str
    choice: str


@dataclass(frozen=True, slots=True)
class SceneData:
    """The data of a scene.

    Args:
        depth: the number of scenes before it.
        choices: their texts; the id of a choice is its place, from 1. None at an ending.
        next: the ids of the scenes that were chosen already, by the choice's id.
        before: the way to it, from the first scene on.
    """

    story: Story
    depth: int
    title: str
    text: str
    image_prompt: str
    is_ending: bool
    choices: Sequence[str] = ()
    next: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[Read] = ()

    @classmethod
    def of(cls, job: Job) -> "SceneData":
        """The data of a scene's job."""
        facts = dict(job.data)
        story, before = Story(**facts.pop("story")), [Read(**each) for each in facts.pop("before")]
        return cls(story=story, before=before, **facts)

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)

    def choice(self, choice_id: str) -> str | None:
        """The text of a choice; None when there is none of that id."""
        return dict(zip(map(str, range(1, len(self.choices) + 1)), self.choices, strict=True)).get(choice_id)


@dataclass(frozen=True, slots=True)
class PrintedData:
    """The data of a book for print.

    Args:
        tier: the key of its tier.
        story, title: of the story; `story` is its id.
        ending: the id of the scene that it ends with.
        file_keys: the object key of its file.
        pictures: the object keys of the pictures in it, once it is made.
        printed: what its printer is told, once it is made.
    """

    tier: str
    story: str
    title: str
    ending: str
    file_keys: Sequence[str]
    pictures: Sequence[str] = ()
    printed: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, job: Job) -> "PrintedData | None":
        """The data of a job; None where that is no book for print."""
        return cls(**job.data) if job.kind == PRINTED_BOOK else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return {name: value for name, value in asdict(self).items() if value is not None}
