"""Scenes and books in the words of the contract and of the pages. Pure: `sign` makes the URL of an object key.

Paths are those of the API's routes; `inkwell.picture_books.pages` puts the stage before them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from inkwell.core.jobs import Job, JobRecord
from inkwell.core.paging import Position
from inkwell.core.pictures import Picture
from inkwell.core.status import Status
from inkwell.picture_books.data import PrintedData, Read, SceneData, Story
from inkwell.picture_books.models import ExtraImage, PictureStatus, SceneImage
from inkwell.picture_books.options import Option
from inkwell.picture_books.printed import Printed, Standing
from inkwell.picture_books.scenes import EXTRAS, MAIN, extra_key
from inkwell.picture_books.store import Book
from inkwell.picture_books.tiers import Tier

Sign = Callable[[str], str]

_LONGEST_ALT = 240

#: The code of the notice about a picture of fewer pixels than printers like (`inkwell.printing.stories`).
LOW_RESOLUTION = "low_resolution"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture on a page.

    Args:
        key: `main`, `extra_0` or `extra_1`.
        name: what the page calls it.
        url: the picture that is there, also while it is drawn again; None where there is none.
        alt: what it shows, in words.
        retry: the path that draws it again.
    """

    key: str
    name: str
    status: PictureStatus
    url: str | None
    alt: str
    retry: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice on a page: its text, the path that makes it, and whether it was made before."""

    text: str
    path: str
    was_made: bool


@dataclass(frozen=True, slots=True)
class SceneView:
    """A scene as a page shows it.

    Args:
        number, goal: its place in the story, from 1, and the number of scenes.
        paragraphs: its text.
        status: the path of the JSON with the status of its pictures.
        back: the path to the scene before; None at the first one.
        book: the path of its story in the gallery, at an ending.
    """

    tier: Tier
    story: str
    title: str
    number: int
    goal: int
    paragraphs: Sequence[str]
    pictures: Sequence[PictureView]
    choices: Sequence[ChoiceView]
    is_ending: bool
    status: str
    back: str | None
    book: str | None

    @property
    def is_drawing(self) -> bool:
        """True while a picture is being drawn."""
        return any(picture.status in ("pending", "generating") for picture in self.pictures)


@dataclass(frozen=True, slots=True)
class BookCard:
    """A finished story in a gallery: its title, the URL of its first picture, if it is drawn, and its path."""

    title: str
    cover: str | None
    path: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page of a tier: its options, the newest finished stories, and the path of the one in progress."""

    tier: Tier
    options: Mapping[str, Option]
    books: Sequence[BookCard]
    resume: str | None


@dataclass(frozen=True, slots=True)
class GalleryView:
    """A page of the gallery; `older` is the path of the next page, if there is one, and `next` where it begins."""

    tier: Tier
    books: Sequence[BookCard]
    older: str | None
    next: Position | None


@dataclass(frozen=True, slots=True)
class BookScene:
    """A scene of a finished story: its text, its pictures that are drawn, and the choice that was made at its end.

    `coloring` is the path of its colouring page; None for a scene that is gone.
    """

    title: str
    paragraphs: Sequence[str]
    pictures: Sequence[PictureView]
    choice: str | None
    coloring: str | None


@dataclass(frozen=True, slots=True)
class BookView:
    """A finished story, scene by scene.

    Args:
        again: the path of its ending's page.
        printed: the story as a book for print.
    """

    tier: Tier
    title: str
    scenes: Sequence[BookScene]
    again: str
    printed: "PrintedView"


@dataclass(frozen=True, slots=True)
class PrintedView:
    """The book for print of a story, as its page shows it.

    Args:
        make: the path that makes it.
        status: the path of the JSON with its status, while it is made.
        file: the path of the newest one that is there; None where there is none.
        pages: of that one.
        megabytes: its size.
        is_soft: it has pictures of fewer pixels than printers like.
    """

    standing: Standing
    make: str
    status: str | None
    file: str | None
    pages: int = 0
    megabytes: str = ""
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class ColoringView:
    """The colouring page of a scene, as a page shows it.

    Args:
        title: of the scene.
        picture: None while nobody has asked for it.
        path: of the page, and of its status for scripts; a POST draws it.
        book: the path of its story in the gallery.
    """

    tier: Tier
    title: str
    picture: PictureView | None
    path: str
    book: str


def scene_path(tier: str, scene_id: str) -> str:
    """The path of a scene's page."""
    return f"/{tier}/story/scene/{scene_id}"


def picture_status(picture: Picture) -> PictureStatus:
    """The status of a picture. A picture that was drawn again without success is complete as before."""
    if picture.is_open:
        return "pending" if picture.status is Status.QUEUED else "generating"
    return "complete" if picture.object_key else "failed"


def image_view(record: JobRecord, sign: Sign) -> SceneImage:
    """The pictures of a scene, as scripts poll them."""
    main, *extras = record.pictures
    return SceneImage(
        status=picture_status(main),
        url=_url(main, sign),
        extra_images=[
            ExtraImage(index=index, status=picture_status(each), url=_url(each, sign), type=EXTRAS[index].type)
            for index, each in enumerate(extras)
        ],
    )


def _url(picture: Picture, sign: Sign) -> str | None:
    """The URL of a picture, which is told only when it is complete."""
    return sign(picture.object_key) if picture.object_key and not picture.is_open else None


