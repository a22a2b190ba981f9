"""template.yaml, read once."""

from functools import cache
from pathlib import Path
from typing import Any

from local.cfn_yaml import yaml_parse

ROOT = Path(__file__).parents[2]


@cache
def template() -> dict[str, Any]:
    """The template as it is written. Shared: not to be changed."""
    written: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
    return written
