"""Trials: one smallest picture and one shortest text by each model of the table, to see that it can be used."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from inkwell.core.errors import InkwellError, ModelError
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.core.text_models import TextRequest
from inkwell.providers.adapters import Adapters
from inkwell.providers.attempts import Unrecorded
from inkwell.providers.checking import SAYS
from inkwell.providers.spec import ModelSpec, TextModelSpec
from inkwell.providers.table import ModelTable

#: Options with which a model of a provider draws for less, where the table may ask for more.
_SMALLEST: Mapping[str, Mapping[str, Any]] = {"openai": {"quality": "low"}}
_MOST_TOKENS = 1000  # models think before they write
_EDGE = 512  # pixels of the pictures that are sent along
_WITHOUT_TRIAL = frozenset({"offline", "own"})

_SCHEMA = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
_TEXT = TextRequest("You answer with one word.", 'Say "yes".', _SCHEMA, "word")


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial of one model.

    Args:
        id: the model.
        provider: its provider.
        price_micros: the expected price, in millionths of a US dollar; of a text the highest.
        run: draws or writes, and says what came, in a few words.
    """

    id: str
    provider: str
    price_micros: int
    run: Callable[[], str]


def trials(table: ModelTable, adapters: Adapters) -> Iterator[Trial]:
    """The trials of all models of a table that are reached over a network."""
    for id, entry in table.used_models().items():
        if entry.provider not in _WITHOUT_TRIAL:
            yield _of_pictures(table.model(id), adapters)
    for id, text_entry in table.used_text_models().items():
        if text_entry.provider not in _WITHOUT_TRIAL:
            yield _of_texts(table.text_model(id), adapters)


def attempted(trial: Trial) -> tuple[bool, str]:
    """The success of a trial, and its outcome in a few words, without the provider's own."""
    begun = time.monotonic()
    try:
        came = trial.run()
    except InkwellError as error:
        reason = next((words for kind, words in SAYS.items() if isinstance(error, kind)), error.message)
        return False, f"{error.code}: {reason}"
    return True, f"{came} in {time.monotonic() - begun:.1f} s"


def dollars(micros: int) -> str:
    """An amount for people, as "$0.034"."""
    return f"${micros / 1_000_000:.3f}"


def _of_pictures(spec: ModelSpec, adapters: Adapters) -> Trial:
    small = replace(spec, options={**spec.options, **_SMALLEST.get(spec.provider, {})})

    def draw() -> str:
        drawn = adapters.image_model(small).generate(_request(spec), Unrecorded())
        return f"drew {drawn.width} x {drawn.height} for {dollars(drawn.cost_micros or 0)}"

    return Trial(spec.id, spec.provider, spec.price_micros, draw)


def _request(spec: ModelSpec) -> ImageRequest:
    shape = "1:1" if "1:1" in spec.aspect_ratios else spec.aspect_ratios[0]
    plain = ImageRequest("A red apple on a white table", shape, seed=1)
    if spec.needs_reference:
        plain = replace(plain, references=(_square("gainsboro"),))
    if spec.needs_seed_image:
        plain = replace(plain, seed_image=_square("gainsboro"), mask=_square("white") if spec.takes_mask else None)
    return plain


def _square(colour: str) -> ImageInput:
    from PIL import Image  # only for models that need a picture

    buffer = BytesIO()
    Image.new("RGB", (_EDGE, _EDGE), colour).save(buffer, "PNG")
    return ImageInput(buffer.getvalue(), "image/png")


def _of_texts(spec: TextModelSpec, adapters: Adapters) -> Trial:
    short = replace(spec, options={**spec.options, "max_tokens": min(spec.max_tokens, _MOST_TOKENS)})

    def write() -> str:
        try:
            written = adapters.text_model(short).complete(_TEXT, Unrecorded())
        except ModelError as error:
            raise error.about_text() from error.__cause__
        return f"wrote for {dollars(written.cost_micros)}"

    # A draft that breaks the schema is given back once.
    return Trial(spec.id, spec.provider, 2 * short.most_micros(_TEXT), write)