def scene_view(tier: Tier, record: JobRecord, sign: Sign) -> SceneView:
    """A scene as its page shows it."""
    scene = SceneData.of(record.job)
    return SceneView(
        tier=tier,
        story=scene.story.title,
        title=scene.title,
        number=scene.depth + 1,
        goal=scene.depth + 1 if scene.is_ending else scene.story.goal,
        paragraphs=paragraphs(scene.text),
        pictures=[_picture_view(tier.key, each, scene.title, scene.image_prompt, sign) for each in record.pictures],
        choices=[
            ChoiceView(text, f"/{tier.key}/story/choose/{record.job.id}/{number}", str(number) in scene.next)
            for number, text in enumerate(scene.choices, start=1)
        ],
        is_ending=scene.is_ending,
        status=f"/{tier.key}/story/image/{record.job.id}",
        back=f"/{tier.key}/story/back" if scene.before else None,
        book=book_path(tier.key, scene.story.id) if scene.is_ending else None,
    )


def cards(books: Sequence[Book], covers: Mapping[str, str], sign: Sign) -> list[BookCard]:
    """Finished stories for a gallery.

    Args:
        covers: the object keys of their first pictures, by story.
    """
    return [
        BookCard(
            book.title, sign(covers[book.story]) if book.story in covers else None, book_path(book.tier, book.story)
        )
        for book in books
    ]


def book_view(tier: Tier, ending: JobRecord, before: Sequence[JobRecord], printed: Printed, sign: Sign) -> BookView:
    """A finished story to read again.

    Args:
        before: the scenes on the way to its ending, from the first one on.
        printed: its books for print.
    """
    last = SceneData.of(ending.job)
    read = [*last.before, Read(ending.job.id, last.title, last.text, last.image_prompt, "")]
    records = {record.job.id: record for record in (*before, ending)}
    return BookView(
        tier=tier,
        title=last.story.title,
        scenes=[_book_scene(last.story, each, records.get(each.scene), sign) for each in read],
        again=scene_path(tier.key, ending.job.id),
        printed=printed_view(tier.key, last.story.id, printed),
    )


def _book_scene(story: Story, scene: Read, record: JobRecord | None, sign: Sign) -> BookScene:
    drawn = [picture for picture in record.pictures if picture.object_key] if record else []
    return BookScene(
        title=scene.title,
        paragraphs=paragraphs(scene.text),
        pictures=[_picture_view(story.tier, each, scene.title, scene.image_prompt, sign) for each in drawn],
        choice=scene.choice or None,
        coloring=coloring_path(story.tier, story.id, scene.scene) if record else None,
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines that show something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _picture_view(tier: str, picture: Picture, title: str, seen: str, sign: Sign) -> PictureView:
    path = f"/{tier}/story/image/{picture.job_id}"
    index = next((index for index in range(len(EXTRAS)) if picture.key == extra_key(index)), None)
    return PictureView(
        key=picture.key,
        name="The picture" if index is None else _NAMES[EXTRAS[index].type],
        status=picture_status(picture),
        url=sign(picture.object_key) if picture.object_key else None,
        alt=_short(seen) if index is None else f"{_ALT[EXTRAS[index].type]}: {title}",
        retry=f"{path}/retry" if index is None else f"{path}/retry-extra/{index}",
    )


_NAMES = {"close-up": "The close-up", "wide-shot": "The wide view"}
_ALT = {"close-up": "The same moment from close up", "wide-shot": "The same moment from far away"}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_ALT else f"{text[:_LONGEST_ALT].rsplit(' ', 1)[0]} …"


def coloring_view(tier: Tier, record: JobRecord, coloring: JobRecord | None, sign: Sign) -> ColoringView:
    """The colouring page of a scene, as a page shows it.

    Args:
        coloring: the job that draws it; None while there is none.
    """
    scene = SceneData.of(record.job)
    path = coloring_path(tier.key, scene.story.id, record.job.id)
    picture = coloring.pictures[0] if coloring else None
    shown = None
    if picture:
        url = sign(picture.object_key) if picture.object_key else None
        alt = f"To color: {_short(scene.image_prompt)}"
        shown = PictureView(MAIN, "The page to color", picture_status(picture), url, alt, path)
    return ColoringView(tier, scene.title, shown, path, book_path(tier.key, scene.story.id))


def coloring_path(tier: str, story_id: str, scene_id: str) -> str:
    """The path of a scene's colouring page."""
    return f"{book_path(tier, story_id)}/{scene_id}/coloring"


def printed_view(tier: str, story_id: str, printed: Printed) -> PrintedView:
    """The book for print of a story, as its page shows it."""
    path, finished = book_path(tier, story_id), printed.finished
    made = f"{path}/book"
    newest = printed.newest if printed.standing == "making" else None
    view = PrintedView(printed.standing, made, f"{made}/{newest.job.id}" if newest else None, None)
    data = PrintedData.of(finished.job) if finished else None
    if finished is None or data is None or data.printed is None:
        return view
    return replace(
        view,
        file=f"{path}/book.pdf",
        pages=data.printed["pages"],
        megabytes=f"{finished.job.files[0].size / 1_000_000:.1f}",
        is_soft=any(notice["code"] == LOW_RESOLUTION for notice in data.printed["notices"]),
    )


def job_status(job: Job) -> PictureStatus:
    """The status of a job whose result is a file."""
    if job.is_open:
        return "pending" if job.status is Status.QUEUED else "generating"
    return "complete" if job.files else "failed"


def book_path(tier: str, story_id: str) -> str:
    """The path of a finished story's page."""
    return f"/{tier}/gallery/{story_id}"
