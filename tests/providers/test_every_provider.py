"""What holds of every provider of pictures: which error a failure becomes, and that nothing is paid for twice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelBadCredentials,
    ModelError,
    ModelRejectedInput,
    ModelRetired,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.payment import NOTHING, RequestLease
from tests.providers.adapters import ADAPTERS, KEYED, SYNCHRONOUS, StandIn, stand_in
from tests.providers.failures import FAILURES
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply

REQUEST = ImageRequest("a fox in the snow", "16:9", seed=7)


@pytest.fixture(params=ADAPTERS)
def provider(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    """A provider that answers as it should, until a test says otherwise."""
    with stand_in(request.param, late=1.5) as provider:
        yield provider


synchronous = pytest.mark.parametrize("provider", SYNCHRONOUS, indirect=True)


@pytest.mark.parametrize("name", ADAPTERS)
def test_each_failure_is_its_own_error(name: str) -> None:
    for reply, error, wait in FAILURES[name]:
        with stand_in(name) as provider:
            provider.adapter.answer(provider.server, reply)
            attempt = MemoryAttempt()
            with pytest.raises(ModelError) as raised:
                provider.model().generate(REQUEST, attempt)
            told = (
                type(raised.value),
                raised.value.retry_after,
                attempt.submissions[-1],
                len(provider.server.requests),
            )
            assert told == (error, wait, NOTHING, 1), reply
            assert not provider.adapter.has_key or provider.server.key not in str(raised.value)


@pytest.mark.parametrize("provider", KEYED, indirect=True)
def test_a_key_that_cannot_be_used_is_not_sent_and_a_wrong_one_is_told(provider: StandIn) -> None:
    for key in ("", "  ", "a\nb", "schlüssel"):
        attempt = MemoryAttempt()
        with pytest.raises(ModelBadCredentials):
            provider.model(key).generate(REQUEST, attempt)
        assert not provider.server.requests, key
        assert not attempt.submissions, key
    with pytest.raises(ModelBadCredentials):
        provider.model("sk-wrong").generate(REQUEST, MemoryAttempt())


def test_a_model_that_is_gone_is_retired(provider: StandIn) -> None:
    provider.adapter.retire(provider.server, provider.adapter.spec)
    with pytest.raises(ModelRetired):
        provider.model().generate(REQUEST, MemoryAttempt())


def test_a_picture_that_the_model_does_not_take_is_not_dropped_in_silence(provider: StandIn, photo: ImageInput) -> None:
    attempt = MemoryAttempt()
    with pytest.raises(ModelRejectedInput):
        provider.model().generate(replace(REQUEST, references=(photo,)), attempt)
    assert not provider.server.requests
    assert not attempt.submissions


def test_the_note_of_a_request_precedes_it(provider: StandIn, photo: ImageInput) -> None:
    class Watched(MemoryAttempt):
        def submitted(self, request_id: str, **counts: int) -> None:
            assert self.submissions or not provider.server.requests
            super().submitted(request_id, **counts)

    watched = Watched()
    result = provider.model(seeing=True).generate(replace(REQUEST, references=(photo,)), watched)
    assert result.model == provider.adapter.spec.id
    lease = RequestLease.read(watched.submissions[0])
    assert lease
    assert lease.provider == provider.adapter.spec.provider


@synchronous
def test_a_lost_answer_is_never_paid_for_again(provider: StandIn, photo: ImageInput) -> None:
    faults: list[tuple[Any, bool]] = [("cut", False), ("cut_after", False), ("half", True), ("gateway", False)]
    for fault, with_picture in [*faults, ("late", True)]:
        provider.faults(fault)
        attempt, request = MemoryAttempt(), replace(REQUEST, references=(photo,) if with_picture else ())
        with pytest.raises(ModelAnswerLost):
            provider.model(seeing=with_picture, timeout=0.5).generate(request, attempt)
        assert len(provider.server.paid) == (fault != "cut"), fault
        assert RequestLease.read(attempt.submissions[-1]), fault

        again = attempt.again()
        with pytest.raises(ModelAnswerLost):
            provider.model(seeing=with_picture).generate(request, again)
        assert len(provider.server.requests) == 1, fault
        assert not again.submissions, fault


@synchronous
def test_an_answer_that_is_no_json_was_cut_short(provider: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    attempt = MemoryAttempt()
    provider.adapter.answer(provider.server, Reply(200, b'{"data": ['))
    with pytest.raises(ModelAnswerLost):
        provider.model().generate(REQUEST, attempt)
    assert RequestLease.read(attempt.submissions[-1])
    # Nobody asks again, so what came is the only thing that an operator can see.
    shown = [vars(record)["provider_text"] for record in caplog.records]
    assert shown == ['{"data": ['] if provider.name != "bedrock" else not shown


@synchronous
def test_an_answer_that_says_no_may_be_asked_again(provider: StandIn) -> None:
    for fault in ("429", "500"):
        provider.faults(fault)
        attempt = MemoryAttempt()
        with pytest.raises(ModelError) as raised:
            provider.model().generate(REQUEST, attempt)
        assert raised.value.retryable, fault
        assert provider.model().generate(REQUEST, attempt.again()).data
        assert len(provider.server.paid) == 1, fault


@pytest.mark.parametrize("name", ADAPTERS)
def test_a_refused_connection_is_safe_to_repeat(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with stand_in(name) as gone:
        model = gone.model()
    # Who signs as AWS does reads credentials when it is asked.
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    attempt = MemoryAttempt()
    with pytest.raises(ModelUnavailable) as raised:
        model.generate(REQUEST, attempt)
    assert type(raised.value) is ModelUnavailable
    assert attempt.submissions[-1] == NOTHING
