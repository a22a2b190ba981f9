"""One attempt, delivered to several workers at the same moment: one of them pays, over real HTTP and a real table."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.texts import RETENTION, DynamoTextAttempt, text_key
from inkwell.core.drawing import Drawing
from inkwell.core.errors import AttemptTaken, ModelAnswerLost, ModelUnavailable
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id
from inkwell.core.pictures import Brief, Picture
from inkwell.core.status import Status
from inkwell.core.text_models import TextRequest
from inkwell.providers.adapters import Adapters
from inkwell.providers.payment import STORING
from inkwell.providers.rate_limiter import RateLimiter
from inkwell.providers.registry import Registry
from inkwell.providers.table import read_table
from tests.fakes import FakeJobs, FakeObjects
from tests.support.providers.base import Faults, ProviderServer
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import Life, ReplicateServer
from tests.support.providers.texts import TextServer, chatted
from tests.support.tables import TABLE, dynamodb

TWINS = 6
PATIENCE = 20
SERVERS: dict[str, type[Any]] = {
    "gemini": GeminiServer,
    "openai": OpenAIServer,
    "openrouter": OpenRouterServer,
    "replicate": ReplicateServer,
}
SYNCHRONOUS = tuple(name for name in SERVERS if name != "replicate")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with dynamodb() as client:
        yield client


class Studio:
    """Real models of one provider, drawing one picture."""

    def __init__(self, jobs: Any, name: str, server: Any) -> None:
        provider = {"base_url": server.base_url, "requests_per_minute": None}
        tables = {"extends": name, "providers": {name: provider}}
        entries = read_table(name).models
        tables["models"] = {id: {"timeout": PATIENCE} for id, each in entries.items() if each.provider == name}
        table = read_table(json.dumps(tables))
        adapters = Adapters(table, lambda: {name: server.key})
        turns = RateLimiter(None, table.providers)  # type: ignore[arg-type]  # nobody is paced
        self.models = Registry(table, adapters.image_model, adapters.text_model, turns)
        self.jobs, self.objects = jobs, FakeObjects()
        job = Job(new_id(), "kit_images", "ann")
        picture = Picture(job.id, "0", Brief("a fox", role="draft"), "image_set", job.id)
        self.jobs.add(JobRecord(job, [picture]))
        self.which = picture.newest_attempt
        self.task = (job.id, picture.key, picture.run)

    def draw(self) -> bool | str:
        """What comes of one worker's try: whether it drew, or the name of its error."""
        try:
            return Drawing(self.jobs, self.objects, self.models).draw(*self.task)
        except (AttemptTaken, ModelAnswerLost) as error:
            return type(error).__name__

    @property
    def picture(self) -> Picture:
        """The picture as it is stored."""
        found: list[Picture] = self.jobs.pictures(self.which.job_id, [self.which.key])
        return found[0]


def at_once(work: Callable[[], Any]) -> list[Any]:
    """What several workers get that begin at the same moment."""
    gate = Barrier(TWINS)

    def one(_: int) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(TWINS) as pool:
        return list(pool.map(one, range(TWINS)))


def posts(server: ProviderServer) -> int:
    """How many requests came that cost money."""
    return len([each for each in server.requests if server.costs_money(each)])


@pytest.fixture(params=["fake", "dynamodb"])
def jobs(request: pytest.FixtureRequest, client: Any) -> Any:
    return FakeJobs() if request.param == "fake" else DynamoJobs(client, TABLE)


@pytest.mark.parametrize("name", SYNCHRONOUS)
def test_of_twins_at_a_synchronous_provider_one_pays_and_the_others_wait(client: Any, name: str) -> None:
    with SERVERS[name](faults=Faults(["late"]), late=0.4) as server:
        studio = Studio(DynamoJobs(client, TABLE), name, server)
        ends = at_once(studio.draw)
        assert sorted(map(str, ends)) == ["AttemptTaken"] * (TWINS - 1) + ["True"]
        assert studio.draw() is False
        assert posts(server) == len(server.paid) == studio.picture.paid_requests == 1
        assert studio.picture.status is Status.SUCCEEDED


