"""Whatever JSON a provider sends, an adapter answers with a picture or a ModelError."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkwell.core.errors import ModelError, ModelRefused, ModelRejectedInput, ModelUnavailable
from inkwell.core.image_models import ImageRequest
from inkwell.providers.faults import ending
from inkwell.providers.outcomes.replicate import ENDS
from inkwell.providers.pictures import nearest_ratio, ratio
from inkwell.providers.replicate_predictions import Prediction
from inkwell.providers.spec import ModelSpec
from tests.providers.adapters import KEYED, SYNCHRONOUS, StandIn, stand_in
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Reply
from tests.support.providers.replicate import STEPS_LOG

SPEC = ModelSpec("replicate/model", "replicate", "owner/name", 1)


def ended(prediction: Prediction) -> ModelError:
    """The error of a prediction without a picture."""
    return ending(prediction.end, ENDS, SPEC, text=prediction.error)


NAMES = [
    *("id", "status", "output", "error", "logs", "metrics", "image_count", "input", "model", "created_at", "webhook"),
    *("candidates", "content", "parts", "inlineData", "mimeType", "data", "finishReason", "promptFeedback", "usage"),
    *("usageMetadata", "candidatesTokensDetails", "modality", "tokenCount", "details", "violations", "quotaId"),
    *("b64_json", "choices", "message", "images", "image_url", "url", "metadata", "error_type", "code", "cost"),
]
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)),
    max_leaves=20,
)


# What Bedrock sends is parsed by boto3.
@pytest.fixture(scope="module", params=[name for name in SYNCHRONOUS if name in KEYED])
def standing_in(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    with stand_in(request.param) as pair:
        yield pair


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=JSON, status=st.sampled_from([200, 200, 400, 402, 429, 500]))
def test_any_json_is_a_picture_or_an_error(standing_in: StandIn, body: Any, status: int) -> None:
    standing_in.server.answers[:] = [Reply(status, body)]
    with suppress(ModelError):
        standing_in.model().generate(ImageRequest("a fox"), MemoryAttempt())


@given(JSON)
def test_any_json_is_a_prediction_or_none(body: Any) -> None:
    for candidate in (body, {"id": "abc", **body} if isinstance(body, dict) else body):
        prediction = Prediction.read(candidate)
        if prediction:
            assert prediction.progress is None or 0 <= prediction.progress <= 100
            assert isinstance(ended(prediction), ModelError)
            prediction.does("owner/name", {"prompt": "a fox"}, None)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1), st.text(alphabet="abc \n"))
def test_progress_is_that_of_the_last_bar(bars: list[tuple[int, int]], noise: str) -> None:
    lines = [f"{percent:3}%|███▌      | {percent * total // 100}/{total} [00:00<00:00]" for percent, total in bars]
    logs = "\n".join([*lines, noise])
    assert Prediction("id", logs=logs).progress == bars[-1][0]
    assert Prediction("id", logs="\r".join(lines)).progress == bars[-1][0]


@given(st.text())
def test_any_logs_can_be_read(logs: str) -> None:
    prediction = Prediction("id", logs=logs, error=logs)
    assert prediction.progress is None or 0 <= prediction.progress <= 100
    assert prediction.seed is None or prediction.seed >= 0


def test_the_logs_of_a_real_prediction() -> None:
    logs = "".join(STEPS_LOG).format(seed=62182)
    assert (Prediction("id", logs=logs).progress, Prediction("id", logs=logs).seed) == (100, 62182)
    assert (Prediction("id").progress, Prediction("id").seed) == (None, None)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("NSFW content detected. Try running it again, or try a different prompt.", ModelRefused),
        ("The input or output was flagged as sensitive. Please try again with different inputs. (E005)", ModelRefused),
        ("Service is temporarily unavailable. (E003)", ModelUnavailable),
        ("Director: unexpected error handling prediction (E9999)", ModelUnavailable),
        ("Request Moderated", ModelRefused),
        ("The generated image was flagged by safety filter", ModelRefused),
        ("Prediction failed: Input validation error: image could not be read", ModelRejectedInput),
        ("", ModelUnavailable),
    ],
)
def test_failures_carry_their_code_in_words(error: str, kind: type[ModelError]) -> None:
    assert type(ended(Prediction("id", status="failed", error=error))) is kind


RATIOS = st.tuples(st.integers(1, 64), st.integers(1, 64)).map(lambda pair: f"{pair[0]}:{pair[1]}")


@given(RATIOS, st.lists(RATIOS, min_size=1).map(tuple))
def test_no_ratio_on_offer_is_nearer(wanted: str, offered: tuple[str, ...]) -> None:
    def distance(offer: str) -> float:
        return max(ratio(offer) / ratio(wanted), ratio(wanted) / ratio(offer))

    found = nearest_ratio(wanted, offered)
    assert found in offered
    assert all(distance(found) <= distance(offer) + 1e-9 for offer in offered)
    assert nearest_ratio(wanted, ()) == wanted


@given(st.text())
def test_what_is_no_ratio_is_rejected(wanted: str) -> None:
    with suppress(ModelRejectedInput):
        assert nearest_ratio(wanted, ("1:1", "2:1")) in ("1:1", "2:1")
    with pytest.raises(ModelRejectedInput):
        nearest_ratio(f"{wanted}:0", ("1:1",))
