"""Replicate's HTTP API, as far as we need it: https://replicate.com/docs/reference/http"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from inkwell.core.errors import ModelError, ModelMalformedAnswer, ModelRetired, ModelUnavailable
from inkwell.core.image_models import ImageInput
from inkwell.providers import waits
from inkwell.providers.faults import Fault, FaultTable, error_for
from inkwell.providers.http import Client, HttpReply
from inkwell.providers.pictures import bearer, decoded
from inkwell.providers.reading import mapping, mappings, text
from inkwell.providers.replicate_predictions import Prediction
from inkwell.providers.spec import ModelSpec, Secret

#: Where pictures may be fetched from, beside the API's own origin: a URL in an answer is followed nowhere else.
#: "*." stands for any subdomain.
DELIVERY: Final = ("https://replicate.delivery", "https://*.replicate.delivery")

# Titles stand in for codes in Replicate's error bodies.
_FAULTS: FaultTable = {"Invalid version or not permitted": ModelRetired}
# What was just created may not be visible everywhere yet.
_READ_FAULTS: FaultTable = {404: ModelUnavailable}

#: Seconds for any call, beside what a creation is held open.
TIMEOUT: Final = 20.0
_TRANSFER_TIMEOUT: Final = 30.0
_MAX_PAGES = 20  # of 100 predictions
_MAX_PICTURE = 32 * 1024 * 1024
_DELIVERY_TRIES = 3
_PAUSE = 0.5


class ReplicateApi:
    """The calls; each raises what `Client.ask` and `error_for` make of its failure."""

    def __init__(
        self,
        spec: ModelSpec,
        key: Secret,
        base_url: str,
        http: Client,
        sleep: Callable[[float], None],
    ) -> None:
        self._spec = spec
        self._key = key
        self._base_url = base_url.rstrip("/")
        self._origins = (*DELIVERY, base_url.removesuffix(urlsplit(base_url).path))
        self._http = http
        self._sleep = sleep

    def create(self, body: Mapping[str, Any], headers: Mapping[str, str], wait: int) -> Prediction | None:
        """Create a prediction, which is what costs money.

        Args:
            body: with a `version`, or the newest of an official model is meant.
            wait: seconds that the request is held open.

        Returns:
            The prediction, or None when the answer does not tell whether one was created.
        """
        path = "/predictions" if "version" in body else f"/models/{quote(self._spec.model)}/predictions"
        answer = self._http.ask(
            "POST",
            self._base_url + path,
            timeout=TIMEOUT + wait,
            headers={**bearer(self._key), **headers},
            body=body,
            paid=True,
        )
        if answer.ok:
            return Prediction.read(answer.json())
        error = error_for(_fault(answer), _FAULTS, self._spec)
        if answer.status >= 500:
            return None
        raise error

    def get(self, prediction_id: str) -> Prediction:
        """How a prediction stands."""
        prediction = Prediction.read(self._get(_path(prediction_id)).json())
        if prediction is None:
            raise ModelUnavailable
        return prediction

    def cancel(self, prediction_id: str) -> Prediction | None:
        """Cancel a prediction; how it stands then, when the answer tells."""
        url = f"{self._base_url}{_path(prediction_id)}/cancel"
        return Prediction.read(self._http.ask("POST", url, timeout=TIMEOUT, headers=bearer(self._key)).json())

    def created_between(self, since: float, until: float) -> Iterator[Prediction]:
        """The account's predictions of a time (seconds since 1970), newest first.

        Raises:
            ModelUnavailable: there are too many to look through.
        """
        query = {"created_after": _iso(since), "created_before": _iso(until)}
        for _ in range(_MAX_PAGES):
            page = self._get("/predictions", query).object()
            found = [each for each in map(Prediction.read, mappings(page.get("results"))) if each]
            yield from (each for each in found if since <= each.created_at <= until)
            following = text(page.get("next"))
            if not following or not found or found[-1].created_at < since:
                return
            # Only the cursor of that URL is used: our token goes nowhere but to our own base URL.
            query = {name: values[0] for name, values in parse_qs(urlsplit(following).query).items()}
        raise ModelUnavailable

    def upload(self, picture: ImageInput) -> str:
        """Store a picture for a day, free of charge; its URL."""
        name = f"picture.{picture.media_type.rpartition('/')[2]}"
        answer = self._http.ask(
            "POST",
            f"{self._base_url}/files",
            timeout=_TRANSFER_TIMEOUT,
            headers=bearer(self._key),
            files=[("content", (name, picture.data, picture.media_type))],
        )
        if not answer.ok:
            raise error_for(_fault(answer), {**_FAULTS, **_READ_FAULTS}, self._spec)
        url = text(mapping(answer.object().get("urls")).get("get"))
        if not url:
            raise ModelUnavailable
        return url

    def deliver(self, url: str) -> tuple[bytes, str]:
        """Fetch a picture of an output, without our token: its bytes and what the server calls their type.

        Raises:
            ModelMalformedAnswer: the URL leads elsewhere than to Replicate's delivery.
            ModelUnavailable: it is not there (yet, or any more).
        """
        if url.startswith("data:"):
            return decoded(url), url[len("data:") :].partition(";")[0]
        if not _is_delivery(url, self._origins):
            raise ModelMalformedAnswer
        for tries_left in reversed(range(_DELIVERY_TRIES)):
            try:
                answer = self._http.ask("GET", url, timeout=_TRANSFER_TIMEOUT, max_bytes=_MAX_PICTURE)
                if answer.ok:
                    return answer.body, answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                error: ModelError = error_for(Fault(answer.status), _READ_FAULTS, self._spec)
            except ModelUnavailable as failure:
                error = failure
            if not isinstance(error, ModelUnavailable) or not tries_left:
                raise error
            self._sleep(_PAUSE)
        raise AssertionError("the last try ends the loop")

    def _get(self, path: str, params: Mapping[str, str] | None = None) -> HttpReply:
        answer = self._http.ask("GET", self._base_url + path, timeout=TIMEOUT, headers=bearer(self._key), params=params)
        if answer.ok:
            return answer
        raise error_for(_fault(answer), _READ_FAULTS, self._spec)


def _path(prediction_id: str) -> str:
    return f"/predictions/{quote(prediction_id, safe='')}"


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


def _fault(answer: HttpReply) -> Fault:
    """`{"title", "detail", "status", "retry_after"?}`, in the manner of RFC 9457."""
    body = answer.object()
    title, detail = text(body.get("title")), text(body.get("detail"))
    candidates = (waits.from_headers(answer.headers), waits.seconds(body.get("retry_after")), waits.from_words(detail))
    wait = next((wait for wait in candidates if wait is not None), None)
    return Fault(answer.status, (title,) if title else (), f"{title} {detail}".strip(), wait)


def _is_delivery(url: str, origins: tuple[str, ...]) -> bool:
    """Whether a URL begins with one of the origins, of which "*." means any subdomain (SSRF: nothing else is fetched).

    Judged by the parser that also makes the connection, so that no URL means one host here and another one there.
    """
    try:
        target = parse_url(url)
    except LocationParseError:
        return False
    if target.auth is not None or not target.host or "\\" in url:
        return False
    port = f":{target.port}" if target.port else ""
    return any(_covers(origin, f"{target.scheme}://", f"{target.host}{port}") for origin in origins)


def _covers(origin: str, scheme: str, host: str) -> bool:
    if not origin.startswith(scheme):
        return False
    pattern = origin.removeprefix(scheme)
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern
