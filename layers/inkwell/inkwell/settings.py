"""Configuration as typed settings, from environment variables that template.yaml sets.

What a function needs is the settings classes that its wiring loads: a missing variable fails its first request with
the variable's name, never a later one with a riddle.
"""

import os
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field

# A project is public, or runs on this machine (supabase start).
_PROJECT_URL = r"^(https://[A-Za-z0-9.-]+(:[0-9]+)?/?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?/?)?$"


def _listed(text: object) -> object:
    """The entries of a list that is written with commas."""
    return [entry.strip() for entry in text.split(",") if entry.strip()] if isinstance(text, str) else text


class Settings(BaseModel):
    """The root: fields are read from the upper-case variable of the same name."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=AliasGenerator(validation_alias=lambda field: field.upper())
    )


class StorageSettings(Settings):
    """Where things are kept."""

    table_name: str
    bucket_name: str


class WorkflowSettings(Settings):
    """What every state machine's ARN begins with."""

    state_machine_prefix: str


class AccessSettings(Settings):
    """Who may call.

    anonymous_access: whether calls without credentials act as the shared owner `anonymous` where a contract has no
        authentication.
    jwt_secret_id: the Secrets Manager secret with the signing keys of our tokens.
    """

    anonymous_access: Literal["allow", "deny"] = "deny"
    jwt_secret_id: str


class SupabaseSettings(Settings):
    """The Supabase project whose session cookies count.

    supabase_url: the project's address, such as "https://abcd.supabase.co"; empty: no such cookie counts.
    supabase_cookie_name: empty: as its browser library derives it from the address.
    supabase_algorithm: how its tokens are signed. HS256 takes the project's JWT secret, the others its public keys.
    supabase_secret_id: the Secrets Manager secret with that JWT secret.
    """

    supabase_url: Annotated[str, Field(pattern=_PROJECT_URL)] = ""
    supabase_cookie_name: str = ""
    supabase_algorithm: Literal["HS256", "ES256", "RS256"] = "ES256"
    supabase_secret_id: str = ""

    @property
    def issuer(self) -> str:
        """Who signs its tokens."""
        return f"{self.supabase_url.rstrip('/')}/auth/v1"


class ModelSettings(Settings):
    """Which models draw and write.

    model_table: the name of a bundled model table, a JSON object, or the path of a JSON file (see
        `inkwell.providers.table.read_table`).
    provider_secret_id: the Secrets Manager secret with the providers' keys.
    webhook_url: where Replicate may report its predictions; empty for nowhere.
    """

    model_table: str = "offline"
    provider_secret_id: str = ""
    webhook_url: str = ""


#: What picture models are good at; see `inkwell.story_images.styles` for the words that they are told.
ART_STYLES = (
    "photorealistic",
    "watercolor",
    "cartoon",
    "anime",
    "comic",
    "oil-painting",
    "pencil-sketch",
    "pixel-art",
    "3d-render",
    "storybook",
    "line-art",
)


class StorySettings(Settings):
    """How stories are illustrated.

    art_styles: what a caller may ask for, with commas between them.
    story_pictures: how many pictures a story has.
    """

    art_styles: Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)] = ART_STYLES
    story_pictures: Annotated[int, Field(ge=1, le=8)] = 3


class HttpSettings(Settings):
    """How browsers and the outside world are met.

    allowed_origin: the web frontend's origin for CORS.
    stage: "local" in the embedded cloud, else the deployment's name; plain http to this machine is allowed locally.
    aws_endpoint_url: where the embedded cloud is; empty on AWS.
    """

    allowed_origin: str = "*"
    stage: str = "dev"
    aws_endpoint_url: str = ""

    @property
    def is_local(self) -> bool:
        """Whether this is a developer's own machine."""
        return self.stage == "local"


S = TypeVar("S", bound="Settings")


@cache
def load(kind: type[S]) -> S:
    """The settings of a kind, read once.

    Raises:
        pydantic.ValidationError: a variable is missing or wrong.
    """
    return kind.model_validate(dict(os.environ))
