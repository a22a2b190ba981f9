"""Replicate's HTTP API and delivery host: https://replicate.com/docs/reference/http and its OpenAPI document."""

import base64
import hashlib
import hmac
import json
import random
import re
import string
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

import requests

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, now, picture

_PREFER = re.compile(r"wait(=([1-9]|[1-9][0-9]|60))?")
_CANCEL_AFTER = re.compile(r"(\d+h)?(\d+m)?(\d+s?)?")
_BODY = {"input", "webhook", "webhook_events_filter", "stream", "version"}
_RATIOS = ["1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21"]
_ALL_FORMATS = ["webp", "jpg", "png"]
_FLUX = {
    "prompt": None,
    "aspect_ratio": _RATIOS,
    "num_outputs": [1, 2, 3, 4],
    "num_inference_steps": None,
    "seed": None,
}
_FLUX |= {"output_format": _ALL_FORMATS, "output_quality": None, "disable_safety_checker": None, "go_fast": None}
_FLUX |= {"megapixels": ["1", "0.25"]}
_MATCH = [*_RATIOS, "match_input_image"]

#: By model: what its inputs may be (None: anything), and which of them are required.
INPUTS: dict[str, tuple[dict[str, list[Any] | None], set[str]]] = {
    "black-forest-labs/flux-schnell": (_FLUX, {"prompt"}),
    "black-forest-labs/flux-dev": ({**_FLUX, "image": None, "prompt_strength": None, "guidance": None}, {"prompt"}),
    "black-forest-labs/flux-fill-dev": (
        {
            **{name: _FLUX[name] for name in ("prompt", "num_outputs", "seed", "output_format", "output_quality")},
            "image": None,
            "mask": None,
            "guidance": None,
            "num_inference_steps": None,
            "megapixels": ["1", "0.25", "match_input"],
            "disable_safety_checker": None,
        },
        {"prompt", "image"},
    ),
    "black-forest-labs/flux-kontext-pro": (
        {
            "prompt": None,
            "input_image": None,
            "aspect_ratio": _MATCH,
            "prompt_upsampling": None,
            "seed": None,
            "output_format": ["png", "jpg"],
            "safety_tolerance": None,
        },
        {"prompt"},
    ),
    "black-forest-labs/flux-2-pro": (
        {
            "prompt": None,
            "input_images": None,
            "aspect_ratio": [*_MATCH, "custom"],
            "resolution": ["0.5 MP", "1 MP", "2 MP", "4 MP", "match_input_image"],
            "seed": None,
            "output_format": _ALL_FORMATS,
            "output_quality": None,
            "safety_tolerance": None,
        },
        {"prompt"},
    ),
}

STEPS_LOG = (
    "Using seed: {seed}\nrunning quantized prediction\nUsing seed: {seed}\n",
    "  0%|          | 0/4 [00:00<?, ?it/s]\n",
    " 75%|███████▌  | 3/4 [00:00<00:00, 15.38it/s]\n",
    "100%|██████████| 4/4 [00:00<00:00, 13.43it/s]\nTotal safe images: 1 out of 1\n",
)


@dataclass
class Life:
    """How a prediction lives.

    Args:
        polls: how many GETs see it unfinished.
        end: its last status.
        output: "list", "string", "null", "empty", or the value itself.
        error: its error.
        removed: whether its output is gone already.
        kind: the format of its picture.
        without: fields that its object lacks.
        statuses: what the GETs before the end say, in place of starting and processing.
        started: whether it ever ran.
        pictures: how many it is charged for; None for not told.
    """

    polls: int = 0
    end: str = "succeeded"
    output: Any = "string"
    error: Any = None
    removed: bool = False
    kind: str = "WEBP"
    without: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    started: bool = True
    pictures: int | None = 1


@dataclass
class _Prediction:
    id: str
    model: str
    body: dict[str, Any]
    life: Life
    created: float
    polls: int = 0
    status: str | None = None
    files: list[bytes] = field(default_factory=list)


