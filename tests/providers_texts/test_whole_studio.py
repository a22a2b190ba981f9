"""A whole studio on real workflows draws with a provider that fails three times of ten.

A reference kit and a job of ten pictures: all end, nothing is paid for twice, and the requests that the provider
charged for are exactly those that are on record.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from inkwell.core.jobs import Brief, Job, JobRecord, Picture, new_id
from inkwell.core.status import OPEN, Status
from inkwell.reference_kits import kinds
from tests.providers.servers.base import FAULTS, Faults, ProviderServer
from tests.providers.servers.gemini import GeminiServer
from tests.providers.servers.replicate import Life, ReplicateServer, signed_webhook
from tests.support.pictures import png
from tests.support.studio import Studio, running

PATIENCE = 240
PICTURES = 10

# A cut before the work was done looks like one after it: only Replicate can be asked which it was.
CERTAIN = tuple(kind for kind in FAULTS if kind != "cut")


@contextmanager
def drawing_with(
    folder: Path, name: str, server: ProviderServer, secret: dict[str, str], **changes: Any
) -> Iterator[Studio]:
    """A studio whose model table knows only this server."""
    table = {"extends": name, "providers": {name: {"base_url": server.base_url}}, **changes}  # type: ignore[attr-defined]
    with running(folder, parameters={"ModelTable": json.dumps(table)}) as studio:
        manager = studio.client("secretsmanager")
        manager.put_secret_value(SecretId="inkwell-local/providers", SecretString=json.dumps(secret))
        yield studio


def briefs(source: str) -> dict[str, Brief]:
    """Ten pictures: from words alone, and with the kit's character."""
    return {
        str(number): Brief(
            f"picture {number}",
            role="draft" if number % 2 else "quality",
            aspect_ratio="16:9",
            references=() if number % 2 else (source,),
            seed=number,
        )
        for number in range(PICTURES)
    }


def start(studio: Studio, workflow: str, wanted: dict[str, Brief], job_id: str, required: tuple[str, ...] = ()) -> None:
    job = Job(job_id, "reference_kit" if required else "kit_images", "alice", required=required)
    pictures = [
        Picture(job.id, key, brief, workflow, job.id, position) for position, (key, brief) in enumerate(wanted.items())
    ]
    studio.jobs.add(JobRecord(job, pictures))
    studio.workflows.start(workflow, job.id, job.id)


def ended(studio: Studio, job_id: str) -> JobRecord:
    """The job at its end."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        record = studio.jobs.load(job_id)
        assert record
        if record.job.status not in OPEN:
            return record
        time.sleep(0.2)
    raise AssertionError(f"job {job_id} did not end: {studio.log.read_text()[-3000:]}")


def run(studio: Studio) -> list[Picture]:
    """A kit, then ten pictures with it; all their records."""
    kit, images = new_id(), new_id()
    source = f"jobs/{kit}/source.png"
    studio.objects.put(source, png(), "image/png")
    references = {key: kinds.brief(key, source, "Amalia") for key in ("anchor", "profile", "half_body", "full_body")}
    start(studio, "reference-kit", references, kit, required=("anchor",))
    start(studio, "image-set", briefs(source), images)
    return [*ended(studio, kit).pictures, *ended(studio, images).pictures]


def check_the_books(studio: Studio, server: ProviderServer, pictures: list[Picture]) -> None:
    assert not [picture for picture in pictures if picture.is_open]
    for picture in pictures:
        assert (picture.status is Status.SUCCEEDED) == bool(picture.object_key)
        if picture.object_key:
            assert studio.objects.head(picture.object_key)
    assert len(server.faults.met) > 2
    paid = Counter(str(each["seed"]) for each in server.paid)
    assert set(paid.values()) == {1}
    assert {picture.paid_tries for picture in pictures} <= {0, 1}
    assert sum(picture.paid_tries for picture in pictures) == len(server.paid)
    for picture in pictures:
        assert (picture.paid_micros > 0) == (picture.paid_tries > 0)
        assert picture.cost_micros in (0, picture.paid_micros)


def test_replicate_with_faults(tmp_path: Path) -> None:
    faults = Faults(rate=0.3, seed=11)
    with ReplicateServer(faults=faults, read_faults=Faults(rate=0.3, seed=12), late=1.0) as server:
        server.life = Life(polls=1)
        with drawing_with(tmp_path, "replicate", server, {"replicate": server.key}) as studio:
            pictures = run(studio)
            check_the_books(studio, server, pictures)
    drawn = [picture for picture in pictures if picture.object_key]
    assert len(drawn) >= len(pictures) - 2
    by_prompt = {picture.brief.prompt: picture.model for picture in drawn}
    assert by_prompt.get("picture 1", "replicate/flux-schnell") == "replicate/flux-schnell"
    assert by_prompt.get("picture 2", "replicate/flux-2-pro") == "replicate/flux-2-pro"


def test_gemini_with_faults(tmp_path: Path) -> None:
    quick = {"models": {name: {"timeout": 3} for name in ("gemini/nano-banana-2.1", "gemini/3-pro-image")}}
    with (
        GeminiServer(faults=Faults(rate=0.3, kinds=CERTAIN, seed=13), late=5.0) as server,
        drawing_with(tmp_path, "gemini", server, {"gemini": server.key}, **quick) as studio,
    ):
        pictures = run(studio)
        check_the_books(studio, server, pictures)
    assert len([picture for picture in pictures if picture.object_key]) >= len(pictures) // 2


def test_what_is_not_configured_fails_and_costs_nothing(tmp_path: Path) -> None:
    with ReplicateServer() as server, drawing_with(tmp_path, "replicate", server, {"replicate": ""}) as studio:
        pictures = run(studio)
    assert {picture.status for picture in pictures} == {Status.FAILED}
    assert {picture.error for picture in pictures} == {"MODEL_BAD_CREDENTIALS"}
    assert {picture.paid_tries for picture in pictures} == {0}
    assert not server.requests


def test_a_webhook_over_http(tmp_path: Path) -> None:
    job_id = new_id()
    with (
        ReplicateServer() as server,
        drawing_with(tmp_path, "replicate", server, {"replicate_webhook": server.webhook_secret}) as studio,
    ):
        picture = Picture(
            job_id, "0", Brief("a fox"), "image-set", job_id, request_id="replicate/flux-schnell replicate@1.000"
        )
        studio.jobs.add(JobRecord(Job(job_id, "kit_images", "alice"), [picture]))
        headers, body = signed_webhook({"id": "prediction", "status": "succeeded"}, [server.webhook_secret])
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
