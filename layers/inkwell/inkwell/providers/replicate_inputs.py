"""The names of input fields of models on Replicate, as data.

Each model there has a schema of its own. A schema here is named after the model that first had it; many models share
one. Source: the models' pages, https://replicate.com/<owner>/<name>/api, and
https://github.com/replicate/cog-flux/blob/51e81e0/predict.py
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inkwell.core.errors import ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell.providers.pictures import nearest_ratio, pictures_of
from inkwell.providers.spec import ModelSpec


@dataclass(frozen=True, slots=True)
class InputSchema:
    """The names of a model's input fields; an empty name means that the model has no such field.

    Args:
        prompt: field of the words.
        references: field of the pictures to look at; also of the picture to change, where `seed_image` is the same.
        takes_list: whether `references` takes a list of pictures, or one picture.
        seed_image: field of the picture to change.
        mask: field of the mask, white where the picture is to be repainted.
        aspect_ratio: field of the ratio of width to height.
        ratio_follows_seed_image: whether a picture to change decides the aspect ratio, which then must not be sent.
        constants: fields that are always sent, with their values.
    """

    prompt: str = "prompt"
    references: str = ""
    takes_list: bool = False
    seed_image: str = ""
    mask: str = ""
    aspect_ratio: str = "aspect_ratio"
    ratio_follows_seed_image: bool = False
    constants: Mapping[str, Any] = field(default_factory=dict)


_PNG = {"output_format": "png"}
# The fast path (fp8) of these models draws another picture each time, whatever the seed.
_REPEATABLE_PNG = {**_PNG, "num_outputs": 1, "go_fast": False}

SCHEMAS: Mapping[str, InputSchema] = {
    "flux-schnell": InputSchema(constants=_REPEATABLE_PNG),
    "flux-dev": InputSchema(seed_image="image", ratio_follows_seed_image=True, constants=_REPEATABLE_PNG),
    "flux-1.1-pro": InputSchema(references="image_prompt", constants=_PNG),
    "flux-redux": InputSchema(prompt="", references="redux_image", constants={**_PNG, "num_outputs": 1}),
    "flux-fill-dev": InputSchema(
        seed_image="image",
        mask="mask",
        aspect_ratio="",
        constants={**_PNG, "num_outputs": 1, "megapixels": "match_input"},
    ),
    "flux-fill-pro": InputSchema(seed_image="image", mask="mask", aspect_ratio="", constants=_PNG),
    "flux-kontext-pro": InputSchema(references="input_image", seed_image="input_image", constants=_PNG),
    "flux-kontext-dev": InputSchema(
        references="input_image", seed_image="input_image", constants={**_PNG, "go_fast": False}
    ),
    "flux-2-pro": InputSchema(
        references="input_images", takes_list=True, seed_image="input_images", constants={**_PNG, "resolution": "1 MP"}
    ),
    "flux-2-dev": InputSchema(
        references="input_images", takes_list=True, seed_image="input_images", constants={**_PNG, "go_fast": False}
    ),
    "flux-2-klein": InputSchema(references="images", takes_list=True, seed_image="images", constants=_PNG),
    "flux-3-image": InputSchema(references="images", takes_list=True, seed_image="images", constants=_PNG),
    "gemini-image": InputSchema(references="image_input", takes_list=True, seed_image="image_input", constants=_PNG),
}


def schema_of(spec: ModelSpec) -> InputSchema:
    """The input schema of a model: named or spelled out by its option `inputs`, else the one of the model's own name.

    Raises:
        ValueError: there is no schema of that name.
    """
    inputs = spec.options.get("inputs", spec.model.partition(":")[0].rpartition("/")[2])
    if isinstance(inputs, Mapping):
        return InputSchema(**inputs)
    if inputs not in SCHEMAS:
        raise ValueError(f"{spec.id}: options.inputs must be one of {', '.join(SCHEMAS)}, or the fields themselves")
    return SCHEMAS[inputs]


def build_input(
    spec: ModelSpec, schema: InputSchema, request: ImageRequest, address: Callable[[ImageInput], str]
) -> dict[str, Any]:
    """The `input` of a prediction.

    Args:
        spec: the model.
        schema: the names of its fields.
        request: the picture to draw.
        address: turns a picture into a URL that the model can read.

    Raises:
        ModelRejectedInput: the model has no field for a picture of the request.
    """
    built: dict[str, Any] = {**schema.constants, **spec.options.get("input", {})}
    if schema.prompt:
        built[schema.prompt] = request.prompt
    if schema.aspect_ratio and not (request.seed_image and schema.ratio_follows_seed_image):
        built[schema.aspect_ratio] = nearest_ratio(request.aspect_ratio, spec.aspect_ratios)
    if spec.takes_seed and request.seed is not None:
        built["seed"] = request.seed
    for name, pictures in _by_field(schema, request).items():
        is_list = schema.takes_list and name == schema.references
        if not name or (len(pictures) > 1 and not is_list):
            raise ModelRejectedInput
        addresses = [address(picture) for picture in pictures]
        built[name] = addresses if is_list else addresses[0]
    return built


def _by_field(schema: InputSchema, request: ImageRequest) -> dict[str, list[ImageInput]]:
    if schema.seed_image == schema.references:
        fields = {schema.references: pictures_of(request)}
    else:
        seed_images = [request.seed_image] if request.seed_image else []
        fields = {schema.seed_image: seed_images, schema.references: list(request.references)}
    if request.mask:
        fields = {**fields, schema.mask: [request.mask]}
    return {name: pictures for name, pictures in fields.items() if pictures}
