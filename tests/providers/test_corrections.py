"""What our check says about a page reaches the model that draws it again, whatever is sent along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from inkwell.core.drawing import Drawing
from inkwell.core.image_models import Finished, ImageModel, ImageRequest, ImageResult
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.status import Status
from inkwell.providers.choosing import candidates
from inkwell.providers.spec import ModelSpec
from tests.fakes import FakeJobs, FakeObjects
from tests.providers.adapters import ADAPTERS, StandIn, stand_in
from tests.support.pictures import png

SENTENCES = ("Close every outline completely.", "Draw all lines thicker, with the same bold pen everywhere.")
EDITING = {
    "bedrock": {"model": "stability.stable-image-ultra-v1:1"},
    "replicate": {"model": "black-forest-labs/flux-kontext-pro"},
}
MASKING = {
    "bedrock": {"model": "us.stability.stable-image-inpaint-v1:0"},
    "replicate": {"model": "black-forest-labs/flux-fill-dev"},
}


class Strict:
    """A finisher whose check refuses the first attempts, each for another reason."""

    def __init__(self) -> None:
        self.left = list(SENTENCES)

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        said = self.left.pop(0) if self.left else None
        return Finished(result.data, result.media_type, result.width, result.height, b"small", said, 1.0)


class Chain:
    """The models of a role, chosen as they are in a deployment."""

    def __init__(self, models: Mapping[str, ImageModel], specs: list[ModelSpec]) -> None:
        self.models, self.specs = models, specs

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        chosen = candidates(self.specs, request)[0]
        model = self.models[chosen.spec.id]

        class Fitted:
            def generate(self, _: ImageRequest, attempt: Any) -> ImageResult:
                return model.generate(chosen.request, attempt)

        return Fitted()


def drawn(brief: Brief, chain: Chain) -> Picture:
    """The picture of a brief, drawn until the check is content."""
    jobs, objects = FakeJobs(), FakeObjects()
    job = Job(new_id(), "page", "ann", required=["1"])
    for key in ("page", "mask"):
        objects.put(key, png(), "image/png")
    run = run_name(job.id)
    jobs.add(JobRecord(job, [Picture(job.id, "1", brief, "page", run)]))
    assert Drawing(jobs, objects, chain, {"page": Strict()}, lambda pause: None).draw(job.id, "1", run)
    return jobs.pictures(job.id, ["1"])[0]


def sent(provider: StandIn) -> list[str]:
    """The bodies of the requests that were paid for, as text."""
    paid = [each for each in provider.server.requests if provider.server.costs_money(each)]
    return [each.body.decode(errors="replace") for each in paid]


@pytest.mark.parametrize("way", ["words", "edit", "mask", "fallback"])
@pytest.mark.parametrize("name", ADAPTERS)
def test_the_corrective_sentence_is_in_the_next_request(name: str, way: str) -> None:
    brief = Brief("a fox in the snow", finish="page", corrections=2)
    changes: dict[str, Any] = {"aspect_ratios": ("1:1",)}
    if way in ("edit", "mask"):
        brief = replace(brief, seed_image="page")
    if way == "edit":
        changes |= EDITING.get(name, {})
    if way == "mask":
        brief, changes = replace(brief, mask="mask"), changes | {"takes_mask": True} | MASKING.get(name, {})
    with stand_in(name) as provider:
        spec = replace(ADAPTERS[name].spec, **changes)
        specs = [spec]
        if way == "fallback":
            # The first of the chain draws only from references, of which there are none.
            specs.insert(0, replace(spec, id="first/choice", max_references=1, needs_reference=True))
        picture = drawn(brief, Chain({spec.id: provider.model(**changes)}, specs))
        first, second, third = sent(provider)
    assert (picture.status, picture.attempt, picture.refused) == (Status.SUCCEEDED, 3, 2)
    assert not any(sentence in first for sentence in SENTENCES)
    assert f"a fox in the snow {SENTENCES[0]}" in second
    assert f"a fox in the snow {SENTENCES[1]}" in third
