"""Which model draws what, and what a picture costs: one file, models.json, and what a deployment changes of it."""

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from inkwell.settings import ModelSettings, load

Role = Literal["draft", "quality", "edit", "inpaint", "reference", "fast"]


class ModelTable(BaseModel):
    """The configuration of models.

    Args:
        default_price_micros: what a picture costs where no price is given, in millionths of a US dollar.
        prices_micros: prices by model.
        max_concurrency: how many pictures of one job are drawn side by side; an inline Map of Step Functions takes 40.
        roles: the model for each role that a family may name: one of ours, or "module:class" of a layer of your own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    default_price_micros: NonNegativeInt
    prices_micros: dict[str, NonNegativeInt]
    max_concurrency: int = Field(ge=1, le=40)
    roles: dict[Role, str]

    def price_micros(self, role: Role) -> int:
        """What a picture of a role costs, in millionths of a US dollar."""
        return self.prices_micros.get(self.roles[role], self.default_price_micros)


@cache
def model_table() -> ModelTable:
    """The table of this deployment.

    Raises:
        pydantic.ValidationError: the file, or what the deployment changes of it, is wrong.
    """
    table = json.loads(files("inkwell.providers").joinpath("models.json").read_bytes())
    return ModelTable.model_validate(table | load(ModelSettings).model_table)
