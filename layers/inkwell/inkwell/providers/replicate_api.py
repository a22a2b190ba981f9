"""Replicate's HTTP API, as far as we need it: https://replicate.com/docs/reference/http"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from inkwell.core.errors import ModelError, ModelMalformedAnswer, ModelUnavailable
from inkwell.core.image_models import ImageInput
from inkwell.providers import waits
from inkwell.providers.credentials import bearer
from inkwell.providers.faults import Fault, error_for
from inkwell.providers.http import Client, HttpReply
from inkwell.providers.outcomes.replicate import FAULTS, READ_FAULTS
from inkwell.providers.pictures import decoded
from inkwell.providers.reading import mapping, mappings, text, words
from inkwell.providers.replicate_predictions import Prediction
from inkwell.providers.spec import ModelSpec, Secret

#: Where pictures may be fetched from, beside the API's own origin: a URL in an answer is followed nowhere else.
#: "*." stands for any subdomain.
DELIVERY: Final = ("https://replicate.delivery", "https://*.replicate.delivery")

#: Seconds for any call, beside what a creation is held open.
TIMEOUT: Final = 20.0
_TRANSFER_TIMEOUT: Final = 30.0
_MAX_PAGES = 20  # of 100 predictions
_MAX_PICTURE = 32 * 1024 * 1024
_DELIVERY_REQUESTS = 3
_PAUSE = 0.5


class ReplicateApi:
    """The calls to Replicate's HTTP API; each raises the errors of `Client.ask` and `error_for`.

    Args:
        spec: the model.
        key: gives the API token.
        base_url: the address of the API, with its version.
        http: the client to use.
        sleep: waits for so many seconds.
    """

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
            body: the JSON body; without a `version`, the newest one of an official model is meant.
            headers: further request headers.
            wait: seconds that the request is held open.

        Returns:
            The prediction, or None when the answer does not tell whether one was created.
        """
        path = "/predictions" if "version" in body else f"/models/{quote(self._spec.model)}/predictions"
        reply = self._http.ask(
            "POST",
            self._base_url + path,
            timeout=TIMEOUT + wait,
            headers={**bearer(self._key), **headers},
            body=body,
            paid=True,
        )
        if reply.ok:
            return Prediction.read(reply.json())
        error = error_for(fault_of(reply), FAULTS, self._spec)
        if reply.status >= 500:
            return None
        raise error

    def get(self, prediction_id: str) -> Prediction:
        """The prediction as it is now."""
        prediction = Prediction.read(self._get(_path(prediction_id)).json())
        if prediction is None:
            raise ModelUnavailable
        return prediction

    def cancel(self, prediction_id: str) -> Prediction | None:
        """Cancel a prediction, and return it as it is then; None when the reply does not hold it."""
        url = f"{self._base_url}{_path(prediction_id)}/cancel"
        return Prediction.read(self._http.ask("POST", url, timeout=TIMEOUT, headers=bearer(self._key)).json())

    def created_between(self, since: float, until: float) -> Iterator[Prediction]:
        """The account's predictions that were created between two moments (seconds since 1970), newest first.

        Raises:
            ModelUnavailable: there are too many predictions to look through.
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
        """Store a picture at Replicate for a day, free of charge, and return its URL."""
        name = f"picture.{picture.media_type.rpartition('/')[2]}"
        reply = self._http.ask(
            "POST",
            f"{self._base_url}/files",
            timeout=_TRANSFER_TIMEOUT,
            headers=bearer(self._key),
            files=[("content", (name, picture.data, picture.media_type))],
        )
        if not reply.ok:
            raise error_for(fault_of(reply), READ_FAULTS, self._spec)
        url = text(mapping(reply.object().get("urls")).get("get"))
        if not url:
            raise ModelUnavailable
        return url

    def deliver(self, url: str) -> tuple[bytes, str]:
        """Fetch a picture of an output, without our token.

        Returns:
            The bytes, and their media type as the server declares it.

        Raises:
            ModelMalformedAnswer: the URL leads elsewhere than to Replicate's delivery.
            ModelUnavailable: the picture is not there (yet, or any more).
        """
        if url.startswith("data:"):
            return decoded(url), url[len("data:") :].partition(";")[0]
        if not _is_delivery(url, self._origins):
            raise ModelMalformedAnswer
        for requests_left in reversed(range(_DELIVERY_REQUESTS)):
            try:
                reply = self._http.ask("GET", url, timeout=_TRANSFER_TIMEOUT, max_bytes=_MAX_PICTURE)
                if reply.ok:
                    return reply.body, reply.headers.get("content-type", "").partition(";")[0].strip().lower()
                error: ModelError = error_for(Fault(reply.status), READ_FAULTS, self._spec)
            except ModelUnavailable as failure:
                error = failure
            if not isinstance(error, ModelUnavailable) or not requests_left:
                raise error
            self._sleep(_PAUSE)
        raise AssertionError("the last request ends the loop")

    def _get(self, path: str, params: Mapping[str, str] | None = None) -> HttpReply:
        reply = self._http.ask("GET", self._base_url + path, timeout=TIMEOUT, headers=bearer(self._key), params=params)
        if reply.ok:
            return reply
        raise error_for(fault_of(reply), READ_FAULTS, self._spec)


def _path(prediction_id: str) -> str:
    return f"/predictions/{quote(prediction_id, safe='')}"


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


def fault_of(reply: HttpReply) -> Fault:
    """The fault in `{"title", "detail", "status", "retry_after"?}`, in the manner of RFC 9457."""
    body = reply.object()
    title, detail = text(body.get("title")), words(body.get("detail"))
    candidates = (waits.from_headers(reply.headers), waits.seconds(body.get("retry_after")), waits.from_words(detail))
    wait = next((wait for wait in candidates if wait is not None), None)
    return Fault(reply.status, (title,) if title else (), f"{title} {detail}".strip(), wait, reply.beginning)


def _is_delivery(url: str, origins: tuple[str, ...]) -> bool:
    """True for a URL that begins with one of the origins, where "*." means any subdomain.

    No other URL is fetched (SSRF). The parser is the one that also makes the connection, so that no URL means one host
    here and another one there.
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
