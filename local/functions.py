"""The functions of a template, as their execution environments need them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local import aws
from local.errors import FunctionNotFoundError, TemplateError
from local.template import Template


@dataclass(frozen=True)
class Function:
    """A Lambda function.

    Attributes:
        timeout: seconds.
        memory: MB, reported to the handler and not enforced.
        retries: how often a failed asynchronous call is retried.
        events: the raw events by name, intrinsics resolved.
    """

    logical_id: str
    name: str
    arn: str
    handler: str
    code: Path
    layers: tuple[Path, ...]
    timeout: float
    memory: int
    retries: int
    variables: dict[str, str] = field(hash=False)
    events: dict[str, Any] = field(hash=False)


def read_functions(template: Template, overrides: dict[str, str] | None = None) -> dict[str, Function]:
    """Return the functions of a template by logical id.

    Args:
        template: the template.
        overrides: environment variables set for every function, over the template's.

    Raises:
        TemplateError: when a handler, a layer or a folder is missing.
    """
    functions = {}
    for logical_id in template.of_type("AWS::Serverless::Function"):
        where = f"Resources.{logical_id}.Properties"
        properties = template.properties(logical_id)
        for required in ("CodeUri", "Handler"):
            if required not in properties:
                raise TemplateError(where, f"a function needs {required}")
        declared = (properties.get("Environment") or {}).get("Variables") or {}
        functions[logical_id] = Function(
            logical_id=logical_id,
            name=template.name(logical_id),
            arn=template.arn(logical_id),
            handler=properties["Handler"],
            code=_folder(template, properties["CodeUri"], f"{where}.CodeUri"),
            layers=tuple(_layer(template, layer, f"{where}.Layers") for layer in properties.get("Layers") or []),
            timeout=float(properties.get("Timeout", 3)),
            memory=int(properties.get("MemorySize", 128)),
            retries=int((properties.get("EventInvokeConfig") or {}).get("MaximumRetryAttempts", 2)),
            variables={key: _text(value) for key, value in declared.items()} | (overrides or {}),
            events=properties.get("Events") or {},
        )
    return functions


def find_function(functions: dict[str, Function], name: str) -> Function:
    """Return a function by logical id, name or ARN, with or without a version.

    Raises:
        FunctionNotFoundError: when the template declares none.
    """
    short = name.split(":function:")[-1].removesuffix(":$LATEST")
    if short in functions:
        return functions[short]
    for function in functions.values():
        if function.name == short:
            return function
    raise FunctionNotFoundError(f"Function not found: {aws.arn('lambda', f'function:{short}')}")


def _layer(template: Template, arn: str, where: str) -> Path:
    for logical_id in template.of_type("AWS::Serverless::LayerVersion"):
        if template.arn(logical_id) == arn:
            content = template.properties(logical_id).get("ContentUri")
            return _folder(template, content, f"Resources.{logical_id}.Properties.ContentUri")
    raise TemplateError(where, f"{arn} is no layer of this template: layers of others cannot be had locally")


def _folder(template: Template, value: Any, where: str) -> Path:
    if not isinstance(value, str):
        raise TemplateError(where, "a folder beside the template is needed here")
    folder = (template.root / value).resolve()
    if not folder.is_dir():
        raise TemplateError(where, f"there is no folder {value}")
    return folder


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
