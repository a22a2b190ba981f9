"""User names: one spelling each, however they are typed."""

import unicodedata

from inkwell.core.errors import InvalidInput

MAX_LENGTH = 100
_PUNCTUATION = frozenset("._-@+")


def fold(text: str) -> str:
    """The folded name, under which a user is stored and found: trimmed, NFKC, without case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Folding can leave what NFKC would compose.
    return unicodedata.normalize("NFKC", folded).strip()


def is_valid(name: str) -> bool:
    """True for a folded name that a user can have.

    Letters and digits of any script, and ``. _ - @ +`` after the first character; 1 to `MAX_LENGTH` characters.
    """
    return (
        1 <= len(name) <= MAX_LENGTH
        and _is_letter_or_digit(name[0])
        and all(_is_letter_or_digit(character) or character in _PUNCTUATION for character in name)
    )


def parse(text: str) -> str:
    """The folded name of a new user.

    Raises:
        InvalidInput: the text cannot be a user name.
    """
    name = fold(text)
    if not is_valid(name):
        problem = f"must be 1 to {MAX_LENGTH} letters, digits or . _ - @ +, beginning with a letter or digit"
        raise InvalidInput.field("username", problem)
    return name


def _is_letter_or_digit(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
