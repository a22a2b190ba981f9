"""Figures of tales, of the bible and of history, each in plain words that say how everybody knows them."""

import re
from collections.abc import Container

_FAIR = "with fair skin"
_TOLD = {
    r"goldilocks": f"a girl {_FAIR} and curly blonde hair and a yellow dress",
    r"rapunzel": f"a princess {_FAIR} and long blonde braids and a purple dress",
    r"cinderella": f"a princess {_FAIR} and a blonde bun and a blue dress",
    r"snow white(?=,? (?:and|with|in|at|eat|meet|sleep|danc|sing)\w*|$)": (
        "a princess with pale skin and short black hair and a yellow dress"
    ),
    r"sleeping beauty": f"a sleeping princess {_FAIR} and long blonde hair and a pink dress",
    r"(?:little )?red riding hood": f"a girl {_FAIR} and a red hood",
    r"alice in wonderland": f"a girl {_FAIR} and long blonde hair and a blue dress",
    r"mad hatter": "a man with orange hair and a green top hat and a purple suit",
    r"puss in boots": "a cat with a red cape and a purple hat",
    r"robin hood": "a man with a green hat and a green cape and a green shirt",
    r"peter pan": f"a boy {_FAIR} and orange hair and a green elf hat and a green shirt",
    r"tinker ?bell": "a fairy with a blonde bun and a green dress",
    r"aladdin": "a boy with olive skin and a white turban and a purple vest",
    r"rumpelstiltskin": "a gnome",
    r"thumbelina": "a fairy with blonde hair and a pink dress",
    r"beauty and the beast": "a woman with brown hair and a yellow dress and a beast",
    r"pinocchio(?: with (?:a|his) long nose)?": f"a boy {_FAIR} and a long nose and a red shirt and a yellow cone hat",
    r"abraham lincoln": "a man with a beard and a black top hat and a black suit",
    r"samson": "a man with long hair and a beard and a robe",
    r"joseph in his coat of many colou?rs": "a boy in a striped red and yellow coat",
    r"burning bush": "fire on a bush",
    r"last supper": "Jesus and four disciples at a table with bread",
    r"humpty dumpty": "an egg",
}
"""Names as a pattern, and the words for each."""
_NAMED = re.compile(
    rf"\b(?:the |a |an )?(?:{'|'.join(f'(?P<n{i}>{name})' for i, name in enumerate(_TOLD))})\b(?!')", re.IGNORECASE
)
_WORDS = tuple(_TOLD.values())


def in_plain_words(text: str, known: Container[str]) -> str:
    """The text with words for the looks of those of whom everybody knows how they look.

    Args:
        known: the names of those whose looks are already known.
    """

    def told(match: re.Match[str]) -> str:
        number = next(i for i in range(len(_WORDS)) if match[f"n{i}"])
        return match[0] if match[f"n{number}"] in known else _WORDS[number]

    return _NAMED.sub(told, text)
