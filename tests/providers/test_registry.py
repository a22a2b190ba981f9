"""Which model draws what: chosen by what a request carries, replaced in sight, paced, and what is paid is counted."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import (
    AttemptTaken,
    ModelAnswerLost,
    ModelError,
    ModelMalformedAnswer,
    ModelOutOfCredit,
    ModelRateLimited,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelUnavailable,
)
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.core.text_models import TextRequest, TextResult
from inkwell.providers import limits as rules
from inkwell.providers.choosing import candidates
from inkwell.providers.limits import LimiterState, Limits
from inkwell.providers.payment import RequestLease, take_lease
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.registry import PASSED_ON, Registry
from inkwell.providers.spec import ModelSpec
from inkwell.providers.table import ModelTable, read_table

PICTURE = ImageInput(b"picture", "image/png")
SCHNELL, PRO, FILL = "replicate/flux-schnell", "replicate/flux-2-pro", "replicate/flux-fill-dev"


@dataclass
class Memory:
    """A `ProviderLimits` in memory."""

    states: dict[str, LimiterState] = field(default_factory=dict)

    def enter(self, provider: str, limits: Limits, now: int) -> Any:
        decision = rules.enter(self.states.get(provider, LimiterState()), limits, now)
        if isinstance(decision, rules.Permit):
            self.states[provider] = decision.state
        return decision

    def succeeded(self, provider: str) -> None:
        self.states[provider] = rules.succeeded(self.states[provider])

    def failed(self, provider: str, limits: Limits, now: int, *, probed: bool) -> None:
        self.states[provider] = rules.failed(self.states[provider], limits, now, probed=probed)

    def slowed(self, provider: str, limits: Limits, now: int, pause: int) -> None:
        self.states[provider] = rules.slowed(self.states[provider], limits, now, pause)


@dataclass
class Book:
    """An `AttemptMemory` that adds up what is paid."""

    request_id: str | None = None
    requests: int = 0
    micros: int = 0
    name: str = "job/picture/1"

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        self.submitted(note, requests=requests, cost_micros=cost_micros)

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        self.request_id = request_id
        self.paid(requests, cost_micros)

    def paid(self, requests: int, cost_micros: int) -> None:
        self.requests += requests
        self.micros += cost_micros

    def progress(self, percent: int) -> None:
        pass


Behaviour = Callable[[ModelSpec, ImageRequest, AttemptMemory], ImageResult]


def drawn(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory, cost: int | None = None) -> ImageResult:
    return ImageResult(b"drawn", "image/png", 8, 8, spec.id, cost_micros=cost)


@dataclass
class Studio:
    """A registry over scripted models; what happens is written down."""

    table: ModelTable
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    texts: dict[str, Exception] = field(default_factory=dict)
    calls: list[tuple[str, ImageRequest]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    pacing: Memory = field(default_factory=Memory)
    now: float = 1_000.0

    @property
    def registry(self) -> Registry:
        turns = RateLimiter(self.pacing, self.table.providers, clock=lambda: self.now, sleep=self.slept.append)
        return Registry(self.table, self._image_model, self._text_model, turns)

    def draw(self, role: str, request: ImageRequest, attempt: AttemptMemory | None = None) -> ImageResult:
        return self.registry.for_request(role, request).generate(request, attempt or Book())

    def _image_model(self, spec: ModelSpec) -> Any:
        studio = self

        class Model:
            def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
                studio.calls.append((spec.id, request))
                return studio.behaviours.get(spec.id, drawn)(spec, request, attempt)

        return Model()

    def _text_model(self, spec: Any) -> Any:
        studio = self

        class Model:
            def complete(self, request: TextRequest, attempt: AttemptMemory) -> TextResult:
                if spec.id in studio.texts:
                    raise studio.texts[spec.id]
                return TextResult({}, spec.id)

        return Model()


@pytest.fixture
def studio() -> Studio:
    return Studio(read_table("replicate"))


def failing(error: ModelError) -> Behaviour:
    def fail(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        raise error

    return fail


PLAIN = ImageRequest("a fox", aspect_ratio="16:9")


def test_the_roles_own_model_draws_what_it_takes(studio: Studio) -> None:
    result = studio.draw("draft", PLAIN)
    assert (result.model, result.fallback_for, result.cost_micros) == (SCHNELL, None, 3000)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"references": (PICTURE,)}, "takes no reference pictures"),
        ({"seed_image": PICTURE}, "takes no picture to start from"),
        ({"references": (PICTURE,), "seed_image": PICTURE}, "takes no reference pictures"),
    ],
)
def test_a_model_that_cannot_is_replaced_and_the_picture_says_so(
    studio: Studio, changes: dict[str, Any], reason: str
) -> None:
    result = studio.draw("draft", replace(PLAIN, **changes))
    assert result.model == PRO
    assert result.fallback_for == f"{SCHNELL} {reason}"


def test_references_beyond_a_models_number_are_cut_in_their_order(studio: Studio) -> None:
    references = tuple(ImageInput(bytes([number]), "image/png") for number in range(12))
    studio.draw("quality", replace(PLAIN, references=references))
    assert studio.calls[0][1].references == references[:8]


def test_what_no_model_takes_is_refused_and_not_drawn_without_it(studio: Studio) -> None:
    with pytest.raises(ModelRejectedInput, match="a prompt with references with a picture to start from"):
        studio.draw("inpaint", replace(PLAIN, seed_image=PICTURE, references=(PICTURE,)))
    assert not studio.calls


def test_what_is_repainted_shows_itself_where_no_model_takes_references(studio: Studio) -> None:
    studio.draw("inpaint", replace(PLAIN, seed_image=PICTURE, mask=PICTURE, references=(PICTURE,)))
    ((_, request),) = [call[:2] for call in studio.calls]
    assert (request.references, request.mask, request.seed_image) == ((), PICTURE, PICTURE)


@given(st.booleans(), st.integers(0, 20), st.booleans(), st.sampled_from(["1:1", "16:9", "9:16", "3:4", "17:22"]))
def test_whoever_is_chosen_takes_all_that_is_left(seed: bool, references: int, mask: bool, ratio: str) -> None:
    request = ImageRequest(
        "x",
        ratio,
        references=(PICTURE,) * references,
        seed_image=PICTURE if seed or mask else None,
        mask=PICTURE if mask else None,
    )
    for name in ("replicate", "bedrock", "mixed", "openai", "gemini"):
        table = read_table(name)
        for role in table.roles:
            try:
                able = candidates(table.chain(role), request)
            except ModelRejectedInput:
                continue
            for each in able:
                pictures = len(each.request.references) + (each.request.seed_image is not None) + mask
                assert each.spec.max_pictures is None or pictures <= each.spec.max_pictures
                assert each.request.references or not each.spec.needs_reference
                assert each.request.seed_image or not each.spec.needs_seed_image
                assert len(each.request.references) <= each.spec.max_references
                assert bool(each.request.references) == bool(references) or mask
                assert each.request.seed_image is None or each.spec.takes_seed_image
                assert each.request.mask is None or each.spec.takes_mask
                assert each.request.aspect_ratio in each.spec.aspect_ratios


@pytest.mark.parametrize(("asked", "drawn_as"), [("3:4", "4:5"), ("17:22", "4:5"), ("16:9", "16:9")])
def test_a_ratio_that_none_draws_becomes_a_close_one(asked: str, drawn_as: str) -> None:
    request = ImageRequest("x", asked)
    assert candidates(read_table("bedrock").chain("draft"), request)[0].request.aspect_ratio == drawn_as


@pytest.mark.parametrize("ratio", ["1:4", "5:1", "", "wide", "0:1", "-1:1", "1:0"])
def test_a_ratio_far_from_all_is_refused(ratio: str) -> None:
    with pytest.raises(ModelRejectedInput):
        candidates(read_table("bedrock").chain("draft"), ImageRequest("x", ratio))


@pytest.mark.parametrize("error", PASSED_ON)
def test_a_model_that_never_will_is_passed_over(studio: Studio, error: type[ModelError]) -> None:
    studio.behaviours[SCHNELL] = failing(error())
    result = studio.draw("draft", PLAIN)
    assert result.model == PRO
    assert result.fallback_for == f"{SCHNELL} failed with {error.code}"


@pytest.mark.parametrize(
    "error", [ModelRefused, ModelRateLimited, ModelUnavailable, ModelAnswerLost, ModelMalformedAnswer]
)
def test_what_another_model_would_not_change_is_told(studio: Studio, error: type[ModelError]) -> None:
    studio.behaviours[SCHNELL] = failing(error())
    with pytest.raises(error):
        studio.draw("draft", PLAIN)
    assert [model for model, _ in studio.calls] == [SCHNELL]


def test_the_last_error_is_told_when_nobody_is_left(studio: Studio) -> None:
    studio.behaviours = {SCHNELL: failing(ModelRetired()), PRO: failing(ModelOutOfCredit())}
    with pytest.raises(ModelOutOfCredit):
        studio.draw("draft", PLAIN)


def test_an_open_circuit_falls_back_to_another_provider() -> None:
    changes = '{"extends": "mixed", "models": {"replicate/flux-schnell": {"fallback": "gemini/nano-banana-2.1"}}}'
    studio = Studio(read_table(changes), {SCHNELL: failing(ModelUnavailable())})
    for _ in range(studio.table.providers["replicate"].circuit.faults):
        with pytest.raises(ModelUnavailable):
            studio.draw("draft", PLAIN)
    result = studio.draw("draft", PLAIN)
    assert (result.model, result.fallback_for) == (
        "gemini/nano-banana-2.1",
        f"{SCHNELL} has an open circuit",
    )
    studio.behaviours.clear()
    studio.now += 31
    assert studio.draw("draft", PLAIN).model == SCHNELL


def test_an_open_circuit_without_a_way_round_asks_the_workflow_to_wait(studio: Studio) -> None:
    studio.behaviours[PRO] = failing(ModelUnavailable())
    for _ in range(8):
        with pytest.raises(ModelUnavailable):
            studio.draw("quality", PLAIN)
    with pytest.raises(ModelRateLimited) as caught:
        studio.draw("quality", PLAIN)
    assert caught.value.retry_after == 30


def test_short_waits_are_slept_and_long_ones_are_the_workflows(studio: Studio) -> None:
    limits = studio.table.providers["replicate"]
    for _ in range(limits.burst):
        studio.draw("draft", PLAIN)
    assert not studio.slept
    studio.draw("draft", PLAIN)
    assert studio.slept == [0.1]
    for _ in range(199):
        studio.draw("draft", PLAIN)
    with pytest.raises(ModelRateLimited) as caught:
        studio.draw("draft", PLAIN)
    assert max(studio.slept) == limits.longest_wait
    assert caught.value.retry_after == pytest.approx(0.1)


def test_a_pause_that_the_provider_asks_for_is_everybodys(studio: Studio) -> None:
    studio.behaviours[SCHNELL] = failing(ModelRateLimited(retry_after=7))
    with pytest.raises(ModelRateLimited):
        studio.draw("draft", PLAIN)
    studio.behaviours.clear()
    studio.draw("draft", PLAIN)
    assert studio.slept == [7.0]


def test_offline_models_have_no_pace() -> None:
    studio = Studio(read_table("offline"))
    for _ in range(100):
        studio.draw("draft", PLAIN)
    assert not studio.slept
    assert not studio.pacing.states


def test_a_text_falls_back_as_well() -> None:
    studio = Studio(read_table("gemini"), texts={"gemini/3.6-flash": ModelRetired()})
    asked = TextRequest("s", "p", {}, "story")
    assert studio.registry.for_text("story").complete(asked).model == "gemini/3.5-flash-lite"
    with pytest.raises(ModelRejectedInput):
        studio.registry.for_text("story").complete(replace(asked, images=(PICTURE,) * 17))


# ---------------------------------------------------------------- what is paid


def with_id(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
    take_lease("replicate", attempt, 20)
    attempt.submitted("prediction")
    return drawn(spec, request, attempt, cost=3000)


def test_a_request_with_an_id_is_counted_when_it_is_made(studio: Studio) -> None:
    studio.behaviours[SCHNELL] = with_id
    book = Book()
    assert studio.draw("draft", PLAIN, book).counted
    assert (book.requests, book.micros) == (1, 3000)


def test_a_picture_without_a_request_is_left_to_be_counted_when_it_is_stored(studio: Studio) -> None:
    book = Book()
    result = studio.draw("draft", PLAIN, book)
    assert (result.counted, result.cost_micros) == (False, 3000)
    assert (book.requests, book.micros) == (0, 0)


def test_what_the_answer_says_that_it_cost_counts(studio: Studio) -> None:
    def dear(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        return replace(with_id(spec, request, attempt), cost_micros=9000)

    studio.behaviours[SCHNELL] = dear
    book = Book()
    assert studio.draw("draft", PLAIN, book).cost_micros == 9000
    assert (book.requests, book.micros) == (1, 9000)


def test_a_request_that_was_not_charged_is_not_counted(studio: Studio) -> None:
    def refused(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        take_lease("replicate", attempt, 20)
        attempt.submitted("")
        raise ModelRefused

    studio.behaviours[SCHNELL] = refused
    book = Book()
    with pytest.raises(ModelRefused):
        studio.draw("draft", PLAIN, book)
    assert (book.requests, book.micros, book.request_id) == (0, 0, "")


def test_a_lost_answer_is_counted_and_its_note_kept(studio: Studio) -> None:
    def lost(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        take_lease("replicate", attempt, 20)
        raise ModelAnswerLost

    studio.behaviours[SCHNELL] = lost
    book = Book()
    with pytest.raises(ModelAnswerLost):
        studio.draw("draft", PLAIN, book)
    assert (book.requests, book.micros) == (1, 3000)
    model, _, note = (book.request_id or "").partition(" ")
    assert model == SCHNELL
    assert RequestLease.read(note)


def test_an_answer_without_a_picture_that_was_charged_is_counted(studio: Studio) -> None:
    error = ModelMalformedAnswer()
    error.cost_micros = 1200
    studio.behaviours[SCHNELL] = failing(error)
    book = Book()
    with pytest.raises(ModelMalformedAnswer):
        studio.draw("draft", PLAIN, book)
    assert (book.requests, book.micros) == (1, 1200)


def test_a_repeated_task_goes_on_with_the_model_that_was_asked_and_pays_nothing_more(studio: Studio) -> None:
    book = Book(f"{PRO} prediction", requests=1, micros=45_000)
    result = studio.draw("draft", PLAIN, book)
    assert result.model == PRO
    assert [model for model, _ in studio.calls] == [PRO]
    assert (book.requests, book.micros) == (1, 45_000)
    assert result.fallback_for == SCHNELL


def test_the_model_at_work_finds_its_request_as_it_stored_it(studio: Studio) -> None:
    seen: list[str | None] = []

    def look(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        seen.append(attempt.request_id)
        return drawn(spec, request, attempt)

    studio.behaviours = {PRO: look}
    studio.draw("draft", PLAIN, Book(f"{PRO} 123 456"))
    assert seen == ["123 456"]


def test_a_request_of_a_model_that_does_not_draw_this_any_more_is_lost_and_not_paid_for_again(studio: Studio) -> None:
    with pytest.raises(ModelAnswerLost):
        studio.draw("draft", PLAIN, Book("gone/model prediction"))
    with pytest.raises(ModelAnswerLost):  # a reference came to be shown after it was asked without
        studio.draw("draft", replace(PLAIN, references=(PICTURE,)), Book(f"{SCHNELL} prediction"))
    with pytest.raises(AttemptTaken):
        studio.draw("draft", PLAIN, Book(f"gone/model {RequestLease('gemini', time.time(), 60)}"))
    assert not studio.calls


def test_a_request_that_came_to_nothing_and_is_sent_again_counts_once(studio: Studio) -> None:
    def again(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        note = take_lease("replicate", attempt, 20)
        attempt.submitted(str(note.released))
        return with_id(spec, request, attempt)

    studio.behaviours[SCHNELL] = again
    book = Book()
    studio.draw("draft", PLAIN, book)
    assert (book.requests, book.micros) == (1, 3000)


def test_a_second_request_after_one_that_had_its_id_counts_twice(studio: Studio) -> None:
    def twice(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        with_id(spec, request, attempt)
        return with_id(spec, request, attempt)

    studio.behaviours[SCHNELL] = twice
    book = Book()
    studio.draw("draft", PLAIN, book)
    assert (book.requests, book.micros) == (2, 6000)


def test_a_probe_that_was_never_sent_closes_no_circuit(studio: Studio) -> None:
    def taken(spec: ModelSpec, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        raise AttemptTaken

    studio.pacing.states["replicate"] = LimiterState(faults=8, last_fault=1, open_until=1)
    studio.behaviours[SCHNELL] = taken
    with pytest.raises(AttemptTaken):
        studio.draw("draft", PLAIN)
    assert studio.pacing.states["replicate"].faults == 8
