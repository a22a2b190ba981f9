"""A whole studio on real workflows draws and writes with providers that fail three times of ten.

A reference kit, two jobs of ten pictures, and storyboards with the predictions that a frontend makes of them, all at
once: everything ends, nothing is paid for twice, and the requests that the providers charged for are exactly those that
are on record.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id
from inkwell.core.pictures import Brief, Picture
from inkwell.core.status import OPEN, Status
from inkwell.reference_kits import kinds
from tests.support.client import Client, eventually
from tests.support.pictures import png
from tests.support.providers.base import FAULTS, Fault, Faults, ProviderServer
from tests.support.providers.gemini import GeminiServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import Life, ReplicateServer, signed_webhook
from tests.support.studio import Studio, running
from tests.support.writer import five

PATIENCE = 240
PICTURES = 10
STORYBOARDS = 4
KIT = ("anchor", "profile", "half_body", "full_body")

# A cut before the work was done looks like one after it: only Replicate can be asked which it was.
CERTAIN = tuple(kind for kind in FAULTS if kind != "cut")

WRITER = "openrouter/gpt-6-luna"


@dataclass
class Providers:
    """Who draws and writes; the roles of the model table say who does what."""

    replicate: ReplicateServer
    gemini: GeminiServer
    openrouter: OpenRouterServer

    @property
    def table(self) -> str:
        """The model table: faulty providers are tried again soon, and slow answers are not waited for long."""
        quick = {"circuit": {"cooldown": 1}}
        return json.dumps(
            {
                "extends": "replicate",
                "roles": {"edit": "gemini/nano-banana-2.1", "inpaint": "openai/gpt-image-2.5-flare"},
                "text_roles": {"storyboard": WRITER},
                "providers": {
                    "replicate": {"base_url": self.replicate.base_url, **quick},
                    "gemini": {"base_url": self.gemini.base_url, **quick},
                    "openrouter": {"base_url": self.openrouter.base_url, **quick},
                },
                "models": {"gemini/nano-banana-2.1": {"timeout": 3}},
                "text_models": {WRITER: {"timeout": 2}},
            }
        )

    @property
    def keys(self) -> dict[str, str]:
        """What the secret holds; OpenAI is not configured."""
        secret = self.replicate.webhook_secret
        keys = {name: getattr(self, name).key for name in ("replicate", "gemini", "openrouter")}
        return keys | {"openai": "", "replicate_webhook": secret}


@pytest.fixture(scope="module")
def providers() -> Iterator[Providers]:
    with ExitStack() as stack:
        faults, read_faults = Faults(rate=0.3, seed=11), Faults(rate=0.3, seed=12)
        replicate = stack.enter_context(ReplicateServer(faults=faults, read_faults=read_faults, late=1.0))
        replicate.life = Life(polls=1)
        gemini = stack.enter_context(GeminiServer(faults=Faults(rate=0.3, kinds=CERTAIN, seed=13), late=4.0))
        script: list[Fault | None] = ["late", "500", "cut_after", None, "429", "gateway", None, "half"]
        texts = Faults(script, rate=0.3, kinds=CERTAIN, seed=14)
        openrouter = stack.enter_context(OpenRouterServer(faults=texts, late=3.0))
        openrouter.write = lambda prompt: five(imagePrompt=f"A watch for {prompt[-36:]}")
        yield Providers(replicate, gemini, openrouter)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, providers: Providers) -> Iterator[Studio]:
    """A studio that knows only these providers."""
    with running(tmp_path_factory.mktemp("studio"), parameters={"ModelTable": providers.table}) as studio:
        manager = studio.client("secretsmanager")
        manager.put_secret_value(SecretId="inkwell-local/providers", SecretString=json.dumps(providers.keys))
        yield studio


def start(studio: Studio, workflow: str, wanted: dict[str, Brief], required: tuple[str, ...] = ()) -> str:
    """A new job that is drawn."""
    job = Job(new_id(), "reference_kit" if required else "kit_images", "alice", required=required)
    pictures = [
        Picture(job.id, key, brief, workflow, job.id, position) for position, (key, brief) in enumerate(wanted.items())
    ]
    studio.jobs.add(JobRecord(job, pictures))
    studio.workflows.start(workflow, job.id, job.id)
    return job.id


def start_all(studio: Studio) -> dict[str, str]:
    """A kit, and ten pictures each from words alone and with the kit's source, by whom they are drawn."""
    source = f"jobs/{new_id()}/source.png"
    studio.objects.put(source, png(), "image/png")

    def ten(roles: tuple[str, str], seed: int) -> dict[str, Brief]:
        return {
            str(number): Brief(
                f"picture {seed + number}",
                role=roles[number % 2],
                aspect_ratio="16:9",
                references=() if number % 2 else (source,),
                seed=seed + number,
            )
            for number in range(PICTURES)
        }

    kit = {key: kinds.brief(key, source, "Amalia") for key in KIT}
    return {
        start(studio, "reference-kit", kit, required=("anchor",)): "replicate",
        start(studio, "image-set", ten(("quality", "draft"), 100)): "replicate",
        start(studio, "image-set", ten(("edit", "edit"), 200)): "gemini",
    }


