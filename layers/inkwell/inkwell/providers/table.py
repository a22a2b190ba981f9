"""Which model draws what, and what a picture costs: read from one file, models.json, and checked when it is read."""

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

Role = Literal["draft", "quality", "edit", "inpaint", "reference", "fast"]


class ModelTable(BaseModel):
    """The configuration of models.

    Args:
        default_price_micros: what a picture costs where no price is given, in millionths of a US dollar.
        prices_micros: prices by model.
        max_concurrency: how many pictures of one job are drawn side by side; an inline Map of Step Functions takes 40.
        roles: the model for each role that a family may name.
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
    """The table of this deployment. Raises pydantic.ValidationError when the file is wrong."""
    return ModelTable.model_validate_json(files("inkwell.providers").joinpath("models.json").read_bytes())
