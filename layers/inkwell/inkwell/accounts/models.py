"""The bodies of the account endpoints' requests and responses."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from inkwell.bodies import Body, readable


class LoginRequest(Body):
    """A user's name and password."""

    username: Annotated[str, Field(min_length=1, max_length=100, examples=["demo"]), AfterValidator(readable)]
    # Passwords are compared, never read: any character may be in them.
    password: Annotated[str, Field(min_length=1, max_length=1000, examples=["demo-password"])]


class Session(BaseModel):
    """A signed-in session: send the token as `Authorization: Bearer ...`."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