def ended(studio: Studio, job_id: str) -> JobRecord:
    """The job at its end."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        record = studio.jobs.load(job_id)
        assert record
        if record.job.status not in OPEN:
            return record
        time.sleep(0.3)
    raise AssertionError(f"job {job_id} did not end: {studio.log.read_text()[-3000:]}")


@dataclass
class Story:
    """What a frontend was answered.

    Args:
        asked: the ideas that it sent: the same one again when it was told that this may help.
        predictions: their ids, by scene; the first one has nothing to start from.
    """

    asked: list[str]
    predictions: list[str]


def tell(url: str) -> Story:
    """A storyboard and its five pictures, as the contract's frontend goes about it."""
    client = Client(url)
    asked: list[str] = []
    while True:
        asked.append(new_id())
        answer = client.post("/api/storyboard", {"prompt": f"Luxury watch advertisement {asked[-1]}"})
        if answer.status_code == 200:
            break
        assert answer.json()["code"] in ("GENERATION_FAILED", "RATE_LIMIT")
        assert answer.json()["retryable"] is True
        assert len(asked) < 10
    project, predictions = new_id(), list[str]()
    seed: dict[str, str] = {}
    for scene in answer.json()["scenes"]:
        body = {"prompt": scene["imagePrompt"], "projectId": project, "sceneIndex": scene["order"], **seed}
        predictions.append(client.post("/api/generate-image", body).json()["predictionId"])
        if scene["order"] == 0:
            shown = eventually(lambda: final(client, predictions[0]), "the first scene's end")
            seed = {"seedImage": shown["image"]["url"]} if shown["success"] else {}
    client.close()
    return Story(asked, predictions)


def final(client: Client, prediction: str) -> Any:
    """A prediction at its end, or nothing yet."""
    shown = client.get(f"/api/generate-image/{prediction}").json()
    if shown["status"] in ("starting", "processing"):
        return None
    assert shown["success"] or shown["code"] in ("PREDICTION_FAILED", "RATE_LIMIT", "TIMEOUT")
    return shown


def check_pictures(studio: Studio, server: ProviderServer, pictures: list[Picture]) -> None:
    assert not [picture for picture in pictures if picture.is_open]
    for picture in pictures:
        assert (picture.status is Status.SUCCEEDED) == bool(picture.object_key)
        if picture.object_key:
            assert studio.objects.head(picture.object_key)
    assert len(server.faults.met) > 2
    paid = Counter(str(each["seed"]) for each in server.paid)
    assert set(paid.values()) == {1}
    assert {picture.paid_requests for picture in pictures} <= {0, 1}
    assert sum(picture.paid_requests for picture in pictures) == len(server.paid)
    for picture in pictures:
        assert (picture.paid_micros > 0) == (picture.paid_requests > 0)
        assert picture.cost_micros in (0, picture.paid_micros)


