"""Pictures from OpenRouter: https://openrouter.ai/docs/guides/overview/multimodal/image-generation

One synchronous call per picture, to the Images API or (for models that it does not have) by chat. Errors while drawing
may come with HTTP 200, so the body is searched for one first.
"""

from collections.abc import Mapping
from typing import Any, Final

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import ModelError
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers import waits
from inkwell.providers.credentials import bearer
from inkwell.providers.faults import Fault, ending, error_for, is_refused, status_of
from inkwell.providers.http import Client, HttpReply, client
from inkwell.providers.outcomes.openai import FILTERED
from inkwell.providers.outcomes.openrouter import ENDS, FAULTS, MODERATED
from inkwell.providers.payment import paid_once
from inkwell.providers.pictures import (
    bare_base64,
    cost_of,
    data_url,
    decoded,
    nearest_ratio,
    require_fit,
    with_mask_in_words,
)
from inkwell.providers.reading import dollars, error_in, first, mapping, mappings, text, words
from inkwell.providers.spec import ModelSpec, Secret

NAME: Final = "openrouter"
BASE_URL: Final = "https://openrouter.ai/api/v1"

#: Fields of a request that the model table may set.
PARAMETERS: Final = ("resolution", "quality", "output_format", "background", "provider")


class OpenRouter:
    """An `ImageModel` on OpenRouter.

    Options of its `ModelSpec`: `api`, "images" or "chat"; any of PARAMETERS; `modalities` (chat), ["image"] for models
    that answer with nothing else.

    Args:
        spec: the model.
        key: gives the API key.
        base_url: the address of the API.
        http: the client to use.
    """

    def __init__(self, spec: ModelSpec, key: Secret, *, base_url: str = BASE_URL, http: Client | None = None) -> None:
        self._spec = spec
        self._key = key
        self._by_chat = spec.options.get("api", "images") == "chat"
        self._url = f"{base_url.rstrip('/')}/{'chat/completions' if self._by_chat else 'images'}"
        self._http = http or client()

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        require_fit(self._spec, request)
        headers = {**bearer(self._key), "X-OpenRouter-Title": "Inkwell"}
        body = self._chat_body(request) if self._by_chat else self._images_body(request)
        with paid_once(NAME, attempt, self._spec.timeout):
            reply = self._http.ask("POST", self._url, timeout=self._spec.timeout, headers=headers, body=body, paid=True)
            if fault := fault_of(reply):
                raise error_for(fault, FAULTS, self._spec, paid=True, told_micros=_told(reply.object()))
            return self._result(reply.object(), request)

    def _images_body(self, request: ImageRequest) -> dict[str, Any]:
        prompt, pictures = with_mask_in_words(request)
        body: dict[str, Any] = {
            "model": self._spec.model,
            "prompt": prompt,
            "aspect_ratio": nearest_ratio(request.aspect_ratio, self._spec.aspect_ratios),
            **self._common(request),
        }
        if pictures:
            body["input_references"] = _image_urls(pictures)
        return body

    def _chat_body(self, request: ImageRequest) -> dict[str, Any]:
        prompt, pictures = with_mask_in_words(request)
        content = [{"type": "text", "text": prompt}, *_image_urls(pictures)]
        return {
            "model": self._spec.model,
            "messages": [{"role": "user", "content": content}],
            "modalities": self._spec.options.get("modalities", ["image", "text"]),
            "image_config": {"aspect_ratio": nearest_ratio(request.aspect_ratio, self._spec.aspect_ratios)},
            **self._common(request),
        }

    def _common(self, request: ImageRequest) -> dict[str, Any]:
        seed = {"seed": request.seed} if self._spec.takes_seed and request.seed is not None else {}
        return seed | {name: self._spec.options[name] for name in PARAMETERS if name in self._spec.options}

    def _result(self, body: Mapping[str, Any], request: ImageRequest) -> ImageResult:
        told = _told(body)
        encoded, media_type = _chat_picture(body) if self._by_chat else _picture(body)
        if not encoded and (refusal := self._refusal(body, told)):
            raise refusal
        cost = cost_of(self._spec, told, drew=bool(encoded))
        return ImageResult(
            data=decoded(encoded, cost_micros=cost),
            media_type=media_type,
            width=0,
            height=0,
            model=self._spec.id,
            seed=request.seed if self._spec.takes_seed else None,
            cost_micros=cost,
        )

    def _refusal(self, body: Mapping[str, Any], told_micros: int | None) -> ModelError | None:
        """The refusal in a chat that ends without a picture, if it is one."""
        choice = mapping(first(body.get("choices")))
        if not is_refused(choice):
            return None
        refusal = words(mapping(choice.get("message")).get("refusal"))
        return ending(FILTERED, ENDS, self._spec, text=refusal, told_micros=told_micros)


def fault_of(reply: HttpReply) -> Fault | None:
    """The fault in a reply, whatever its status; None for a reply without an error.

    Either `{"error": {"code", "message", "metadata"}}`, the same below `choices[]`, or (a request that breaks the
    schema) `{"success": false, "error": {"name": "ZodError", "message"}}`.
    https://openrouter.ai/docs/api/reference/errors-and-debugging
    """
    body = reply.object()
    errors = [error_in(reply.json()), *(error_in(choice) for choice in mappings(body.get("choices")))]
    error = next((each for each in errors if each), None)
    if error is None:
        if reply.ok:
            return None
        return Fault(reply.status, retry_after=waits.from_headers(reply.headers), beginning=reply.beginning)
    metadata = mapping(error.get("metadata"))
    moderated = MODERATED if metadata.get("reasons") or metadata.get("flagged_input") else None
    named = (metadata.get("limit_source"), moderated, metadata.get("error_type"), error.get("name"), error.get("code"))
    given = [waits.from_headers(reply.headers), waits.seconds(metadata.get("retry_after_seconds"))]
    return Fault(
        status=status_of(reply, error.get("code")),
        codes=tuple(str(each) for each in named if each),
        text=f"{words(error.get('message'))} {words(metadata.get('raw'))}".strip(),
        retry_after=next((wait for wait in given if wait is not None), None),
        beginning=reply.beginning,
    )


def _image_urls(pictures: list[ImageInput]) -> list[dict[str, Any]]:
    return [{"type": "image_url", "image_url": {"url": data_url(picture)}} for picture in pictures]


def _picture(body: Mapping[str, Any]) -> tuple[object, str]:
    picture = mapping(first(body.get("data")))
    return picture.get("b64_json"), text(picture.get("media_type"))


def _chat_picture(body: Mapping[str, Any]) -> tuple[object, str]:
    message = mapping(mapping(first(body.get("choices"))).get("message"))
    url = text(mapping(mapping(first(message.get("images"))).get("image_url")).get("url"))
    return url if bare_base64(url) else "", url.removeprefix("data:").partition(";")[0]


def _told(body: Mapping[str, Any]) -> int | None:
    """The cost that an answer tells, in millionths of a US dollar; None when it tells none."""
    return dollars(mapping(body.get("usage")).get("cost"))
