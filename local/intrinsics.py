"""CloudFormation's intrinsic functions, resolved as a stack would resolve them.

Reference: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from local.errors import TemplateError

_PLACEHOLDER = re.compile(r"\$\{(!?)([^}]*)\}")
_NOTHING = object()


class References(Protocol):
    """The values that a template's names stand for."""

    def ref(self, name: str, where: str) -> Any:
        """Value of ``!Ref name``."""

    def attribute(self, name: str, attribute: str, where: str) -> Any:
        """Value of ``!GetAtt name.attribute``."""

    def condition(self, name: str, where: str) -> bool:
        """Value of the condition of that name."""


class Resolver:
    """Resolves the intrinsic functions of one template.

    Args:
        references: what Ref, GetAtt and conditions answer.
        mappings: the template's section Mappings.
    """

    def __init__(self, references: References, mappings: Mapping[str, Any]):
        self._references = references
        self._mappings = mappings
        self._functions: dict[str, Callable[[Any, str], Any]] = {
            "Ref": self._ref,
            "Condition": lambda name, where: self._references.condition(name, where),
            "Fn::Sub": self._sub,
            "Fn::GetAtt": self._get_att,
            "Fn::If": self._if,
            "Fn::Equals": self._equals,
            "Fn::Not": lambda value, where: not self._truth(self._list(value, where, 1)[0], where),
            "Fn::And": lambda value, where: all(self._truth(item, where) for item in self._list(value, where)),
            "Fn::Or": lambda value, where: any(self._truth(item, where) for item in self._list(value, where)),
            "Fn::Join": self._join,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::FindInMap": self._find_in_map,
        }

    def resolve(self, value: Any, where: str) -> Any:
        """Return the value with every intrinsic function replaced by its result.

        Args:
            value: any part of a template.
            where: its path, for messages.

        Raises:
            TemplateError: for a function that is not emulated, or wrong arguments.
        """
        resolved = self._resolve(value, where)
        return None if resolved is _NOTHING else resolved

    def _resolve(self, value: Any, where: str) -> Any:
        if isinstance(value, list):
            items = [self._resolve(item, f"{where}[{index}]") for index, item in enumerate(value)]
            return [item for item in items if item is not _NOTHING]
        if not isinstance(value, dict):
            if isinstance(value, str) and "{{resolve:" in value:
                raise TemplateError(where, "dynamic references are not emulated: pass the name and read it at run time")
            return value
        if is_intrinsic(value):
            name, argument = next(iter(value.items()))
            function = self._functions.get(name)
            if function is None:
                known = ", ".join(self._functions)
                raise TemplateError(where, f"{name} is not emulated locally (these are: {known})")
            return function(argument, where)
        entries = {key: self._resolve(item, f"{where}.{key}") for key, item in value.items()}
        return {key: item for key, item in entries.items() if item is not _NOTHING}

    def _ref(self, name: str, where: str) -> Any:
        return _NOTHING if name == "AWS::NoValue" else self._references.ref(name, where)

    def _get_att(self, argument: Any, where: str) -> Any:
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else self._list(argument, where, 2)
        return self._references.attribute(name, attribute, where)

    def _sub(self, argument: Any, where: str) -> str:
        parts: list[Any] = [argument, {}] if isinstance(argument, str) else self._list(argument, where, 2)
        text, variables = parts
        values = {key: self._resolve(item, f"{where}.{key}") for key, item in variables.items()}

        def replace(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in values:
                return str(values[name])
            if "." in name:
                logical_id, attribute = name.split(".", 1)
                return str(self._references.attribute(logical_id, attribute, where))
            return str(self._references.ref(name, where))

        return _PLACEHOLDER.sub(replace, text)

    def _if(self, argument: Any, where: str) -> Any:
        condition, when_true, when_false = self._list(argument, where, 3)
        return self._resolve(when_true if self._references.condition(condition, where) else when_false, where)

    def _equals(self, argument: Any, where: str) -> bool:
        left, right = (self._resolve(item, where) for item in self._list(argument, where, 2))
        return str(left) == str(right)

    def _join(self, argument: Any, where: str) -> str:
        separator, values = self._list(argument, where, 2)
        return str(separator).join(str(item) for item in self._list(self._resolve(values, where), where))

    def _select(self, argument: Any, where: str) -> Any:
        index, values = self._list(self._resolve(argument, where), where, 2)
        try:
            return self._list(values, where)[int(index)]
        except IndexError:
            raise TemplateError(where, f"Fn::Select asks for item {index} of {len(values)}") from None

    def _split(self, argument: Any, where: str) -> list[str]:
        separator, text = self._list(self._resolve(argument, where), where, 2)
        return str(text).split(str(separator))

    def _find_in_map(self, argument: Any, where: str) -> Any:
        keys = self._list(self._resolve(argument, where), where, 3)
        value: Any = self._mappings
        for key in keys:
            if not isinstance(value, dict) or str(key) not in value:
                raise TemplateError(where, f"Mappings has no {'.'.join(map(str, keys))}")
            value = value[str(key)]
        return value

    def _truth(self, value: Any, where: str) -> bool:
        resolved = self._resolve(value, where)
        if not isinstance(resolved, bool):
            raise TemplateError(where, f"a condition is needed here, not {resolved!r}")
        return resolved

    @staticmethod
    def _list(value: Any, where: str, length: int | None = None) -> list[Any]:
        if not isinstance(value, list) or (length is not None and len(value) != length):
            raise TemplateError(where, f"a list of {length or 'some'} items is needed here, not {value!r}")
        return value


def is_intrinsic(value: Any) -> bool:
    """Tell whether a template value is a call of an intrinsic function."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    name = next(iter(value))
    return isinstance(name, str) and (name == "Ref" or name == "Condition" or name.startswith("Fn::"))