def check_texts(studio: Studio, server: OpenRouterServer, stories: list[Story]) -> None:
    assert len(server.faults.met) > 2
    asked = [idea for story in stories for idea in story.asked]
    paid = Counter(next(idea for idea in asked if idea in each["prompt"]) for each in server.paid)
    assert set(paid.values()) == {1}
    records = studio.partition("TEXTS#anonymous")
    assert len(records) == len(asked)
    assert sum(record["paid_requests"] for record in records) == len(server.paid)
    for record in records:
        assert record["paid_requests"] in (0, 1)
        assert (record["paid_micros"] > 0) == (record["paid_requests"] > 0)
    # What was answered cost what the answer says; what was lost is counted at the most it may have cost.
    told = round((server.cost or 0) * 1_000_000)
    assert Counter(record["paid_micros"] == told for record in records)[True] >= len(stories)


def test_everything_ends_and_is_paid_for_once(studio: Studio, providers: Providers) -> None:
    drawn_by = start_all(studio)
    with ThreadPoolExecutor(STORYBOARDS) as frontends:
        stories = list(frontends.map(tell, [studio.url] * STORYBOARDS))
    for story in stories:
        first, *others = (only_picture(studio, prediction) for prediction in story.predictions)
        assert first.brief.seed_image is None
        assert {each.brief.seed_image for each in others} == {first.object_key}
        drawn_by |= {each.job_id: "gemini" if each.brief.seed_image else "replicate" for each in (first, *others)}
    pictures: dict[str, list[Picture]] = {"replicate": [], "gemini": []}
    for job_id, name in drawn_by.items():
        pictures[name] += ended(studio, job_id).pictures
    check_pictures(studio, providers.replicate, pictures["replicate"])
    check_pictures(studio, providers.gemini, pictures["gemini"])
    check_texts(studio, providers.openrouter, stories)
    assert len([each for each in pictures["replicate"] if each.object_key]) >= len(pictures["replicate"]) - 3
    assert len([each for each in pictures["gemini"] if each.object_key]) >= len(pictures["gemini"]) // 2
    by_prompt = {picture.brief.prompt: picture.shown.model for picture in pictures["replicate"] if picture.shown}
    assert by_prompt.get("picture 101", "replicate/flux-schnell") == "replicate/flux-schnell"
    assert by_prompt.get("picture 102", "replicate/flux-2-pro") == "replicate/flux-2-pro"


def only_picture(studio: Studio, prediction: str) -> Picture:
    """The picture of a prediction."""
    record = studio.jobs.load(prediction)
    assert record
    return record.pictures[0]


def test_what_is_not_configured_fails_and_costs_nothing(studio: Studio) -> None:
    record = ended(studio, start(studio, "image-set", {key: Brief("a fox", role="inpaint") for key in "01"}))
    assert {picture.status for picture in record.pictures} == {Status.FAILED}
    assert {picture.error for picture in record.pictures} == {"MODEL_BAD_CREDENTIALS"}
    assert {picture.paid_requests for picture in record.pictures} == {0}


def test_a_webhook_over_http(studio: Studio, providers: Providers) -> None:
    job_id, secret = new_id(), providers.replicate.webhook_secret
    picture = Picture(
        job_id, "0", Brief("a fox"), "image-set", job_id, request_id="replicate/flux-schnell replicate@1.000"
    )
    studio.jobs.add(JobRecord(Job(job_id, "kit_images", "alice"), [picture]))
    headers, body = signed_webhook({"id": "prediction", "status": "succeeded"}, [secret])
    url, attempt = f"{studio.url}/webhooks/replicate", {"attempt": f"{job_id}/0/1"}

    def sent(content: bytes, **changes: str) -> requests.Response:
        return requests.post(
            url,
            params=attempt,
            data=content,
            headers={**headers, "content-type": "application/json", **changes},
            timeout=30,
        )

    assert sent(body + b" ").status_code == 401
    assert sent(body, **{"webhook-id": "another"}).status_code == 401
    first, second = sent(body), sent(body)
    assert (first.status_code, first.json(), second.json()) == (200, {"news": True}, {"news": False})
    assert studio.jobs.pictures(job_id, ["0"])[0].request_id == "replicate/flux-schnell prediction"