class ReplicateServer(ProviderServer):
    """Replicate. `lives` are used up one by one by new predictions, then `life` counts.

    `draw` makes a picture of an input; None for a plain one.

    `paid` leaves out predictions that failed or never started: those are not charged.
    """

    key: ClassVar[str] = "r8_test"
    webhook_secret: ClassVar[str] = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.life = Life()
        self.draw: Callable[[Mapping[str, Any]], bytes | None] = lambda _: None
        self.lives: list[Life] = []
        self.retired: set[str] = set()
        self.predictions: dict[str, _Prediction] = {}
        self.delivery_status = 200
        self.page_size = 100
        self.list_without: tuple[str, ...] = ()
        self.out_of_credit = False
        self.throttled: Reply | None = None
        self.sends_webhooks = False
        self.odd_models: dict[str, Reply] = {}
        self.odd_secret: Reply | None = None
        self._random = random.Random(1)

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"{self.origin}/v1"

    def costs_money(self, request: Request) -> bool:
        return request.method == "POST" and request.path.endswith("/predictions")

    def fault_reply(self, fault: Fault) -> Reply:
        if fault == "429":
            return Reply(429, {"detail": "Request was throttled. Your rate limit resets in ~1s.", "status": 429})
        return problem(500, "Internal server error", "Something went wrong")

    def reply(self, request: Request) -> Reply:
        if request.path.startswith("/delivery/"):
            return self._delivered(request)
        if request.headers.get("authorization") != f"Bearer {self.key}":
            missing = "authorization" not in request.headers
            detail = "an authentication token" if missing else "a valid authentication token"
            return problem(401, "Unauthenticated", f"You did not pass {detail}")
        match request.method, request.path.removeprefix("/v1/").split("/"):
            case "POST", ["predictions"]:
                return self._create(request, None)
            case "POST", ["models", owner, name, "predictions"]:
                return self._create(request, f"{owner}/{name}")
            case "GET", ["predictions"]:
                return self._list(request)
            case "GET", ["predictions", wanted]:
                return self._get(wanted)
            case "POST", ["predictions", wanted, "cancel"]:
                return self._cancel(wanted)
            case "POST", ["files"]:
                return self._store(request)
            case "GET", ["account"]:
                return Reply(200, {"type": "organization", "username": "studio", "name": "Studio", "github_url": None})
            case "GET", ["webhooks", "default", "secret"]:
                return self.odd_secret or Reply(200, {"key": self.webhook_secret})
            case "GET", ["models", owner, name] if f"{owner}/{name}" in INPUTS.keys() - self.retired:
                return self.odd_models.get(name) or Reply(200, _model(owner, name))
        return problem(404, "Not found", "The requested resource could not be found.")

    def _create(self, request: Request, model: str | None) -> Reply:
        body = request.json
        unknown = set(body) - _BODY
        model = model or str(body.get("version", "")).partition(":")[0]
        if not _PREFER.fullmatch(request.headers.get("prefer", "wait")) or unknown:
            return invalid(sorted(unknown)[0] if unknown else "Prefer", "additional_property_not_allowed")
        if not _CANCEL_AFTER.fullmatch(request.headers.get("cancel-after", "30s")):
            return invalid("Cancel-After", "pattern")
        if self.throttled:
            return self.throttled
        if self.out_of_credit:
            detail = "You have insufficient credit to run this model. Permit to https://replicate.com/account/billing#billing"
            return problem(402, "Insufficient credit", detail)
        if re.fullmatch(r"[0-9a-f]{64}", model):
            model = "black-forest-labs/flux-schnell"
        if model not in INPUTS or model in self.retired:
            if "version" in body:
                return problem(422, "Invalid version or not permitted", "The specified version does not exist")
            return problem(404, "Not found", "The requested resource could not be found.")
        fields, required = INPUTS[model]
        for name, value in body["input"].items():
            if name not in fields:
                return invalid(f"input.{name}", "additional_property_not_allowed")
            if fields[name] is not None and value not in (fields[name] or []):
                return invalid(f"input.{name}", "enum", f"{name} must be one of the following: {fields[name]}")
        if missing := required - set(body["input"]):
            return invalid(f"input.{missing.pop()}", "required")
        created = _Prediction(
            "".join(self._random.choices(string.ascii_lowercase + string.digits, k=26)),
            model,
            body,
            self.lives.pop(0) if self.lives else self.life,
            now(),
        )
        self.predictions[created.id] = created
        if created.life.end not in ("failed", "aborted"):
            asked = body["input"]
            self.paid.append({"id": created.id, "prompt": asked.get("prompt"), "seed": asked.get("seed")})
        if self.sends_webhooks and "webhook" in body:
            threading.Thread(target=self._report, args=(created,), daemon=True).start()
        held = "prefer" in request.headers
        if held and not created.life.polls:
            created.polls = 1
        return Reply(202 if held and created.life.polls else 201, self.show(created))

    def webhooks(self, wanted: str) -> list[tuple[dict[str, str], bytes]]:
        """What Replicate would send about a prediction: its end first and twice, and its start late."""
        found = self.predictions[wanted]
        end, start = self.show(found, ended=True), {**self.show(found), "status": "starting", "output": None}
        sent = [signed_webhook(each, [self.webhook_secret], message=f"msg_{each['status']}") for each in (end, start)]
        return [sent[0], sent[0], sent[1]]

    def _report(self, prediction: _Prediction) -> None:
        for headers, body in self.webhooks(prediction.id):
            # A lost webhook is made up for by polling, so nobody waits for this one.
            with suppress(requests.RequestException):
                headers = {**headers, "content-type": "application/json"}
                requests.post(prediction.body["webhook"], data=body, headers=headers, timeout=5)

    def _get(self, wanted: str) -> Reply:
        found = self.predictions.get(wanted)
        if found is None:
            return problem(404, "Not found", "The requested resource could not be found.")
        found.polls += 1
        return Reply(200, self.show(found))

    def _cancel(self, wanted: str) -> Reply:
        found = self.predictions[wanted]
        if found.polls <= found.life.polls and found.status is None:
            found.status = "canceled" if found.life.started else "aborted"
            if not found.life.started:
                self.paid = [each for each in self.paid if each["id"] != wanted]
        return Reply(200, self.show(found))

    def _list(self, request: Request) -> Reply:
        after = datetime.fromisoformat(request.query.get("created_after", "1970-01-01T00:00:00+00:00")).timestamp()
        before = datetime.fromisoformat(request.query.get("created_before", "2999-01-01T00:00:00+00:00")).timestamp()
        newest = sorted(self.predictions.values(), key=lambda each: each.created, reverse=True)
        start = int(request.query.get("cursor", "0"))
        shown = [each for each in newest if after <= each.created < before]
        following = start + self.page_size
        kept = {name: value for name, value in request.query.items() if name != "cursor"}
        url = f"https://api.replicate.com/v1/predictions?{urlencode({**kept, 'cursor': following})}"
        return Reply(
            200,
            {
                "next": url if following < len(shown) else None,
                "previous": None,
                "results": [
                    {name: value for name, value in self.show(each).items() if name not in self.list_without}
                    for each in shown[start:following]
                ],
            },
        )

    def _store(self, request: Request) -> Reply:
        ((name, content, media_type),) = request.files
        if name != "content":
            return invalid("content", "required")
        wanted = hashlib.sha256(content).hexdigest()[:20]
        shown = {"id": wanted, "name": name, "content_type": media_type, "size": len(content), "metadata": {}}
        shown |= {"etag": wanted}
        shown |= {"checksums": {"sha256": hashlib.sha256(content).hexdigest()}, "created_at": stamp(now())}
        shown |= {"expires_at": stamp(now() + 86400), "urls": {"get": f"{self.base_url}/files/{wanted}"}}
        return Reply(201, shown)

    def _delivered(self, request: Request) -> Reply:
        if self.delivery_status != 200:
            return Reply(self.delivery_status, b"<Error><Code>NoSuchKey</Code></Error>", {"content-type": "text/xml"})
        found = self.predictions[request.path.split("/")[2]]
        asked = found.body["input"]
        ratio = asked.get("aspect_ratio", "1:1")
        drawn = self.draw(asked) or picture(
            ratio if ratio in _RATIOS else "1:1", seed=asked.get("seed") or 0, kind=found.life.kind
        )
        return Reply(200, drawn, {"content-type": f"image/{found.life.kind.lower()}"})

    def show(self, prediction: _Prediction, ended: bool = False) -> dict[str, Any]:
        """A prediction's object as it is now."""
        life, polls = prediction.life, prediction.polls
        ended = ended or polls > life.polls or prediction.status is not None
        unfinished = life.statuses or ("starting", *["processing"] * max(0, life.polls))
        status = unfinished[min(polls, len(unfinished) - 1)]
        if ended:
            status = prediction.status or life.end
        seed = prediction.body["input"].get("seed") or 62182
        steps = STEPS_LOG if ended else STEPS_LOG[: polls + 1] if polls else ()
        started = life.started and (polls > 0 or ended)
        count = {} if life.pictures is None else {"image_count": life.pictures}
        shown: dict[str, Any] = {
            "id": prediction.id,
            "model": prediction.model,
            "version": "hidden",
            "input": {} if life.removed else prediction.body["input"],
            "logs": "" if life.removed else "".join(steps).format(seed=seed),
            "output": self._output(prediction) if status == "succeeded" else None,
            "error": life.error if ended else None,
            "status": status,
            "data_removed": life.removed,
            "source": "api",
            "created_at": stamp(prediction.created),
            "started_at": stamp(prediction.created) if started else None,
            "completed_at": stamp(now()) if ended else None,
            "metrics": {"predict_time": 0.5579, "total_time": 1.2, **count} if ended else {},
            "urls": {
                "get": f"{self.base_url}/predictions/{prediction.id}",
                "cancel": f"{self.base_url}/predictions/{prediction.id}/cancel",
                "web": f"https://replicate.com/p/{prediction.id}",
            },
        }
        shown |= {
            name: prediction.body[name] for name in ("webhook", "webhook_events_filter") if name in prediction.body
        }
        return {name: value for name, value in shown.items() if name not in life.without}

    def _output(self, prediction: _Prediction) -> Any:
        life = prediction.life
        url = f"{self.origin}/delivery/{prediction.id}/out-0.{life.kind.lower()}"
        known = {"string": url, "list": [url], "null": None, "empty": []}
        if life.removed:
            return None
        return known[life.output] if isinstance(life.output, str) and life.output in known else life.output


