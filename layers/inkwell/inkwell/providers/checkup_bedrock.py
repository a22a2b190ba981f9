"""The questions of the check-up to Amazon Bedrock: models, inference profiles, and the account's rights to them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from inkwell.providers.checking import FailedError, Findings, UnprovenError, ending
from inkwell.providers.reading import mapping, text
from inkwell.providers.table import ImageModelEntry

_RIGHTS = ("authorizationStatus", "entitlementAvailability", "regionAvailability")
_HAS_RIGHT = ("AUTHORIZED", "AVAILABLE")


class Catalogue(Protocol):
    """Bedrock's catalogue of one region; its calls raise what botocore raises."""

    def models(self) -> list[Mapping[str, Any]]:
        """The picture models, as `ListFoundationModels` summarises them."""

    def profiles(self) -> list[Mapping[str, Any]]:
        """The inference profiles, as `ListInferenceProfiles` summarises them."""

    def rights(self, model: str) -> Mapping[str, Any]:
        """The account's rights to a model, as `GetFoundationModelAvailability` tells them."""


def check_bedrock(
    catalogue: Callable[[str | None], Catalogue], models: Mapping[str, ImageModelEntry], today: date
) -> Findings:
    """See `checkup.check`; each model is looked for in its own region."""
    by_region: dict[str | None, list[str]] = {}
    for entry in models.values():
        by_region.setdefault(entry.region, []).append(entry.model)
    problems, warnings, seen = [], [], 0
    for region, wanted in by_region.items():
        here = catalogue(region)
        try:
            listed = {text(row.get("modelId")): row for row in here.models()}
            profiled = any(not each.startswith("stability.") for each in wanted)
            profiles = {text(row.get("inferenceProfileId")): row for row in here.profiles()} if profiled else {}
        except Exception as error:  # botocore makes its exceptions at run time
            if _name(error) == "AccessDeniedException":
                # They are the caller's credentials, not those of the function that draws.
                raise UnprovenError(
                    "these credentials may not list Bedrock's models, which says nothing of drawing"
                ) from error
            raise FailedError(f"cannot be listed ({_name(error)})") from error
        seen += len(listed)
        place = region or "the stack's region"
        for model in sorted(set(wanted)):
            base = _base(model)
            problems += _problems(model, base, listed, profiles, place)
            warnings += _lifecycle(base, mapping(mapping(listed.get(base)).get("modelLifecycle")), today)
            denied, warned = _rights(here, base)
            problems += denied
            warnings += warned
    if problems:
        raise FailedError("; ".join(problems))
    return f"{seen} models", warnings


def _name(error: Exception) -> str:
    """The name of a fault: AWS's own, else botocore's."""
    given = mapping(mapping(getattr(error, "response", None)).get("Error")).get("Code")
    return text(given) or type(error).__name__


def _base(model: str) -> str:
    """The model behind an inference profile, which is named after it, behind a geography."""
    return f"stability.{model.partition('stability.')[2]}" if "stability." in model else model


def _problems(
    model: str, base: str, listed: Mapping[str, Any], profiles: Mapping[str, Mapping[str, Any]], place: str
) -> list[str]:
    if model != base:
        is_active = mapping(profiles.get(model)).get("status") == "ACTIVE"
        return [] if is_active else [f"has no inference profile {model} in {place}"]
    if base not in listed:
        return [f"has no model {base} in {place} (any more)"]
    types = mapping(listed[base]).get("inferenceTypesSupported")
    if isinstance(types, list) and "ON_DEMAND" not in types:
        return [f"{base} is only behind an inference profile in {place}"]
    return []


def _lifecycle(base: str, lifecycle: Mapping[str, Any], today: date) -> list[str]:
    legacy = [f"{base} is legacy"] if lifecycle.get("status") == "LEGACY" else []
    return legacy + ending({base: str(lifecycle.get("endOfLifeTime") or "")[:10]}, today)


def _rights(here: Catalogue, base: str) -> tuple[list[str], list[str]]:
    """The rights that the account lacks for a model, and a warning where Bedrock does not tell them."""
    try:
        told = here.rights(base)
    except Exception as error:  # botocore makes its exceptions at run time
        return [], [f"whether the account may use {base} is not told ({_name(error)})"]
    rights = {name: told.get(name) for name in _RIGHTS}
    # Models of others than Amazon are bought on AWS Marketplace, by somebody who may subscribe there.
    # https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html
    rights["agreementAvailability"] = mapping(told.get("agreementAvailability")).get("status")
    lacks = [name for name, right in rights.items() if right not in (*_HAS_RIGHT, None)]
    return [f"the account may not use {base} ({', '.join(lacks)})"] if lacks else [], []
