"""YAML as CloudFormation templates are written: short forms such as ``!Ref`` become what they stand for."""

from typing import Any

import yaml
from samtranslator.yaml_helper import intrinsics_multi_constructor  # type: ignore[import-untyped]


# libyaml reads a template twenty times faster than PyYAML's own scanner, which SAM's reader is tied to.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    pass


_Loader.add_multi_constructor("!", intrinsics_multi_constructor)


def yaml_parse(text: str) -> Any:
    """Read a template.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, _Loader)
