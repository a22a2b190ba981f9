"""An API below its stage's path, as at API Gateway's own domain: https://ID.execute-api.REGION.amazonaws.com/dev."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from local.cloud import LOCAL_PARAMETERS
from local.environments import Environments, InvocationResult
from local.functions import Function, read_functions
from local.gateway import Gateway
from local.serving import Port, ThreadedServer
from local.template import Template
from tests.support.studio import ROOT, Studio


class _Functions:
    """The functions of a studio, told that they stand below a stage's path."""

    def __init__(self, studio: Studio, stage: str) -> None:
        self._studio = studio
        self._stage = stage

    def invoke(self, function: Function, event: bytes) -> InvocationResult:
        """See `Environments`."""
        told = json.loads(event)
        told["requestContext"] |= {"stage": self._stage, "path": f"/{self._stage}{told['path']}"}
        answer = self._studio.client("lambda").invoke(FunctionName=function.logical_id, Payload=json.dumps(told))
        return InvocationResult(answer["Payload"].read(), "FunctionError" in answer, "")


@contextmanager
def below_stage(studio: Studio, stage: str = "dev") -> Iterator[str]:
    """The address of a studio's API, with the stage's path."""
    template = Template(ROOT / "template.yaml", defaults=LOCAL_PARAMETERS)
    gateway = Gateway(template, read_functions(template), cast(Environments, _Functions(studio, stage)))

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        # The one thing that such a domain has: its stage.
        assert environ["RAW_URI"].startswith(f"/{stage}/"), environ["RAW_URI"]
        return gateway(environ | {"RAW_URI": environ["RAW_URI"].removeprefix(f"/{stage}")}, start_response)

    port = Port("127.0.0.1", 0, "--port")
    server = ThreadedServer(port, application)
    yield f"{port.url}/{stage}"
    server.close()
    gateway.close()
    port.close()
