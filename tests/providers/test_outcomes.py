"""The tables of outcomes: laws that hold of each, and that nobody is blamed for what is unclear."""

import logging
import re
import traceback
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import ModelAnswerLost, ModelError, ModelRefused, ModelUnclearAnswer
from inkwell.core.image_models import ImageRequest, ImageResult
from inkwell.providers.cleaning import cleaned
from inkwell.providers.faults import Fault, ending, meaning
from inkwell.providers.outcomes import bedrock, common, gemini, openai, openrouter, replicate
from inkwell.providers.outcomes.table import PERHAPS, Outcomes, outcome_of
from inkwell.providers.registry import PASSED_ON
from inkwell.providers.spec import ModelSpec
from tests.providers.adapters import stand_in
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply
from tests.support.providers.bedrock import failure as bedrock_failure

FAULTS: dict[str, Outcomes] = {
    "gemini": gemini.FAULTS,
    "openai": openai.FAULTS,
    "openrouter": openrouter.FAULTS,
    "replicate": replicate.FAULTS,
    "bedrock": bedrock.FAULTS,
}
ENDS: dict[str, Outcomes] = {
    "gemini": gemini.ENDS,
    "openai": openai.ENDS,
    "openrouter": openrouter.ENDS,
    "replicate": replicate.ENDS,
    "bedrock": bedrock.ENDS,
}
TABLES = [*FAULTS.values(), *ENDS.values(), common.STATUSES, replicate.READ_FAULTS, openai.MAY_NOT_LIST]
SPEC = ModelSpec("any/model", "any", "model", 1)


@pytest.mark.parametrize("outcomes", TABLES)
def test_every_row_can_be_reached_and_says_who_said_so_and_when(outcomes: Outcomes) -> None:
    plain = [each.code for each in outcomes if not each.words]
    assert len(plain) == len(set(plain))
    for each in outcomes:
        assert date(2022, 1, 1) < date.fromisoformat(each.source.day) <= date.today()
        assert re.match(r"https://[\w.-]+/|[\w-]+ \d", each.source.place), each.source.place
        assert re.compile(each.words)
        # A word alone could be a caller's: only whole phrases count.
        assert not each.words or len(re.sub(r"\W+", "", each.words)) >= 6 or "NSFW" in each.words


def test_what_is_perhaps_charged_is_not_asked_for_again() -> None:
    perhaps = [each for outcomes in TABLES for each in outcomes if each.charge == PERHAPS]
    assert {each.error for each in perhaps} == {ModelAnswerLost, ModelRefused}
    assert not any(each.error.retryable for each in perhaps)
    assert not any(issubclass(kind, ModelRefused) for kind in PASSED_ON)
    assert not any(kind.retryable for kind in (*PASSED_ON, ModelRefused, ModelUnclearAnswer))


@given(st.sampled_from(sorted(FAULTS)), st.integers(100, 600), st.lists(st.text(max_size=12), max_size=2), st.text())
def test_only_a_row_blames_the_caller(name: str, status: int, codes: list[str], text: str) -> None:
    found = meaning(Fault(status, tuple(codes), text), FAULTS[name])
    assert found is not ModelRefused or outcome_of(FAULTS[name], (*codes, status), text)


@pytest.mark.parametrize("name", ["gemini", "openai", "openrouter", "replicate", "bedrock"])
def test_an_unclear_answer_is_told_to_the_operator_once(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with stand_in(name) as provider:
        provider.adapter.answer(provider.server, Reply(418, {"error": {"code": 418, "message": "short and stout"}}))
        with caplog.at_level(logging.DEBUG), pytest.raises(ModelUnclearAnswer) as raised:
            provider.model().generate(ImageRequest("a fox"), MemoryAttempt())
    assert raised.value.status == 502
    assert [record.levelname for record in caplog.records if record.levelno >= logging.ERROR] == ["ERROR"]
    assert "stout" not in str(raised.value)


@pytest.mark.parametrize("name", ["gemini", "openai", "openrouter", "replicate", "bedrock"])
def test_what_an_answer_without_known_words_begins_with_is_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    page = b"<html><title>Attention Required! | Cloudflare</title>"
    with stand_in(name) as provider:
        provider.adapter.answer(provider.server, Reply(403, page, {"content-type": "text/html"}))
        with pytest.raises(ModelError):
            provider.model().generate(ImageRequest("a fox"), MemoryAttempt())
    (line,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert name == "bedrock" or "Attention Required!" in vars(line)["provider_text"]


KEYS = (
    "Incorrect API key provided: sk-proj-abc***xyz.",
    "Consumer 'api_key:AQ.Ab8RN6Iabcdef' has been suspended.",
    "Consumer 'api_key:IQ.Ab8RN6Iabcdef' has been suspended.",
    "The key AIzaSyAbcdef was leaked, as was AQ.Ab8RN6Iabcdef",
    "Sent: Authorization: Bearer r8_Abcdef",
    "The access key ASIAABCDEFGHIJKLMNOP is not known",
)


@pytest.mark.parametrize("words", KEYS)
def test_no_key_that_a_provider_quotes_is_logged(words: str) -> None:
    shown = cleaned(words)
    assert "[key]" in shown
    assert not re.search(r"abc|Ab8|Abcdef|ABCDEF", shown), shown
    assert cleaned("Not available in your country, such as Asia; try the api key page") == (
        "Not available in your country, such as Asia; try the api key page"
    )


@pytest.mark.parametrize("name", ["gemini", "openai", "openrouter", "replicate", "bedrock"])
def test_an_errors_traceback_has_no_words_of_a_providers(name: str) -> None:
    with stand_in(name) as provider:
        answer = {"bedrock": bedrock_failure(400, "ValidationException", "SECRET")}.get(
            name, Reply(400, {"error": {"code": 400, "message": "SECRET"}, "detail": "SECRET"})
        )
        provider.adapter.answer(provider.server, answer)
        with pytest.raises(ModelError) as raised:
            provider.model().generate(ImageRequest("a fox"), MemoryAttempt())
    assert "SECRET" not in "".join(traceback.format_exception(raised.value))


def test_an_end_that_no_table_knows_costs_what_it_tells() -> None:
    error: ModelError = ending("SOMETHING_NEW", gemini.ENDS, SPEC, told_micros=150)
    assert (type(error), error.cost_micros, error.retryable) == (ModelUnclearAnswer, 150, False)
    assert ImageResult(b"", "", 0, 0, "any/model").cost_micros is None
