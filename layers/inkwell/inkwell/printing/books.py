"""Books to be printed, as data, and what a printer must be told about those that were made."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from inkwell.core.errors import InvalidInput
from inkwell.printing.fonts import settable
from inkwell.printing.limits import PAPERS, TRIMS, Paper, Trim, TrimName
from inkwell.printing.strips import Strip


@dataclass(frozen=True, kw_only=True)
class _Book:
    """A book's common part.

    Args:
        title: in its owner's words.
        created: the moment of its export or last change: it stands in the file in place of the clock's.
        author: who is named as such; nobody when left out.
        generated: pictures were made by AI, which print services ask for.
    """

    title: str
    created: datetime
    author: str | None = None
    generated: bool = True
    trim: TrimName
    paper: Paper

    def __post_init__(self) -> None:
        if self.trim not in TRIMS:
            raise InvalidInput(f"The trim size is one of {', '.join(TRIMS)}", details={"trim": self.trim})
        if self.paper not in PAPERS:
            raise InvalidInput(f"The paper is one of {', '.join(PAPERS)}", details={"paper": self.paper})
        if self.created.tzinfo is None:
            raise InvalidInput("The moment of a book needs a time zone")

    @property
    def sheet(self) -> Trim:
        """The trim size."""
        return TRIMS[self.trim]


@dataclass(frozen=True, kw_only=True)
class ColoringBook(_Book):
    """A colouring book.

    Args:
        pages: the pictures, in order.
        bleed: pages have the size of a book that bleeds. The pictures stay where they are after the cut.
        blank_backs: single-sided: the back of each picture stays white.
        page_numbers: each picture has its number below it.
        title_page: the book begins with a title page, and a copyright page at its back.
    """

    pages: Sequence[Strip]
    trim: TrimName = "8.5x11"
    paper: Paper = "white"
    bleed: bool = False
    blank_backs: bool = True
    page_numbers: bool = False
    title_page: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.pages:
            raise InvalidInput("A book needs at least one page")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A scene of a story.

    Args:
        text: paragraphs or verses, with an empty line or a line break between them.
        picture: the main picture as JPEG, PNG or WebP; the scene has words alone when left out.
        extras: smaller pictures, at most two are printed.
    """

    title: str
    text: str
    picture: bytes | None = None
    extras: Sequence[bytes] = ()


@dataclass(frozen=True, kw_only=True)
class StoryBook(_Book):
    """A picture book in colour. Its pictures bleed, where that shows nearly all of them over the whole page.

    Args:
        ending: the words of the last page.
        page_numbers: pages with text have a number.
    """

    scenes: Sequence[Scene]
    trim: TrimName = "8.5x8.5"
    paper: Paper = "premium-color"
    ending: str = "The End"
    page_numbers: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.scenes:
            raise InvalidInput("A book needs at least one scene")
        if not PAPERS[self.paper].takes_colour:
            raise InvalidInput(f"Pictures in colour need a paper for colour, {self.paper} is none")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a printer may refuse, or that a buyer may dislike.

    Args:
        code: for programs.
        message: for people.
        page: of the file, where it concerns one.
    """

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The facts about a printed file, which its printer asks for.

    Args:
        trim: the size after the cut.
        width, height: of the file's pages in inches, with bleed.
        pages: of the file.
        pictures: those in it.
        generated: pictures were made by AI: to be declared at the upload.
        spine: the width of the spine in inches, for so many pages on this paper.
    """

    trim: TrimName
    width: float
    height: float
    bleed: bool
    paper: Paper
    pages: int
    pictures: int
    generated: bool
    spine: float
    notices: tuple[Notice, ...]

    def as_data(self) -> dict[str, Any]:
        """The facts as they are stored with a job: whole numbers, with lengths in thousandths of an inch."""
        return asdict(self) | {
            "width": round(1000 * self.width),
            "height": round(1000 * self.height),
            "spine": round(1000 * self.spine),
            "notices": [asdict(notice) for notice in self.notices],
        }


@dataclass
class Notices:
    """The notices of a book that is being made."""

    found: list[Notice] = field(default_factory=list)

    def add(self, code: str, message: str, page: int | None = None) -> None:
        """Add a notice, once."""
        notice = Notice(code, message, page)
        if notice not in self.found:
            self.found.append(notice)

    def words(self, text: str, instead: str = "") -> str:
        """The part of a text that can be printed.

        Args:
            instead: what is printed if nothing is left of a text.
        """
        kept, lost = settable(text)
        if lost:
            self.add("characters_left_out", f"No typeface of ours has these characters, they were left out: {lost}")
        return kept if any(character.isalnum() for character in kept) else instead

    def count(self, book: _Book, pages: int) -> None:
        """Notice a number of pages that the print service refuses."""
        fewest, most = PAPERS[book.paper].pages[book.trim]
        if not fewest <= pages <= most:
            self.add(
                "page_count",
                f"The book has {pages} pages; Kindle Direct Publishing prints {fewest} to {most} "
                f"in the size {book.trim} on {book.paper} paper",
            )
