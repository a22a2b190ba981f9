"""Configuration as typed settings, from environment variables that template.yaml sets.

A function needs the variables of those settings classes that its wiring loads. A missing variable fails the first
request, with the variable's name.
"""

import os
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field

from inkwell.core.art_styles import LOOKS

# A web address that is public, or a developer's own machine (a Supabase project: `supabase start`).
_PUBLIC_OR_LOCAL_URL = r"^(https://[A-Za-z0-9.-]+(:[0-9]+)?/?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?/?)?$"

# A page of such an address: with a path below which its paths begin, or a "#" after which they do.
_PAGE_URL = r"^((https://[A-Za-z0-9.-]+(:[0-9]+)?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?)(/[A-Za-z0-9._~/-]*#?)?)?$"

# A server on this machine, and nothing else: keys are sent there.
_LOCAL_URL = r"^(http://(localhost|127\.0\.0\.1)(:[0-9]+)?)?$"


def _listed(text: object) -> object:
    """The entries of a text with commas; anything else is returned unchanged."""
    return [entry.strip() for entry in text.split(",") if entry.strip()] if isinstance(text, str) else text


class Settings(BaseModel):
    """The root of all settings: each field is read from the upper-case variable of the same name."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=AliasGenerator(validation_alias=lambda field: field.upper())
    )


class StorageSettings(Settings):
    """Settings of storage: the names of the table and the bucket."""

    table_name: str
    bucket_name: str


class WorkflowSettings(Settings):
    """Settings of workflows: the beginning of every state machine's ARN."""

    state_machine_prefix: str


class AccessSettings(Settings):
    """Settings of access: who may call.

    anonymous_access: whether calls without credentials act as the shared owner `anonymous` where a contract has no
        authentication.
    jwt_secret_id: the Secrets Manager secret with the signing keys of our tokens.
    """

    anonymous_access: Literal["allow", "deny"] = "deny"
    jwt_secret_id: str


class SupabaseSettings(Settings):
    """The Supabase project whose session cookies are accepted.

    supabase_url: the project's address, such as "https://abcd.supabase.co"; when empty, no such cookie is accepted.
    supabase_cookie_name: the cookie's name; when empty, as Supabase's browser library derives it from the address.
    supabase_algorithm: the algorithm of its tokens. HS256 needs the project's JWT secret, the others its public keys.
    supabase_secret_id: the Secrets Manager secret with that JWT secret.
    """

    supabase_url: Annotated[str, Field(pattern=_PUBLIC_OR_LOCAL_URL)] = ""
    supabase_cookie_name: str = ""
    supabase_algorithm: Literal["HS256", "ES256", "RS256"] = "ES256"
    supabase_secret_id: str = ""

    @property
    def issuer(self) -> str:
        """The issuer of its tokens."""
        return f"{self.supabase_url.rstrip('/')}/auth/v1"


class ModelSettings(Settings):
    """Settings of the models that draw and write.

    model_table: the name of a bundled model table, a JSON object, or the path of a JSON file (see
        `inkwell.providers.table.read_table`).
    provider_secret_id: the Secrets Manager secret with the providers' keys.
    webhook_url: where Replicate may report its predictions; empty for nowhere.
    """

    model_table: str = "offline"
    provider_secret_id: str = ""
    webhook_url: str = ""


#: Art styles as shipped; `inkwell.core.art_styles` has the words for each.
ART_STYLES = tuple(LOOKS)


class StorySettings(Settings):
    """Settings of story images.

    art_styles: the styles that a caller may ask for, with commas between them.
    story_pictures: the number of pictures of a story.
    """

    art_styles: Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)] = ART_STYLES
    story_pictures: Annotated[int, Field(ge=1, le=8)] = 3


class PictureBookSettings(Settings):
    """Settings of picture books, which visitors may make without an account.

    picture_books: whether anybody may make them; when closed, no path of theirs is there.
    picture_books_pictures_a_day: the most pictures that all visitors together may have drawn on a day.
    """

    picture_books: Literal["open", "closed"] = "closed"
    picture_books_pictures_a_day: Annotated[int, Field(ge=0)] = 500


class StudioSettings(Settings):
    """The setting of the studio in a browser: whether this deployment serves it."""

    studio: Literal["on", "off"] = "off"


class PlanSettings(Settings):
    """Settings of colouring books.

    plans: a JSON object with changes of `coloring_books/plans.json`; empty for none.
    generation_enabled: whether work may be started that models draw or write for.
    """

    plans: str = ""
    generation_enabled: bool = True


class StripeSettings(Settings):
    """Settings of Stripe, by which plans are paid. Each part of what is missing switches billing off.

    stripe_secret_id: the Secrets Manager secret with the API key and the signing secrets of webhooks.
    stripe_prices: the price ids of the plans (see `inkwell.coloring_books.prices.read_prices`).
    frontend_url: the web frontend's address, to whose paths people come back from Stripe.
    stripe_queue_url: the queue of verified events.
    stripe_api_base: the address of a Stripe on this machine; empty for Stripe's own.
    """

    stripe_secret_id: str = ""
    stripe_prices: str = ""
    frontend_url: Annotated[str, Field(pattern=_PAGE_URL)] = ""
    stripe_queue_url: str = ""
    stripe_api_base: Annotated[str, Field(pattern=_LOCAL_URL)] = ""


class HttpSettings(Settings):
    """Settings of HTTP: the frontend's origin, and the place of deployment.

    allowed_origin: the web frontend's origin for CORS.
    stage: "local" in the embedded cloud, else the deployment's name; plain http to this machine is allowed locally.
    aws_endpoint_url: the address of the embedded cloud; empty on AWS.
    """

    allowed_origin: str = "*"
    stage: str = "dev"
    aws_endpoint_url: str = ""

    @property
    def is_local(self) -> bool:
        """True on a developer's own machine."""
        return self.stage == "local"


S = TypeVar("S", bound="Settings")


@cache
def load(kind: type[S]) -> S:
    """The settings of a kind, read once.

    Raises:
        pydantic.ValidationError: a variable is missing or wrong.
    """
    return kind.model_validate(dict(os.environ))