def _model(owner: str, name: str) -> dict[str, Any]:
    return {
        "url": f"https://replicate.com/{owner}/{name}",
        "owner": owner,
        "name": name,
        "description": None,
        "visibility": "public",
        "is_official": True,
        "github_url": None,
        "paper_url": None,
        "license_url": None,
        "run_count": 1,
        "cover_image_url": None,
        "default_example": None,
        "latest_version": None,
    }


def problem(status: int, title: str, detail: str, **more: Any) -> Reply:
    """Replicate's error body."""
    return Reply(status, {"title": title, "detail": detail, "status": status, **more})


def invalid(name: str, kind: str, description: str = "") -> Reply:
    """Replicate's 422 for an input."""
    fields = [{"type": kind, "field": name, "description": description or kind}]
    return problem(422, "Input validation failed", f"- {name}: {description or kind}\n", invalid_fields=fields)


def stamp(moment: float) -> str:
    """A moment as Replicate writes it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed_webhook(
    prediction: dict[str, Any], secrets: list[str], *, message: str = "msg_test", timestamp: int | None = None
) -> tuple[dict[str, str], bytes]:
    """Headers and body of a webhook, with one signature for each secret.

    Source: https://replicate.com/docs/topics/webhooks/verify-webhook
    """
    body = json.dumps(prediction, separators=(",", ":")).encode()
    moment = int(now()) if timestamp is None else timestamp
    content = f"{message}.{moment}.".encode() + body
    keys = [base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets]
    signatures = [base64.b64encode(hmac.digest(key, content, "sha256")).decode() for key in keys]
    headers = {"webhook-id": message, "webhook-timestamp": str(moment)}
    return {**headers, "webhook-signature": " ".join(f"v1,{each}" for each in signatures)}, body
