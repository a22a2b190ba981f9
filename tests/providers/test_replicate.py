"""The Replicate adapter against a stand-in of its API over real HTTP."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from inkwell.core.errors import (
    ModelAnswerLost,
    ModelError,
    ModelMalformedAnswer,
    ModelRefused,
    ModelRejectedInput,
    ModelRetired,
    ModelTimeout,
    ModelUnavailable,
    ModelUnclearAnswer,
)
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.http import Client
from inkwell.providers.payment import NOTHING, RequestLease
from inkwell.providers.replicate import Replicate
from inkwell.providers.spec import ModelSpec
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import Faults, picture
from tests.support.providers.replicate import Life, ReplicateServer

RATIOS = ("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21")
OWNER = "black-forest-labs"
Make = Callable[..., Replicate]


def spec(name: str = "flux-schnell", **changes: Any) -> ModelSpec:
    facts: dict[str, Any] = {"takes_seed": True, "aspect_ratios": RATIOS, "timeout": 30.0, "price_micros": 3000}
    facts |= {"id": f"replicate/{name}", "provider": "replicate", "model": f"{OWNER}/{name}"}
    return ModelSpec(**facts | changes)


SCHNELL = spec()
KONTEXT = spec("flux-kontext-pro", max_references=1, takes_seed_image=True)
FILL = spec("flux-fill-dev", takes_seed_image=True, takes_mask=True)
FLUX_2 = spec("flux-2-pro", max_references=8, takes_seed_image=True)
DEV = spec("flux-dev", takes_seed_image=True)
REQUEST = ImageRequest("a fox in the snow", "9:16", seed=7)


@pytest.fixture
def server() -> Iterator[ReplicateServer]:
    with ReplicateServer() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def make(server: ReplicateServer, http: Client, pauses: list[float]) -> Make:
    def build(model: ModelSpec = SCHNELL, key: str = ReplicateServer.key, **options: Any) -> Replicate:
        settings: dict[str, Any] = {
            "base_url": server.base_url,
            "http": http,
            "sleep": pauses.append,
        }
        return Replicate(model, lambda: key, **settings | options)

    return build


# What is sent


def test_an_official_model_is_asked_as_its_page_shows(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    result = make().generate(REQUEST, attempt)

    (request,) = server.asked("POST")
    assert request.path == "/v1/models/black-forest-labs/flux-schnell/predictions"
    assert request.headers["authorization"] == f"Bearer {server.key}"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["prefer"] == "wait=5"
    assert request.headers["cancel-after"] == "30s"
    assert request.json == {
        "input": {
            "prompt": "a fox in the snow",
            "aspect_ratio": "9:16",
            "num_outputs": 1,
            "output_format": "png",
            "go_fast": False,
            "seed": 7,
        }
    }
    assert result.data == picture("9:16", seed=7, kind="WEBP")
    assert (result.media_type, result.model, result.seed, result.cost_micros) == (
        "image/webp",
        "replicate/flux-schnell",
        7,
        3000,
    )


def test_other_models_are_asked_by_version(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    version = "0" * 64
    make(spec(options={"version": version, "wait": 0})).generate(REQUEST, attempt)

    (request,) = server.asked("POST")
    assert request.path == "/v1/predictions"
    assert request.json["version"] == version
    assert "prefer" not in request.headers


def test_a_webhook_names_its_attempt(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    make(webhook=lambda attempt: "https://api.example.com/hooks/replicate?picture=1").generate(REQUEST, attempt)

    (request,) = server.asked("POST")
    assert request.json["webhook"] == "https://api.example.com/hooks/replicate?picture=1"
    assert request.json["webhook_events_filter"] == ["start", "completed"]


def url_of(data: ImageInput) -> str:
    import base64

    return f"data:{data.media_type};base64,{base64.b64encode(data.data).decode()}"


@pytest.mark.parametrize(
    ("model", "request_of", "fields"),
    [
        (
            KONTEXT,
            lambda it: {"seed_image": it},
            {"input_image": "one", "aspect_ratio": "9:16", "output_format": "png"},
        ),
        (KONTEXT, lambda it: {"references": (it,)}, {"input_image": "one", "aspect_ratio": "9:16"}),
        (
            FLUX_2,
            lambda it: {"seed_image": it, "references": (it, it)},
            {"input_images": "three", "resolution": "1 MP"},
        ),
        (DEV, lambda it: {"seed_image": it}, {"image": "one", "aspect_ratio": None}),
        (FILL, lambda it: {"seed_image": it, "mask": it}, {"image": "one", "mask": "one", "aspect_ratio": None}),
    ],
)
def test_each_model_gets_pictures_in_its_own_fields(
    server: ReplicateServer,
    make: Make,
    attempt: MemoryAttempt,
    photo: ImageInput,
    model: ModelSpec,
    request_of: Callable[[ImageInput], dict[str, Any]],
    fields: dict[str, Any],
) -> None:
    make(model).generate(ImageRequest("a fox", "9:16", seed=7, **request_of(photo)), attempt)

    sent = server.asked("POST", "/predictions")[0].json["input"]
    pictures = {"one": url_of(photo), "three": [url_of(photo)] * 3}
    assert {name: sent.get(name) for name in fields} == {
        name: pictures.get(value, value) if value else None for name, value in fields.items()
    }


def test_large_pictures_are_uploaded_first(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    large = ImageInput(b"\x89PNG" + bytes(300_000), "image/png")
    make(KONTEXT).generate(ImageRequest("a fox", seed_image=large), attempt)

    upload, create = server.asked("POST")
    assert upload.path == "/v1/files"
    assert upload.files == [("content", large.data, "image/png")]
    assert create.json["input"]["input_image"].startswith(f"{server.base_url}/files/")


@pytest.mark.parametrize(
    "pictures",
    [{"seed_image": 1}, {"references": 1}, {"seed_image": 1, "mask": 1}, {"mask": 1}],
)
def test_a_picture_is_never_dropped_in_silence(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, photo: ImageInput, pictures: dict[str, int]
) -> None:
    given: dict[str, Any] = {name: (photo,) if name == "references" else photo for name in pictures}
    with pytest.raises(ModelRejectedInput):
        make().generate(ImageRequest("a fox", **given), attempt)
    assert not server.requests
    assert not attempt.submissions


def test_one_picture_field_does_not_swallow_two(make: Make, attempt: MemoryAttempt, photo: ImageInput) -> None:
    with pytest.raises(ModelRejectedInput):
        make(KONTEXT).generate(ImageRequest("a fox", seed_image=photo, references=(photo,)), attempt)
    assert not attempt.submissions


def test_a_table_without_the_fields_of_a_model_is_refused(make: Make) -> None:
    with pytest.raises(ValueError, match=r"options\.inputs must be one of"):
        make(spec("someone-elses-model"))
    make(spec("someone-elses-model", options={"inputs": {"references": "pictures", "takes_list": True}}))


# What comes back


def test_an_unfinished_prediction_is_polled_with_backoff_and_tells_its_progress(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, pauses: list[float]
) -> None:
    server.life = Life(polls=4, output="list")
    make().generate(REQUEST, attempt)

    assert len(server.asked("GET", next(iter(server.predictions)))) == 5
    assert attempt.shown == [0, 75, 100]
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[-1] <= 5


def test_the_id_is_stored_before_the_result_is_waited_for(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(polls=1)
    model = make(sleep=lambda pause: stored.append(list(attempt.submissions)))
    stored: list[list[str]] = []
    model.generate(REQUEST, attempt)

    note, prediction = attempt.submissions
    assert RequestLease.read(note)
    assert prediction in server.predictions
    assert stored[0] == [note, prediction]


@pytest.mark.parametrize("output", ["string", "list"])
@pytest.mark.parametrize("without", [(), ("metrics", "started_at", "completed_at", "logs", "error", "model")])
def test_outputs_come_in_two_forms_and_fields_may_be_missing(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, output: str, without: tuple[str, ...]
) -> None:
    server.life = Life(polls=1, output=output, without=without)
    result = make().generate(REQUEST, attempt)
    assert result.data == picture("9:16", seed=7, kind="WEBP")
    assert result.cost_micros == 3000


def test_of_several_pictures_of_which_some_were_taken_out_the_first_counts(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(output="list")
    result = make(spec(options={"input": {"num_outputs": 4}})).generate(REQUEST, attempt)
    assert server.asked("POST")[0].json["input"]["num_outputs"] == 4
    assert result.data


def test_the_seed_that_the_logs_name_is_reported(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    assert make().generate(ImageRequest("a fox"), attempt).seed == 62182


def test_a_picture_within_the_answer_is_taken(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    server.life = Life(output=url_of(ImageInput(picture(), "image/png")))
    result = make().generate(REQUEST, attempt)
    assert (result.data, result.media_type) == (picture(), "image/png")


@pytest.mark.parametrize(
    ("life", "error", "stays_noted"),
    [
        (
            Life(end="failed", error="NSFW content detected. Try running it again, or try a different prompt."),
            ModelRefused,
            False,
        ),
        (
            Life(end="failed", error="All generated images contained NSFW content. Try running it again."),
            ModelRefused,
            False,
        ),
        (Life(end="failed", error="The input or output was flagged as sensitive. (E005)"), ModelRefused, False),
        (Life(end="failed", error="CUDA out of memory"), ModelUnavailable, False),
        (Life(end="failed", error=None), ModelUnavailable, False),
        (Life(end="aborted", started=False), ModelTimeout, False),
        (Life(end="canceled", started=False), ModelTimeout, False),
        (Life(end="canceled"), ModelAnswerLost, True),
        (Life(output="empty"), ModelRefused, True),
        (Life(end="perfected", output="null"), ModelUnclearAnswer, True),
        (Life(end="failed", error="Request Moderated"), ModelRefused, False),
        (Life(end="failed", error="Content Moderated"), ModelRefused, False),
        (Life(end="failed", error={"message": "Content Moderated"}), ModelRefused, False),
        (Life(end="failed", error="The image was flagged by safety filter."), ModelRefused, False),
        (Life(end="failed", error="Input validation error: image"), ModelRejectedInput, False),
        (Life(output="null"), ModelMalformedAnswer, False),
        (Life(output=[{"no": "url"}]), ModelMalformedAnswer, False),
        (Life(output="null", removed=True), ModelAnswerLost, True),
        (Life(output="https://elsewhere.example/out-0.png"), ModelMalformedAnswer, False),
    ],
)
@pytest.mark.parametrize("polls", [0, 2])
def test_ends_without_a_picture(
    server: ReplicateServer,
    make: Make,
    attempt: MemoryAttempt,
    life: Life,
    error: type[ModelError],
    stays_noted: bool,
    polls: int,
) -> None:
    server.life = Life(**{**vars(life), "polls": polls})
    with pytest.raises(ModelError) as raised:
        make().generate(REQUEST, attempt)

    assert type(raised.value) is error
    assert "NSFW" not in raised.value.message
    assert (attempt.submissions[-1] == NOTHING) is not stays_noted


@pytest.mark.parametrize(
    ("output", "pictures", "micros"),
    [
        ("null", 0, 0),
        ("null", None, 0),
        ("null", 1, 13_000),
        # A picture is there that must not be fetched.
        ("https://elsewhere.example/out-0.png", None, 13_000),
        ("https://elsewhere.example/out-0.png", 0, 0),
    ],
)
def test_an_end_without_a_picture_costs_what_is_told(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, output: str, pictures: int | None, micros: int
) -> None:
    server.life = Life(output=output, pictures=pictures)
    with pytest.raises(ModelMalformedAnswer):
        make(spec(price_micros=13_000)).generate(REQUEST, attempt)
    assert (attempt.requests, attempt.micros) == (bool(micros), micros)


def test_an_unknown_status_is_waited_out(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    server.life = Life(polls=3, statuses=("queued", "warming", ""))
    assert make().generate(REQUEST, attempt).data


def test_an_unknown_last_status_with_a_picture_is_taken(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(end="perfected", output="string")
    server.show = lambda prediction, ended=False, show=server.show: {  # type: ignore[method-assign, misc]
        **show(prediction, ended),
        "output": f"{server.origin}/delivery/{prediction.id}/out-0.png",
    }
    assert make().generate(REQUEST, attempt).data


def test_when_time_is_up_the_prediction_is_cancelled(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(polls=1_000_000)
    with pytest.raises(ModelAnswerLost):
        make(spec(timeout=0.4)).generate(REQUEST, attempt)
    (prediction,) = server.predictions.values()
    assert prediction.status == "canceled"
    assert server.asked("POST", "/predictions")[0].headers["cancel-after"] == "5s"
    # It had been running, so it is charged for, and a repeated task leaves it at that.
    with pytest.raises(ModelAnswerLost):
        make().generate(REQUEST, attempt.again())
    assert len(server.predictions) == 1


def test_one_that_never_started_is_free_and_may_be_asked_again(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.lives = [Life(polls=1_000_000, started=False)]
    with pytest.raises(ModelTimeout):
        make(spec(timeout=0.4)).generate(REQUEST, attempt)
    assert make().generate(REQUEST, attempt.again()).data
    assert len(server.paid) == 1


# Errors


def test_validation_and_retirement_are_the_servers_own(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    with pytest.raises(ModelRejectedInput):
        make(spec(options={"input": {"output_format": "gif"}})).generate(REQUEST, attempt)
    server.retired.add(f"{OWNER}/flux-schnell")
    with pytest.raises(ModelRetired):
        make().generate(REQUEST, attempt.again())


def test_a_rotated_key_is_picked_up(server: ReplicateServer, http: Client, attempt: MemoryAttempt) -> None:
    keys = iter(["r8_old"])
    model = Replicate(SCHNELL, lambda: next(keys, server.key), base_url=server.base_url, http=http)
    assert model.generate(REQUEST, attempt).data


# Money


@pytest.mark.parametrize("fault", ["cut_after", "half", "gateway"])
def test_a_creation_whose_answer_was_lost_is_found_again(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, fault: Any
) -> None:
    server.faults = Faults([fault])
    assert make().generate(REQUEST, attempt).data
    assert len(server.paid) == 1
    assert attempt.submissions[-1] == server.paid[0]["id"]


def test_a_late_answer_to_a_creation_is_found_too(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inkwell.providers.replicate_api.TIMEOUT", 0.5)
    server.faults, server.late = Faults(["late"]), 2.0
    assert make(spec(options={"wait": 0})).generate(REQUEST, attempt).data
    assert len(server.paid) == 1


def test_a_look_that_fails_is_followed_by_another(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    server.faults, server.read_faults = Faults(["cut_after"]), Faults(["500", "half"])
    assert make().generate(REQUEST, attempt).data
    assert len(server.paid) == 1


@pytest.mark.parametrize("fault", ["cut", "500"])
def test_a_creation_that_came_to_nothing_is_repeated_only_after_a_second_look(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, fault: Any
) -> None:
    server.faults = Faults([fault])
    with pytest.raises(ModelTimeout) as raised:
        make().generate(REQUEST, attempt)
    assert type(raised.value) is ModelTimeout
    assert not server.paid
    assert RequestLease.read(attempt.submissions[-1])
    looks = len(server.asked("GET", "/predictions"))
    assert looks == 3

    again = attempt.again()
    assert make().generate(REQUEST, again).data
    assert len(server.asked("GET", "/predictions")) > looks
    assert len(server.paid) == 1
    assert again.submissions[-1] == server.paid[0]["id"]


def test_a_killed_task_finds_its_running_prediction(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(polls=3)

    def killed(pause: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(sleep=killed).generate(REQUEST, attempt)
    again = attempt.again()
    assert make().generate(REQUEST, again).data
    assert len(server.paid) == 1
    assert again.submissions == []


def test_a_task_killed_while_it_created_finds_the_prediction_too(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    make().generate(REQUEST, attempt)
    note, prediction = attempt.submissions
    again = MemoryAttempt(note)
    assert make().generate(REQUEST, again).data
    assert len(server.paid) == 1
    assert again.submissions == [prediction]


@pytest.mark.parametrize("list_without", [(), ("input", "logs", "webhook")])
def test_only_the_prediction_that_was_asked_for_is_taken_up(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, list_without: tuple[str, ...]
) -> None:
    server.page_size, server.list_without = 1, list_without
    for number in range(4):
        make().generate(ImageRequest("a fox in the snow", "9:16", seed=100 + number), MemoryAttempt())
    make().generate(REQUEST, attempt)
    make().generate(ImageRequest("a hare", "9:16", seed=7), MemoryAttempt())
    mine = attempt.submissions[1]

    again = MemoryAttempt(attempt.submissions[0])
    make().generate(REQUEST, again)
    assert again.submissions == [mine]
    assert len(server.paid) == 6
    lists = server.asked("GET", "/v1/predictions")
    assert len(lists) == 2
    assert all(each.headers["authorization"] == f"Bearer {server.key}" for each in lists)


def test_the_webhook_tells_apart_what_was_asked_twice(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    def hook(name: str) -> Callable[[object], str]:
        return lambda attempt: f"https://api.example.com/hooks?picture={name}"

    make(webhook=hook("a")).generate(REQUEST, attempt)
    make(webhook=hook("b")).generate(REQUEST, MemoryAttempt())
    again = MemoryAttempt(attempt.submissions[0])
    make(webhook=hook("a")).generate(REQUEST, again)
    assert again.submissions == [attempt.submissions[1]]


def test_one_that_failed_is_found_only_when_no_other_was_asked_for(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    make().generate(REQUEST, attempt)
    server.life = Life(end="failed", error="Director: unexpected error")
    with pytest.raises(ModelUnavailable):
        make().generate(REQUEST, MemoryAttempt())
    again = MemoryAttempt(attempt.submissions[0])
    assert make().generate(REQUEST, again).data
    assert again.submissions == [attempt.submissions[1]]

    with pytest.raises(ModelUnavailable):
        make().generate(ImageRequest("another", seed=1), lost := MemoryAttempt())
    with pytest.raises(ModelUnavailable):
        make().generate(ImageRequest("another", seed=1), found := MemoryAttempt(lost.submissions[0]))
    assert found.submissions == [lost.submissions[1], NOTHING]


def test_an_old_note_is_looked_for_once_and_then_a_prediction_is_created(
    server: ReplicateServer, make: Make, pauses: list[float]
) -> None:
    old = MemoryAttempt(str(RequestLease("replicate", 1_700_000_000.0)))
    assert make().generate(REQUEST, old).data
    assert len(server.asked("GET", "/v1/predictions")) == 1
    assert len(server.paid) == 1


def test_when_the_account_cannot_be_searched_nothing_is_created(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.faults, server.read_faults = Faults(["cut_after"]), Faults(["500", "429", "cut"])
    with pytest.raises(ModelUnavailable):
        make().generate(REQUEST, attempt)
    assert RequestLease.read(attempt.submissions[-1])
    assert make().generate(REQUEST, attempt.again()).data
    assert len(server.paid) == 1


def test_a_failed_prediction_is_followed_by_another_one(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.lives = [Life(end="failed", error="Director: unexpected error handling prediction")]
    with pytest.raises(ModelUnavailable):
        make().generate(REQUEST, attempt)
    again = attempt.again()
    assert make().generate(REQUEST, again).data
    assert len(server.predictions) == 2
    assert len(server.paid) == 1


def test_another_providers_note_is_not_paid_for_again(server: ReplicateServer, make: Make) -> None:
    with pytest.raises(ModelAnswerLost):
        make().generate(REQUEST, MemoryAttempt(str(RequestLease("gemini", 1_700_000_000.0))))
    assert not server.requests


def test_polling_survives_faults(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    server.life = Life(polls=2)
    server.read_faults = Faults(["500", "429", "cut", "half", None, "gateway"])
    assert make().generate(REQUEST, attempt).data
    assert len(server.paid) == 1


def test_polling_that_keeps_failing_leaves_the_prediction_to_the_next_task(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt
) -> None:
    server.life = Life(polls=1)
    server.read_faults = Faults(["500"] * 5)
    with pytest.raises(ModelUnavailable):
        make().generate(REQUEST, attempt)
    assert make().generate(REQUEST, attempt.again()).data
    assert len(server.paid) == 1


# Delivery


def test_pictures_are_fetched_without_our_token(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    make().generate(REQUEST, attempt)
    (delivery,) = [each for each in server.requests if each.path.startswith("/delivery/")]
    assert "authorization" not in delivery.headers


@pytest.mark.parametrize("status", [404, 500])
def test_a_picture_that_is_not_there_is_asked_for_again_and_never_paid_again(
    server: ReplicateServer, make: Make, attempt: MemoryAttempt, status: int
) -> None:
    server.delivery_status = status
    with pytest.raises(ModelUnavailable):
        make().generate(REQUEST, attempt)
    assert len([each for each in server.requests if each.path.startswith("/delivery/")]) == 3
    server.delivery_status = 200
    assert make().generate(REQUEST, attempt.again()).data
    assert len(server.paid) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://replicate.delivery/a.png",
        "https://replicate.delivery.evil.example/a.png",
        "https://evilreplicate.delivery/a.png",
        "https://replicate.delivery@evil.example/a.png",
        "https://user@replicate.delivery/a.png",
        "https://replicate.delivery:8443/a.png",
        "https://evil.example\\@replicate.delivery/a.png",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "//replicate.delivery/a.png",
        "https://[",
        "not a url",
    ],
)
def test_no_url_leads_elsewhere(server: ReplicateServer, make: Make, attempt: MemoryAttempt, url: str) -> None:
    server.life = Life(output=url)
    with pytest.raises(ModelMalformedAnswer):
        make().generate(REQUEST, attempt)


def test_a_delivery_that_redirects_is_not_followed(server: ReplicateServer, make: Make, attempt: MemoryAttempt) -> None:
    server.delivery_status = 302
    with pytest.raises(ModelUnclearAnswer):
        make().generate(REQUEST, attempt)
