"""Amazon Bedrock: InvokeModel of its runtime, and its list of foundation models.

Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html and
https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html
"""

import base64
import json
import re
from typing import Any
from urllib.parse import unquote

from tests.support.providers.base import Fault, ProviderServer, Reply, Request, picture

_RATIOS = {"16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"}
_COMMON = {"prompt", "seed", "negative_prompt", "output_format"}

#: By model: the fields that its body may have.
MODELS = {
    "stability.stable-image-core-v1:1": _COMMON | {"aspect_ratio"},
    "stability.stable-image-ultra-v1:1": _COMMON | {"aspect_ratio", "image", "strength"},
    "stability.sd3-5-large-v1:0": _COMMON | {"aspect_ratio", "image", "strength", "mode"},
    "us.stability.stable-image-inpaint-v1:0": _COMMON | {"image", "mask", "grow_mask", "style_preset"},
    "us.stability.stable-image-style-guide-v1:0": _COMMON | {"image", "aspect_ratio", "fidelity", "style_preset"},
    "us.stability.stable-style-transfer-v1:0": _COMMON | {"init_image", "style_image", "composition_fidelity"},
}

#: By model: the fields without which it does nothing.
REQUIRED = {
    "us.stability.stable-image-inpaint-v1:0": {"prompt", "image"},
    "us.stability.stable-image-style-guide-v1:0": {"prompt", "image"},
    "us.stability.stable-style-transfer-v1:0": {"init_image", "style_image"},
}


#: The region of models that can be asked by their own id, and those from which the others are asked by a profile.
#: https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html (2026-11-29)
REGION = "us-west-2"
PROFILE_REGIONS = {"us-east-1", "us-east-2", "us-west-2"}

_LONGEST_PROMPT = 10_000


class BedrockServer(ProviderServer):
    """Bedrock in all regions. `answers` are used up one by one, then a picture is drawn.

    `ended` models are gone; `legacy` ones end on a day. `listing` is answered in place of the list. The account may
    not use `denied` models, and has no agreement on `unagreed` ones; both are named without a geography.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: list[Reply] = []
        self.ended: set[str] = set()
        self.legacy: dict[str, str] = {}
        self.listing: Reply | None = None
        self.denied: set[str] = set()
        self.unagreed: set[str] = set()

    def costs_money(self, request: Request) -> bool:
        return request.method == "POST"

    def fault_reply(self, fault: Fault) -> Reply:
        if fault == "429":
            return failure(429, "ThrottlingException", "Too many requests, please wait before trying again.")
        return failure(500, "InternalServerException", "The system encountered an unexpected error.")

    def reply(self, request: Request) -> Reply:
        region = _region(request)
        if request.method == "GET":
            return self._told(unquote(request.path), request, region)
        match = re.fullmatch(r"/model/(.+)/invoke", unquote(request.path))
        if not match or not request.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
            return failure(
                403, "AccessDeniedException", "You don't have access to the model with the specified model ID."
            )
        model, body = match[1].rpartition("/")[2], request.json
        if f"us.{model}" in MODELS:
            message = f"Invocation of model ID {model} with on-demand throughput isn\u2019t supported. Retry ..."
            return failure(400, "ValidationException", message)
        if model in MODELS and region not in (PROFILE_REGIONS if model.startswith("us.") else {REGION}):
            return failure(400, "ValidationException", "The provided model identifier is invalid.")
        if model in self.ended or model not in MODELS:
            return failure(
                404, "ResourceNotFoundException", "This model version has reached the end of its life. Please refer ..."
            )
        if model.removeprefix("us.") in self.unagreed:
            # https://github.com/aws-samples/sample-voice-of-customer-datalake/issues/274
            message = (
                "Model access is denied due to IAM user or service role is not authorized to perform the required "
            )
            message += "AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) ..."
            return failure(403, "AccessDeniedException", message)
        wrong_ratio = body.get("aspect_ratio", "1:1") not in _RATIOS
        missing = REQUIRED.get(model, {"prompt"}) - set(body)
        missing |= {"prompt"} if len(body.get("prompt", "")) > _LONGEST_PROMPT else set()
        if missing or set(body) - MODELS[model] or wrong_ratio or ("mode" in body and "aspect_ratio" in body):
            return failure(
                400, "ValidationException", "Malformed input request, please reformat your input and try again."
            )
        if self.answers:
            return self.answers.pop(0)
        self.paid.append({"prompt": body["prompt"], "seed": body.get("seed")})
        drawn = picture(body.get("aspect_ratio", "1:1"), seed=body.get("seed", 0))
        return Reply(200, answered(drawn, body.get("seed", 42)))

    def _told(self, path: str, request: Request, region: str) -> Reply:
        """What the service that is not the runtime tells."""
        here = {model for model in MODELS if region in (PROFILE_REGIONS if model.startswith("us.") else {REGION})}
        if path == "/foundation-models" and request.query.get("byOutputModality") == "IMAGE":
            return self.listing or Reply(200, {"modelSummaries": [*map(self._summary, sorted(here - self.ended))]})
        if path == "/inference-profiles":
            profiles = [_profile(model) for model in sorted(here - self.ended) if model.startswith("us.")]
            return Reply(200, {"inferenceProfileSummaries": profiles})
        model = path.removeprefix("/foundation-model-availability/")
        status = "NOT_AUTHORIZED" if model in self.denied else "AUTHORIZED"
        agreement = "NOT_AVAILABLE" if model in self.unagreed else "AVAILABLE"
        told = {"modelId": model, "agreementAvailability": {"status": agreement}, "authorizationStatus": status}
        return Reply(200, told | dict.fromkeys(("entitlementAvailability", "regionAvailability"), "AVAILABLE"))

    def _summary(self, model: str) -> dict[str, Any]:
        name = model.removeprefix("us.")
        end = {"status": "LEGACY", "endOfLifeTime": self.legacy[name]} if name in self.legacy else {"status": "ACTIVE"}
        return {
            "modelId": name,
            "modelArn": f"arn:aws:bedrock:us-west-2::foundation-model/{name}",
            "modelLifecycle": end,
            "inferenceTypesSupported": ["INFERENCE_PROFILE" if model.startswith("us.") else "ON_DEMAND"],
        }


def _region(request: Request) -> str:
    """The region for which a request is signed."""
    match = re.search(r"Credential=[^/]+/\d+/([\w-]+)/", request.headers.get("authorization", ""))
    return match[1] if match else ""


def _profile(model: str) -> dict[str, Any]:
    arn = f"arn:aws:bedrock:us-west-2:123456789012:inference-profile/{model}"
    models = [{"modelArn": f"arn:aws:bedrock:us-west-2::foundation-model/{model.removeprefix('us.')}"}]
    return {
        "inferenceProfileName": model,
        "inferenceProfileArn": arn,
        "inferenceProfileId": model,
        "models": models,
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
    }


def answered(data: bytes, seed: int = 42) -> dict[str, Any]:
    """An answer with one picture."""
    return {"seeds": [seed], "finish_reasons": [None], "images": [base64.b64encode(data).decode()]}


def filtered(reason: str) -> Reply:
    """An answer without one."""
    return Reply(200, {"seeds": [], "finish_reasons": [reason], "images": []})


def failure(status: int, name: str, message: str, **headers: str) -> Reply:
    """An exception of the runtime."""
    return Reply(status, json.dumps({"message": message}).encode(), {"x-amzn-ErrorType": name, **headers})