def test_twins_at_replicate_follow_one_prediction(client: Any) -> None:
    with ReplicateServer() as server:
        server.life = Life(polls=1)
        studio = Studio(DynamoJobs(client, TABLE), "replicate", server)
        ends = at_once(studio.draw)
        assert ends.count(True) == 1
        assert set(ends) <= {True, False, "AttemptTaken"}
        assert posts(server) == len(server.paid) == studio.picture.paid_requests == 1
        assert studio.picture.status is Status.SUCCEEDED


@pytest.mark.parametrize("name", SYNCHRONOUS)
def test_a_holder_that_died_is_waited_for_and_then_its_attempt_is_lost(
    jobs: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    with SERVERS[name]() as server:
        studio = Studio(jobs, name, server)

        def die(*_: object) -> None:
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(studio.objects, "put", die)
            with pytest.raises(Killed):
                studio.draw()
        assert studio.draw() == "AttemptTaken"
        later = time.time() + PATIENCE + STORING + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert studio.draw() == "ModelAnswerLost"
        assert posts(server) == len(server.paid) == studio.picture.paid_requests == 1


def test_a_prediction_of_a_killed_worker_is_only_created_again_when_it_cannot_be_under_way(
    jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inkwell.providers.replicate._LOOKS", (0.0,))
    with ReplicateServer() as server:
        studio = Studio(jobs, "replicate", server)
        studio.jobs.start_picture(*studio.task)
        moment = time.time()
        # Killed between its note and its request: nothing ever comes.
        assert jobs.claim_request(studio.which, None, f"replicate/flux-schnell replicate@{moment:.3f}+55", 1, 3000)
        assert studio.draw() == "AttemptTaken"
        monkeypatch.setattr(time, "time", lambda: moment + 56)
        assert studio.draw() is True
        assert posts(server) == len(server.paid) == studio.picture.paid_requests == 1


def test_what_was_cancelled_before_its_request_is_not_paid_for(jobs: Any) -> None:
    with GeminiServer() as server:
        studio = Studio(jobs, "gemini", server)
        taken = studio.models.for_request

        def cancel(*given: Any) -> Any:
            record = jobs.load(studio.which.job_id)
            assert jobs.cancel(record, record.pictures)
            return taken(*given)

        studio.models.for_request = cancel  # type: ignore[method-assign, assignment]
        assert studio.draw() == "AttemptTaken"
        assert studio.draw() is False
        assert not server.requests


# ---------------------------------------------------------------- texts

ASKED = TextRequest("You write.", "A story", {"type": "object"}, "story", timeout=PATIENCE)


class Desk:
    """Real text models of OpenRouter, and the record of what they cost."""

    def __init__(self, client: Any, server: TextServer) -> None:
        provider = {"base_url": f"{server.origin}/v1", "requests_per_minute": None}
        table = read_table(json.dumps({"extends": "openrouter", "providers": {"openrouter": provider}}))
        adapters = Adapters(table, lambda: {"openrouter": server.key})
        turns = RateLimiter(None, table.providers)  # type: ignore[arg-type]  # nobody is paced
        self.registry = Registry(table, adapters.image_model, adapters.text_model, turns)
        self.client, self.name = client, new_id()

    def write(self, attempt: DynamoTextAttempt | None = None) -> Any:
        """The text, or the name of the error; by a worker of its own."""
        attempt = attempt or self.attempt()
        try:
            return self.registry.for_text("story", attempt).complete(ASKED).data
        except (AttemptTaken, ModelAnswerLost, ModelUnavailable) as error:
            return type(error).__name__

    def attempt(self, *, keeps_text: bool = False, gives_up: bool = False) -> DynamoTextAttempt:
        """The attempt, as a new task reads it."""
        return DynamoTextAttempt(self.client, TABLE, "ann", self.name, keeps_text=keeps_text, gives_up=gives_up)

    @property
    def record(self) -> dict[str, Any]:
        """What is stored of the attempt."""
        key = {name: {"S": value} for name, value in text_key("ann", self.name).items()}
        return {
            name: next(iter(value.values()))
            for name, value in self.client.get_item(TableName=TABLE, Key=key).get("Item", {}).items()
        }


def test_of_twins_at_a_text_one_pays(client: Any) -> None:
    with TextServer(*[chatted({"a": 1}, cost=0.002)] * TWINS, faults=Faults(["late"]), late=0.4) as server:
        desk = Desk(client, server)
        ends = at_once(desk.write)
        assert sorted(map(str, ends)) == ["AttemptTaken"] * (TWINS - 1) + ["{'a': 1}"]
        assert (posts(server), desk.record["paid_requests"], desk.record["paid_micros"]) == (1, "1", "2000")
        assert int(desk.record["expires_at"]) - time.time() > (RETENTION - timedelta(hours=1)).total_seconds()


def test_a_text_that_was_paid_for_is_found_by_a_repeated_task_and_not_written_again(client: Any) -> None:
    with TextServer(chatted({"a": "ä"}, cost=0.002), chatted({"b": 2}, cost=0.002), chatted({"c": 3})) as server:
        desk = Desk(client, server)
        assert desk.write(desk.attempt(keeps_text=True)) == {"a": "ä"}
        repeated = desk.attempt(keeps_text=True)
        assert desk.write(repeated) == {"a": "ä"}
        assert (posts(server), desk.record["paid_requests"], desk.record["paid_micros"]) == (1, "1", "2000")
        # A task that cannot use it asks anew, and that text takes its place.
        assert [desk.write(repeated), desk.write(desk.attempt(keeps_text=True))] == [{"b": 2}] * 2
        assert (posts(server), desk.record["paid_requests"], desk.record["paid_micros"]) == (2, "2", "4000")
        # A memory that keeps no texts finds none.
        assert desk.write() == {"c": 3}


def test_a_lost_text_is_not_written_again_by_a_repeated_task(client: Any) -> None:
    with TextServer(chatted({}), faults=Faults(["cut_after"])) as server:
        desk = Desk(client, server)
        assert [desk.write(), desk.write()] == ["ModelAnswerLost"] * 2
        assert (posts(server), desk.record["paid_requests"]) == (1, "1")


def test_a_lost_text_is_written_again_where_a_caller_asks_again(client: Any) -> None:
    with TextServer(chatted({}), chatted({"a": 1}, cost=0.002), faults=Faults(["cut_after"])) as server:
        desk = Desk(client, server)
        writes = [desk.write(desk.attempt(gives_up=True)) for _ in range(2)]
        assert writes == ["ModelAnswerLost", {"a": 1}]
        counts = [desk.record[name] for name in ("paid_requests", "lost_requests")]
        assert (posts(server), counts) == (2, ["2", "1"])


def test_nobody_asks_again_while_the_answer_may_come(client: Any) -> None:
    with TextServer(*[chatted({"a": 1})] * TWINS, faults=Faults(["late"]), late=0.4) as server:
        desk = Desk(client, server)
        ends = at_once(lambda: desk.write(desk.attempt(gives_up=True)))
        assert sorted(map(str, ends)) == ["AttemptTaken"] * (TWINS - 1) + ["{'a': 1}"]
        assert posts(server) == 1


def test_a_text_that_was_not_written_is_tried_again_and_counted_once(client: Any) -> None:
    with TextServer(chatted({"a": 1}, cost=0.002), faults=Faults(["500"])) as server:
        desk = Desk(client, server)
        assert [desk.write(), desk.write()] == ["ModelUnavailable", {"a": 1}]
        assert (posts(server), desk.record["paid_requests"], desk.record["paid_micros"]) == (2, "1", "2000")
        assert desk.record["request_id"] == ""


def test_text_errors_speak_of_texts(client: Any) -> None:
    with TextServer(faults=Faults(["500", "500"])) as server:
        attempt = DynamoTextAttempt(client, TABLE, "ann", new_id())
        with pytest.raises(ModelUnavailable, match="The writing service is unavailable") as caught:
            Desk(client, server).registry.for_text("story", attempt).complete(ASKED)
        assert caught.value.message == str(caught.value)
        with pytest.raises(ModelUnavailable, match="The writing service is unavailable"):  # without a record, too
            Desk(client, server).registry.for_text("story").complete(ASKED)
