"""The names of a book's files."""

import unicodedata

#: The longest slug: some file systems take no more than 255 bytes, and an S3 header must hold the name twice.
LONGEST = 80


def slug(title: str, otherwise: str) -> str:
    """A title as a part of a file name: lower case, punctuation dropped, hyphens for spaces.

    Letters of all scripts stay, with their marks.

    Args:
        otherwise: what is taken for a title of which nothing is left, such as the book's id.
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", title).lower():
        kind = unicodedata.category(character)
        if character.isspace() or kind == "Pd":
            kept.append(" ")
        elif kind[0] in "LN" or (kind[0] == "M" and kept and kept[-1] != " "):
            kept.append(character)
    return "-".join("".join(kept).split())[:LONGEST].rstrip("-") or otherwise


def interior_name(title: str, otherwise: str) -> str:
    """The name of the file with a book's pages."""
    return f"{slug(title, otherwise)}-interior.pdf"


def book_name(title: str, otherwise: str) -> str:
    """The name of the file with a picture book, for its readers."""
    return f"{slug(title, otherwise)}.pdf"


def cover_name(title: str, otherwise: str) -> str:
    """The name of the file with a book's cover."""
    return f"{slug(title, otherwise)}-cover.pdf"


def pages_name(title: str, otherwise: str) -> str:
    """The name of the archive with a book's pages."""
    return f"{slug(title, otherwise)}-pages.zip"
