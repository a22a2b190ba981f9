"""Pictures from Replicate: a prediction is created, followed to its end, and its picture fetched.

Replicate has no idempotency key for creating a prediction, and every prediction costs money. So none is created twice
for one attempt: a lease is stored before the request, the prediction's id replaces it, and when the answer is missing,
the account's recent predictions are searched for the one that was asked for.
"""

import math
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import (
    AttemptTaken,
    ModelAnswerLost,
    ModelError,
    ModelMalformedAnswer,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers.credentials import credential
from inkwell.providers.faults import ending
from inkwell.providers.http import Client, client
from inkwell.providers.outcomes.replicate import ENDS
from inkwell.providers.outcomes.table import FREE, outcome_of
from inkwell.providers.payment import NOTHING, RequestLease, already_sent, settle, take_lease
from inkwell.providers.pictures import cost_of, data_url, malformed, require_fit
from inkwell.providers.replicate_api import TIMEOUT, ReplicateApi
from inkwell.providers.replicate_inputs import build_input, schema_of
from inkwell.providers.replicate_predictions import Prediction
from inkwell.providers.spec import ModelSpec, Secret

NAME: Final = "replicate"
BASE_URL: Final = "https://api.replicate.com/v1"

#: The largest picture that goes along as a data: URL, in bytes; the documentation advises to upload larger ones.
MAX_INLINE: Final = 256_000

_UNHAPPY_ENDS = frozenset({"failed", "canceled", "aborted"})
_WAIT = 5  # seconds that the create request is held open; until it ends, only the lease tells of the prediction
_SHORTEST_LIFE = 5  # seconds; the least that Cancel-After takes
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0
_MAX_FAULTS = 5  # failed polls in a row
_LOOKS = (0.0, 1.0, 3.0)  # seconds before each look for a prediction whose creation was not answered
_FRESH = 30.0  # seconds after which one look is enough: a prediction is listed by then, or it never was
_CLOCK_SKEW = 10.0
_LATEST_CREATION = 120.0  # seconds after the lease was taken; by then we have long hung up on the request


class Replicate:
    """An `ImageModel` on Replicate.

    Options of its `ModelSpec`: `inputs`, the name of an input schema or its fields (see `replicate_inputs`); `input`,
    further constant inputs; `version`, the version id of a model that is not an official one; `wait`, for how many
    seconds the create request is held open (1 to 60; 0 for not at all).

    Args:
        spec: the model; its `model` is "owner/name".
        key: gives the API token.
        base_url: the address of the API.
        webhook: gives the URL that Replicate shall report an attempt's prediction to, if any; its query should name
            the attempt.
        http: the client to use.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        spec: ModelSpec,
        key: Secret,
        *,
        base_url: str = BASE_URL,
        webhook: Callable[[AttemptMemory], str | None] | None = None,
        http: Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spec = spec
        self._key = key
        self._webhook = webhook or (lambda attempt: None)
        self._sleep = sleep
        self._schema = schema_of(spec)
        self._api = ReplicateApi(spec, key, base_url, http or client(), sleep)

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        require_fit(self._spec, request)
        credential(self._key)
        give_up = time.monotonic() + self._spec.timeout
        prediction = self._resumed(request, attempt) or self._created(request, attempt)
        prediction = self._followed(prediction, attempt, give_up)
        return self._result(prediction, request, attempt)

    def _resumed(self, request: ImageRequest, attempt: AttemptMemory) -> Prediction | None:
        """The prediction that an earlier run of this attempt has created."""
        if not attempt.request_id:
            return None
        lease = RequestLease.read(attempt.request_id)
        if lease is None:
            return Prediction(id=attempt.request_id)
        if lease.provider != NAME:
            raise already_sent(attempt.request_id)
        asked = build_input(self._spec, self._schema, request, address=lambda picture: "")
        looks = _LOOKS if time.time() - lease.moment < _FRESH else _LOOKS[:1]
        found = self._found(asked, lease, self._webhook(attempt), looks)
        if found:
            attempt.submitted(found.id)
        elif lease.seconds_left > 0:
            raise AttemptTaken(retry_after=lease.seconds_left)
        return found

    def _created(self, request: ImageRequest, attempt: AttemptMemory) -> Prediction:
        asked = build_input(self._spec, self._schema, request, self._address)
        webhook = self._webhook(attempt)
        body, headers, wait = self._creation(asked, webhook)
        lease = take_lease(NAME, attempt, TIMEOUT + wait)
        try:
            prediction = self._api.create(body, headers, wait)
        except ModelAnswerLost:
            prediction = None
        except ModelError:
            attempt.submitted(NOTHING)
            raise
        if prediction is None:
            # The lease stays when nothing is found: a repeated attempt looks again before it creates another one.
            attempt.submitted(str(lease.released))
            prediction = self._found(asked, lease, webhook, _LOOKS)
        if prediction is None:
            raise ModelTimeout
        attempt.submitted(prediction.id)
        return prediction

    def _address(self, picture: ImageInput) -> str:
        return data_url(picture) if len(picture.data) <= MAX_INLINE else self._api.upload(picture)

    def _creation(self, asked: Mapping[str, Any], webhook: str | None) -> tuple[dict[str, Any], dict[str, str], int]:
        body: dict[str, Any] = {"input": asked}
        if version := self._spec.options.get("version"):
            body["version"] = version
        if webhook:
            body |= {"webhook": webhook, "webhook_events_filter": ["start", "completed"]}
        wait = int(self._spec.options.get("wait", _WAIT))
        headers = {"Cancel-After": f"{max(_SHORTEST_LIFE, math.ceil(self._spec.timeout))}s"}
        if wait:
            headers["Prefer"] = f"wait={wait}"
        return body, headers, wait

    def _found(
        self, asked: Mapping[str, Any], lease: RequestLease, webhook: str | None, pauses: tuple[float, ...]
    ) -> Prediction | None:
        """The prediction of a lease, looked for after each of the pauses; None when it is certainly not listed."""
        fault: ModelError | None = None
        for pause in pauses:
            self._sleep(pause)
            try:
                found, fault = self._listed(asked, lease, webhook), None
            except (ModelRateLimited, ModelUnavailable) as error:
                found, fault = None, error
            if found:
                return found
        if fault:
            raise fault
        return None

    def _listed(self, asked: Mapping[str, Any], lease: RequestLease, webhook: str | None) -> Prediction | None:
        """The newest prediction from the lease's time with the same inputs, preferably one that has not failed."""
        unhappy: Prediction | None = None
        for each in self._api.created_between(lease.moment - _CLOCK_SKEW, lease.moment + _LATEST_CREATION):
            # A list may be sparing with fields; what was asked is always in the prediction itself, for an hour.
            known = each if each.input or each.is_removed else self._api.get(each.id)
            if known.does(self._spec.model, asked, webhook):
                if known.status not in _UNHAPPY_ENDS:
                    return known
                unhappy = unhappy or known
        return unhappy

    def _followed(self, prediction: Prediction, attempt: AttemptMemory, give_up: float) -> Prediction:
        """The prediction when it has ended; one that does not end in time is cancelled."""
        pause = _FIRST_PAUSE if prediction.status else 0.0
        faults, shown = 0, None
        while not prediction.has_ended:
            if time.monotonic() + pause >= give_up:
                return self._cancelled(prediction)
            self._sleep(pause)
            pause = min(max(pause, _FIRST_PAUSE) * 1.5, _LONGEST_PAUSE)
            try:
                prediction, faults = self._api.get(prediction.id), 0
            except (ModelRateLimited, ModelUnavailable) as error:
                faults += 1
                if faults >= _MAX_FAULTS:
                    raise
                pause = max(pause, error.retry_after or 0.0)
            if prediction.progress not in (None, shown):
                shown = prediction.progress
                attempt.progress(shown or 0)
        return prediction

    def _cancelled(self, prediction: Prediction) -> Prediction:
        """The prediction after it was cancelled, because we wait for it no longer."""
        ended = self._api.cancel(prediction.id)
        if ended is None or not ended.has_ended:
            raise ModelTimeout
        return ended

    def _result(self, prediction: Prediction, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        if prediction.is_emptied or prediction.status in _UNHAPPY_ENDS:
            raise self._unhappy(prediction, attempt)
        if prediction.is_removed and not prediction.output:
            raise ModelAnswerLost
        if prediction.status != "succeeded" and not prediction.output:
            raise self._unhappy(prediction, attempt)
        told = None if prediction.image_count is None else self._spec.price_micros * prediction.image_count
        cost = cost_of(self._spec, told, drew=bool(prediction.output))
        try:
            data, media_type = self._api.deliver(prediction.output[0] if prediction.output else "")
        except ModelMalformedAnswer as error:
            # A repeated attempt creates another prediction: this one will never have a picture.
            worthless = malformed(cost)
            settle(attempt, worthless)
            raise worthless from error
        asked_seed = request.seed if self._spec.takes_seed else None
        is_ours = prediction.model in ("", self._spec.model)
        return ImageResult(
            data=data,
            media_type=media_type,
            width=0,
            height=0,
            model=self._spec.id if is_ours else f"{NAME}/{prediction.model}",
            seed=asked_seed if prediction.seed is None else prediction.seed,
            cost_micros=cost,
        )

    def _unhappy(self, prediction: Prediction, attempt: AttemptMemory) -> ModelError:
        """The error for a prediction without a picture. A repeated attempt creates another prediction if this was free.

        Source for what is charged: https://replicate.com/docs/topics/predictions/lifecycle
        """
        known = outcome_of(ENDS, (prediction.end,), prediction.error)
        if known and known.charge == FREE:
            attempt.submitted(NOTHING)
        return ending(prediction.end, ENDS, self._spec, text=prediction.error, request_id=prediction.id)
