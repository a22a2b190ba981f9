"""The warm overhead of a request, measured against the same route in FastAPI behind Mangum.

Both take POST /reference-kits with the same body model, check it, and answer the same kit by the same response model;
neither stores anything. They differ in the framework around it, and ours also identifies the caller. Processor time of
all threads is measured, because other work on the machine disturbs it least.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

AIM = 0.3
ROUNDS = 7
REQUESTS = 300

EVENT = json.loads((Path(__file__).parent / "create_kit_event.json").read_text())


def _ours() -> Callable[[], Any]:
    os.environ |= {"ANONYMOUS_ACCESS": "allow", "JWT_SECRET_ID": "bench"}
    from inkwell.api.app import Api
    from inkwell.reference_kits.envelope import KIT_ERRORS
    from inkwell.reference_kits.models import CreateReferenceKitRequest, ReferenceKit

    app = Api(errors=KIT_ERRORS, access="anonymous")

    @app.post("/reference-kits", status_code=201)
    def create_kit(body: CreateReferenceKitRequest) -> ReferenceKit:
        return _kit(body)

    return lambda: app.resolve(EVENT, None)


def _fastapi() -> Callable[[], Any]:
    from fastapi import FastAPI
    from mangum import Mangum

    from inkwell.reference_kits.models import CreateReferenceKitRequest, ReferenceKit

    app = FastAPI()

    @app.post("/reference-kits", status_code=201)
    def create_kit(body: CreateReferenceKitRequest) -> ReferenceKit:
        return _kit(body)

    handler = Mangum(app, lifespan="off")
    return lambda: handler(EVENT, None)  # type: ignore[arg-type]


def _kit(body: Any) -> Any:
    from inkwell.reference_kits.models import ReferenceKit

    return ReferenceKit(
        id="a2a0f7e5-fbab-4269-907c-e7c3ab32506c",
        name=body.name,
        sourceImageUrl=body.sourceImageUrl,
        status="pending",
        anchorFaceUrl=None,
        profileUrl=None,
        halfBodyUrl=None,
        fullBodyUrl=None,
        expressions={},
        generationProgress={"anchor": "pending", "profile": "pending"},
        costCents=None,
        errorMessage=None,
        createdAt="2026-01-12T10:00:00.000Z",
        updatedAt="2026-01-12T10:00:00.000Z",
    )


def _microseconds(call: Callable[[], Any]) -> float:
    began = time.process_time()
    for _ in range(REQUESTS):
        call()
    return (time.process_time() - began) / REQUESTS * 1e6


def measure() -> tuple[float, float, float]:
    """The overhead of ours as a multiple of theirs, then ours and theirs in microseconds; medians of alternate rounds.

    Raises:
        RuntimeError: the responses are not both 201 with the same kit.
    """
    ours, theirs = _ours(), _fastapi()
    responses = [ours(), theirs()]
    if [answer["statusCode"] for answer in responses] != [201, 201]:
        raise RuntimeError(f"not answered: {responses}")
    if json.loads(responses[0]["body"]) != json.loads(responses[1]["body"]):
        raise RuntimeError("the answers differ")
    pairs = [(_microseconds(ours), _microseconds(theirs)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    return ratio, statistics.median(mine for mine, _ in pairs), statistics.median(other for _, other in pairs)
