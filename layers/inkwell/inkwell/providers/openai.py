"""Pictures from OpenAI's Images API: https://platform.openai.com/docs/api-reference/images

Words alone go to /images/generations as JSON, pictures to /images/edits as a form. One synchronous call per picture.
"""

from collections.abc import Mapping
from typing import Any, Final

from inkwell.core.attempts import AttemptMemory
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers import waits
from inkwell.providers.credentials import bearer
from inkwell.providers.faults import Fault, error_for, status_of
from inkwell.providers.http import Client, HttpReply, Part, client
from inkwell.providers.outcomes.openai import FAULTS
from inkwell.providers.payment import paid_once
from inkwell.providers.pictures import cost_of, decoded, nearest_ratio, pictures_of, require_fit, told_by_tokens
from inkwell.providers.reading import error_in, first, mapping, words
from inkwell.providers.spec import ModelSpec, Secret

NAME: Final = "openai"
BASE_URL: Final = "https://api.openai.com/v1"

#: The sizes in pixels, by aspect ratio, that every model of this API draws; the option `sizes` names more.
SIZES: Mapping[str, str] = {"1:1": "1024x1024", "3:2": "1536x1024", "2:3": "1024x1536"}

#: Fields of a request that the model table may set.
PARAMETERS: Final = ("quality", "background", "moderation", "output_format", "complexity")


class OpenAI:
    """An `ImageModel` on the Images API.

    Options of its `ModelSpec`: `sizes`, pixels by aspect ratio; any of PARAMETERS; `dollars_per_million_tokens` for
    "text" and "image" (what goes in) and "output".

    Args:
        spec: the model.
        key: gives the API key.
        base_url: the address of the API.
        http: the client to use.
    """

    def __init__(self, spec: ModelSpec, key: Secret, *, base_url: str = BASE_URL, http: Client | None = None) -> None:
        self._spec = spec
        self._key = key
        self._base_url = base_url.rstrip("/")
        self._http = http or client()

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        require_fit(self._spec, request)
        headers, fields = bearer(self._key), self._fields(request)
        files = _files(request)
        with paid_once(NAME, attempt, self._spec.timeout):
            reply = self._asked(headers, fields, files)
            if fault := fault_of(reply):
                told = self._told(reply.object(), drew=False)
                raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=told)
            return self._result(reply.object())

    def _asked(self, headers: Mapping[str, str], fields: Mapping[str, Any], files: list[Part]) -> HttpReply:
        if not files:
            url = f"{self._base_url}/images/generations"
            return self._http.ask("POST", url, timeout=self._spec.timeout, headers=headers, body=fields, paid=True)
        url = f"{self._base_url}/images/edits"
        form = {name: str(value) for name, value in fields.items()}
        return self._http.ask(
            "POST", url, timeout=self._spec.timeout, headers=headers, form=form, files=files, paid=True
        )

    def _fields(self, request: ImageRequest) -> dict[str, Any]:
        sizes: Mapping[str, str] = self._spec.options.get("sizes", SIZES)
        size = sizes[nearest_ratio(request.aspect_ratio, tuple(sizes))]
        given = {name: self._spec.options[name] for name in PARAMETERS if name in self._spec.options}
        return {"model": self._spec.model, "prompt": request.prompt, "n": 1, "size": size, **given}

    def _result(self, body: Mapping[str, Any]) -> ImageResult:
        drawn = mapping(first(body.get("data"))).get("b64_json")
        cost = cost_of(self._spec, self._told(body, drew=bool(drawn)), drew=bool(drawn))
        return ImageResult(
            data=decoded(drawn, cost_micros=cost),
            media_type=f"image/{body.get('output_format') or 'png'}",
            width=0,
            height=0,
            model=self._spec.id,
            cost_micros=cost,
        )

    def _told(self, body: Mapping[str, Any], *, drew: bool) -> int | None:
        """The cost that an answer tells by its tokens; see `told_by_tokens`."""
        usage = mapping(body.get("usage"))
        details = mapping(usage.get("input_tokens_details"))
        counts = {
            "text": details.get("text_tokens"),
            "image": details.get("image_tokens"),
            "output": usage.get("output_tokens"),
        }
        return told_by_tokens(self._spec, counts, drew=drew)


def fault_of(reply: HttpReply) -> Fault | None:
    """The fault in `{"error": {"message", "type", "param", "code"}}`, whatever the reply's status; None without one."""
    error = error_in(reply.json())
    if reply.ok and not error:
        return None
    codes = tuple(str(error[name]) for name in ("code", "type") if error.get(name))
    said, wait = words(error.get("message")), waits.from_headers(reply.headers)
    wait = waits.from_words(said) if wait is None else wait
    return Fault(status_of(reply, error.get("code")), codes, said, wait, reply.beginning)


def _files(request: ImageRequest) -> list[Part]:
    """The pictures of a request as form files; a mask belongs to the first of them."""
    pictures = pictures_of(request)
    parts: list[Part] = []
    if request.mask and pictures:
        from inkwell.providers.masks import transparent_where_white  # Pillow, only for those who draw with masks

        mask, pictures[0] = transparent_where_white(request.mask, pictures[0])
        parts = [("mask", ("mask.png", mask.data, mask.media_type))]
    field = "image" if len(pictures) == 1 else "image[]"
    return [*((field, _file(position, picture)) for position, picture in enumerate(pictures)), *parts]


def _file(position: int, picture: ImageInput) -> tuple[str, bytes, str]:
    return f"{position}.{picture.media_type.rpartition('/')[2]}", picture.data, picture.media_type
