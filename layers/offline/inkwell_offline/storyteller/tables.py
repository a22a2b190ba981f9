"""The tables of the storyteller: words and sentences in files, each read when it is first needed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table.

    Args:
        name: of its file in `data`, such as "plots/fear".
    """
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
