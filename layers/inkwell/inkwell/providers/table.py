"""The model table: the model of each role, what it takes and costs, and the rate limit of its provider.

`models.json` lists every model that Inkwell knows. A small table of `tables/` says which of them a deployment uses for
which role, and may change anything else. `MODEL_TABLE` names that small table (`offline`, `replicate` ...), or is one.
The result is checked when it is read: a wrong table fails the first call, never the hundredth.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveFloat, PositiveInt, model_validator

from inkwell.core.merging import merged
from inkwell.providers.spec import ModelSpec, TextModelSpec
from inkwell.settings import ModelSettings, load

Role = Literal["draft", "quality", "edit", "inpaint", "reference", "fast"]
TextRole = Literal["storyboard", "page_plan", "story", "scene", "description"]


class Needs(NamedTuple):
    """Parts of a request that not every model takes."""

    references: bool = False
    seed_image: bool = False
    mask: bool = False


#: The requests that each role gets. For each of them, some model of the role's chain must take it.
ROLE_NEEDS: Mapping[Role, tuple[Needs, ...]] = {
    "draft": (Needs(), Needs(references=True), Needs(seed_image=True)),
    "fast": (Needs(), Needs(references=True), Needs(seed_image=True)),
    "quality": (Needs(), Needs(references=True), Needs(seed_image=True)),
    "reference": (Needs(references=True),),
    "edit": (Needs(seed_image=True), Needs(references=True, seed_image=True)),
    "inpaint": (Needs(seed_image=True, mask=True),),
}

#: An inline Map of Step Functions runs at most this many iterations at once.
#: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
MOST_SIDE_BY_SIDE = 40


#: Fields of an entry that are about it, and none of its spec.
_ABOUT = {"fallback", "looked_up", "source"}

_OWN_MODEL = re.compile(r"[\w.]+:\w+")
_OWN_MODEL_TAKES = {
    "price_micros": 40_000,
    "max_references": 16,
    "takes_seed_image": True,
    "takes_mask": True,
    "takes_seed": True,
    "aspect_ratios": ["1:1", "16:9", "9:16", "4:5", "5:4", "3:4", "4:3", "2:3", "3:2", "21:9", "9:21"],
}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Circuit(_Entry):
    """The circuit breaker of a provider: after faults in a row, no model of the provider is called for a while.

    Args:
        faults: how many calls in a row must fail to open the circuit.
        window: seconds after which an earlier fault no longer counts.
        cooldown: seconds until one call probes the open circuit.
    """

    faults: PositiveInt = 8
    window: PositiveInt = 60
    cooldown: PositiveInt = 30


class Provider(_Entry):
    """A provider of models: its address, its key, and its rate limit.

    Args:
        base_url: the address where its API begins; None for a provider that needs no address of ours.
        secret: the name of its key in the secret of this stack; None for a provider without a key.
        requests_per_minute: the rate limit of all instances together; None for no limit.
        burst: how many calls may start at the same moment after a pause.
        longest_wait: seconds that a call waits for its slot; a call that would wait longer is throttled.
        concurrency: how many of its pictures one job draws side by side.
        circuit: its circuit breaker.
    """

    base_url: str | None = None
    secret: str | None = None
    requests_per_minute: PositiveInt | None = None
    burst: PositiveInt = 1
    longest_wait: PositiveFloat = 20.0
    concurrency: int = Field(ge=1, le=MOST_SIDE_BY_SIDE)
    circuit: Circuit = Circuit()


class _Model(_Entry):
    provider: str
    model: str
    timeout: PositiveFloat = 120.0
    options: dict[str, Any] = {}
    fallback: str | None = None
    looked_up: date | None = None
    source: str | None = None


class ImageModelEntry(_Model):
    """A picture model of the table: the fields of `ModelSpec`, its `fallback` for when it cannot draw, and when
    (`looked_up`) and where (`source`) its id and price were last looked up.
    """

    price_micros: NonNegativeInt
    max_references: NonNegativeInt = 0
    max_pictures: PositiveInt | None = None
    needs_reference: bool = False
    needs_seed_image: bool = False
    takes_seed_image: bool = False
    takes_mask: bool = False
    takes_seed: bool = False
    aspect_ratios: tuple[str, ...] = Field(default=("1:1",), min_length=1)
    region: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")

    def takes(self, needs: Needs) -> bool:
        """True when the model takes a request with these parts, and misses none that it needs."""
        return (
            (needs.references or not self.needs_reference)
            and (needs.seed_image or not self.needs_seed_image)
            and (self.max_references > 0 or not needs.references)
            and (self.takes_seed_image or not needs.seed_image)
            and (self.takes_mask or not needs.mask)
        )


class TextModelEntry(_Model):
    """A text model of the table: the fields of `TextModelSpec`, its `fallback` for when it cannot write, and when and
    where it was last looked up.
    """

    input_micros_per_million: NonNegativeInt = 0
    output_micros_per_million: NonNegativeInt = 0
    max_images: NonNegativeInt = 0
    timeout: PositiveFloat = 20.0


M = TypeVar("M", bound=_Model)


class ModelTable(_Entry):
    """The model table of a deployment.

    Args:
        providers: the providers by the name that models give.
        models: picture models by id.
        text_models: text models by id.
        roles: the picture model for each role that a family may name.
        text_roles: the text model for each kind of text.
    """

    providers: dict[str, Provider]
    models: dict[str, ImageModelEntry]
    text_models: dict[str, TextModelEntry]
    roles: dict[Role, str]
    text_roles: dict[TextRole, str]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if missing := [role for role in ROLE_NEEDS if role not in self.roles]:
            raise ValueError(f"roles without a model: {', '.join(missing)}")
        if missing := [role for role in TextRole.__args__ if role not in self.text_roles]:  # type: ignore[attr-defined]
            raise ValueError(f"text_roles without a model: {', '.join(missing)}")
        for id, entry in (*self.models.items(), *self.text_models.items()):
            if entry.provider not in self.providers:
                raise ValueError(f"{id}: there is no provider {entry.provider!r}")
        for id in self.models:
            list(_chain(self.models, id))
        for id in self.text_models:
            list(_chain(self.text_models, id))
        for text_role, id in self.text_roles.items():
            list(_chain(self.text_models, id, text_role))
        for role, id in self.roles.items():
            chain = [self.models[link] for link in _chain(self.models, id, role)]
            for needs in ROLE_NEEDS[role]:
                if not any(entry.takes(needs) for entry in chain):
                    wanted = " and ".join(name for name, needed in needs._asdict().items() if needed) or "words alone"
                    raise ValueError(f"{role}: neither {id} nor a fallback of it takes {wanted}")
        return self

    def chain(self, role: Role) -> list[ModelSpec]:
        """The picture models for a role: the model that the table names, then its fallbacks in their order."""
        return [self.model(id) for id in _chain(self.models, self.roles[role])]

    def text_chain(self, role: TextRole) -> list[TextModelSpec]:
        """The text models for a kind of text: the model that the table names, then its fallbacks in their order."""
        return [self.text_model(id) for id in _chain(self.text_models, self.text_roles[role])]

    def model(self, id: str) -> ModelSpec:
        """The picture model of an id. Raises KeyError when the table has none."""
        return ModelSpec(id, **self.models[id].model_dump(exclude=_ABOUT))

    def text_model(self, id: str) -> TextModelSpec:
        """The text model of an id. Raises KeyError when the table has none."""
        return TextModelSpec(id, **self.text_models[id].model_dump(exclude=_ABOUT))

    def price_micros(self, role: Role) -> int:
        """The expected price of a picture of a role, in millionths of a US dollar."""
        return self.models[self.roles[role]].price_micros

    def side_by_side(self, roles: Iterable[str]) -> int:
        """The number of pictures of these roles that a job draws at once: the least `concurrency` of the providers."""
        wanted = set(roles)
        used = {self.models[self.roles[role]].provider for role in self.roles if role in wanted}
        return min((self.providers[name].concurrency for name in used), default=MOST_SIDE_BY_SIDE)

    def used_models(self) -> dict[str, ImageModelEntry]:
        """The picture models that some role uses, fallbacks included, by id."""
        used = {id for start in self.roles.values() for id in _chain(self.models, start)}
        return {id: self.models[id] for id in sorted(used)}

    def used_text_models(self) -> dict[str, TextModelEntry]:
        """The text models that some role uses, fallbacks included, by id."""
        used = {id for start in self.text_roles.values() for id in _chain(self.text_models, start)}
        return {id: self.text_models[id] for id in sorted(used)}


def _chain(models: Mapping[str, M], start: str, role: str = "") -> Iterator[str]:
    """The ids of a model and its fallbacks.

    Raises:
        ValueError: a model does not exist, or the fallbacks go round in a circle.
    """
    seen: list[str] = []
    id: str | None = start
    while id is not None:
        if id in seen:
            raise ValueError(f"fallbacks go round in a circle: {' -> '.join([*seen, id])}")
        if id not in models:
            raise ValueError(f"{seen[-1] if seen else role or 'a role'} names {id}, which is not in the table")
        seen.append(id)
        yield id
        id = models[id].fallback


def bundled_tables() -> list[str]:
    """The names of the tables that come with Inkwell."""
    folder = files("inkwell.providers").joinpath("tables")
    return sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json"))


def read_table(name: str) -> ModelTable:
    """The model table of a name.

    Args:
        name: a name of `bundled_tables`; or a JSON object, or the path of a file ending in ".json" that holds one. Such
            an object changes entries of the bundled table that it `extends` ("offline" when it does not say).

    Raises:
        ValueError: there is no table of that name, or it is wrong (pydantic.ValidationError says where).
    """
    changes: dict[str, Any] = {}
    if name.lstrip().startswith("{"):
        changes = json.loads(name)
    elif name.endswith(".json"):
        changes = json.loads(Path(name).read_bytes())
    base = changes.pop("extends", "offline") if changes else name
    if base not in bundled_tables():
        raise ValueError(f"there is no model table {base!r}, only {', '.join(bundled_tables())}")
    package = files("inkwell.providers")
    layers = [package.joinpath(path).read_bytes() for path in ("models.json", f"tables/{base}.json")]
    table: Any = {}
    for layer in (*map(json.loads, layers), changes):
        table = merged(table, layer)
    _add_own_models(table)
    return ModelTable.model_validate(table)


def _add_own_models(table: dict[str, Any]) -> None:
    """Add picture models of the deployment's own, which a role names as "module:Class" of a layer.

    Such a model takes everything, unless the table says otherwise.
    """
    models = table["models"]
    for name in table["roles"].values():
        if _OWN_MODEL.fullmatch(name):
            models[name] = {"provider": "own", "model": name, **_OWN_MODEL_TAKES, **models.get(name, {})}


@cache
def model_table() -> ModelTable:
    """The model table of this deployment. Raises ValueError when it is wrong."""
    return read_table(load(ModelSettings).model_table)
