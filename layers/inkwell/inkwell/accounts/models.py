"""The bodies of the account endpoints' requests and responses."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class LoginRequest(BaseModel):
    """A user's name and password."""

    model_config = ConfigDict(extra="forbid")

    username: Annotated[str, Field(min_length=1, max_length=100, examples=["demo"])]
    password: Annotated[str, Field(min_length=1, max_length=1000, examples=["demo-password"])]


class Session(BaseModel):
    """A signed-in session: send the token as `Authorization: Bearer ...`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
