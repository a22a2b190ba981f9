"""The texts that our own pictures carry along, in PNG chunks."""

from inkwell.imaging.containers.png import chunks, international_text

#: Who the picture shows: a character's record, as JSON.
CHARACTER = "inkwell:character"

#: How the scene was made, as JSON.
SCENE = "inkwell:scene"


def own_texts(data: bytes) -> dict[str, str]:
    """The texts under our names in a PNG, without decoding it; of several under one name the first.

    Anybody can write them: their content is a caller's.
    """
    found: dict[str, str] = {}
    for kind, content, _ in chunks(data):
        if kind == b"iTXt" and content.startswith((CHARACTER.encode(), SCENE.encode())):
            text = international_text(content)
            if text and text[0] in (CHARACTER, SCENE):
                found.setdefault(*text)
    return found
