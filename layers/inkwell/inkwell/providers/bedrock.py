"""Pictures from Stability AI's models on Amazon Bedrock: no key, only the function's own IAM role.

https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-stability-diffusion.html
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
)

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import ModelAnswerLost, ModelBadCredentials, ModelRejectedInput, ModelUnavailable
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.providers import waits
from inkwell.providers.faults import Fault, ending, error_for
from inkwell.providers.outcomes.bedrock import ENDS, FAULTS
from inkwell.providers.payment import paid_once
from inkwell.providers.pictures import cost_of, decoded, encoded, malformed, nearest_ratio, require_fit
from inkwell.providers.reading import first
from inkwell.providers.spec import ModelSpec

NAME: Final = "bedrock"


@dataclass(frozen=True, slots=True)
class BodyShape:
    """The names of a model's fields; an empty name means that the model has no such field.

    Args:
        seed_image: field of the picture to change.
        mask: field of the mask, white where the picture is to be repainted.
        reference: field of the one picture to take the style or structure from.
        aspect_ratio: whether an aspect ratio can be asked for; with a picture to change it never is.
        changes: further fields that go along with a picture to change.
    """

    seed_image: str = ""
    mask: str = ""
    reference: str = ""
    aspect_ratio: bool = True
    changes: Mapping[str, Any] | None = None


#: By the name in a model's id, between "stability." and its version.
SHAPES: Mapping[str, BodyShape] = {
    "stable-image-core": BodyShape(),
    "stable-image-ultra": BodyShape(seed_image="image", changes={"strength": 0.35}),
    "sd3-5-large": BodyShape(seed_image="image", changes={"mode": "image-to-image", "strength": 0.7}),
    "stable-image-inpaint": BodyShape(seed_image="image", mask="mask", aspect_ratio=False),
    "stable-image-style-guide": BodyShape(reference="image"),
    "stable-image-control-sketch": BodyShape(reference="image", aspect_ratio=False),
    "stable-image-control-structure": BodyShape(reference="image", aspect_ratio=False),
    "stable-style-transfer": BodyShape(seed_image="init_image", reference="style_image", aspect_ratio=False),
}

_NAME = re.compile(r"(?:.*[./])?stability\.(.+?)-v\d")


@cache
def _client(region: str | None, endpoint_url: str | None, timeout: float) -> Any:
    # One request: boto3 would repeat one that may have been paid for.
    config = Config(connect_timeout=5, read_timeout=timeout, retries={"total_max_attempts": 1})
    return boto3.client("bedrock-runtime", region_name=region, endpoint_url=endpoint_url, config=config)


class Bedrock:
    """An `ImageModel` on Bedrock.

    Options of its `ModelSpec`: `shape`, the name of a body shape where the model's id does not say it; `parameters`,
    further fields of the body such as negative_prompt or strength.

    Args:
        spec: the model; its `model` is a model id or an inference profile.
        base_url: the address of the API, when it is not Amazon's.

    Raises:
        ValueError: there is no body shape of the name in the model table.
    """

    def __init__(self, spec: ModelSpec, *, base_url: str | None = None) -> None:
        self._spec = spec
        match = _NAME.match(spec.model)
        shape = spec.options.get("shape", match[1] if match else "")
        if shape not in SHAPES:
            raise ValueError(f"{spec.id}: options.shape must be one of {', '.join(SHAPES)}")
        self._shape = SHAPES[shape]
        self._client = _client(spec.region, base_url, spec.timeout)

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        require_fit(self._spec, request)
        body = json.dumps(self._body(request))
        with paid_once(NAME, attempt, self._spec.timeout):
            return self._result(self._invoked(body), request)

    def _body(self, request: ImageRequest) -> dict[str, Any]:
        shape = self._shape
        body: dict[str, Any] = {"prompt": request.prompt, "output_format": "png"}
        if shape.aspect_ratio and not request.seed_image:
            body["aspect_ratio"] = nearest_ratio(request.aspect_ratio, self._spec.aspect_ratios)
        if self._spec.takes_seed and request.seed is not None:
            body["seed"] = request.seed
        if len(request.references) > 1:
            raise ModelRejectedInput
        reference = first(list(request.references))
        if request.seed_image:
            body |= shape.changes or {}
        for name, picture in (
            (shape.seed_image, request.seed_image),
            (shape.mask, request.mask),
            (shape.reference, reference),
        ):
            if picture:
                body |= _picture(name, picture)
        return {**body, **self._spec.options.get("parameters", {})}

    def _invoked(self, body: str) -> Any:
        try:
            invoked = self._client.invoke_model(
                modelId=self._spec.model, body=body, contentType="application/json", accept="application/json"
            )
            return json.loads(invoked["body"].read())
        except ClientError as error:
            # Not "from error": its words, which are Bedrock's, would be in every log of this one.
            raise error_for(_fault(error), FAULTS, self._spec, paid=True) from None
        except (NoCredentialsError, PartialCredentialsError) as error:
            raise ModelBadCredentials from error
        except (ConnectTimeoutError, EndpointConnectionError) as error:
            raise ModelUnavailable from error
        except (BotoCoreError, OSError, ValueError) as error:
            raise ModelAnswerLost from error

    def _result(self, body: Any, request: ImageRequest) -> ImageResult:
        if not isinstance(body, dict):
            raise malformed(0)
        reason = first(body.get("finish_reasons"))
        if reason is not None:
            raise ending(str(reason), ENDS, self._spec)
        seed = first(body.get("seeds"))
        asked = request.seed if self._spec.takes_seed else None
        drawn = first(body.get("images"))
        cost = cost_of(self._spec, None, drew=bool(drawn))
        return ImageResult(
            data=decoded(drawn, cost_micros=cost),
            media_type="image/png",
            width=0,
            height=0,
            model=self._spec.id,
            seed=seed if isinstance(seed, int) else asked,
            cost_micros=cost,
        )


def _picture(name: str, picture: ImageInput) -> dict[str, str]:
    if not name:
        raise ModelRejectedInput
    return {name: encoded(picture)}


def _fault(error: ClientError) -> Fault:
    described = error.response.get("Error", {})
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    headers = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    # Without an exception's name in the answer, botocore puts the bare status in its place.
    code = described.get("Code", "")
    spoken = not code.isdigit()
    return Fault(
        status,
        (code,) if spoken and code else (),
        described.get("Message", "") if spoken else "",
        waits.from_headers(headers),
    )
