"""The embedded cloud as one object: started, used and stopped by ``make run``, tests, benchmarks and ``sam local``."""

import json
import logging
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from local import aws, resources, workflows
from local.asynchronous import AsynchronousCalls
from local.autosave import Autosave
from local.doors import KnownHosts
from local.environments import Environments
from local.errors import FunctionError, StartError
from local.functions import Function, find_function, read_functions
from local.schedule import Scheduler, read_schedules
from local.serving import Port, ThreadedServer
from local.state import State
from local.template import Template

logger = logging.getLogger("local")

LOCAL_PARAMETERS = {
    "Stage": "local",
    "AnonymousAccess": "allow",
    "PictureBooks": "open",
    "PictureBooksPicturesADay": "5000",
    "Studio": "on",
}
"""What parameters are on a developer's machine unless the caller says otherwise; a template may lack some."""

_STUDIO = "studio/index.html#"
_OWN_HOSTS = ("127.0.0.1", "localhost", "0.0.0.0")

_EXECUTE_API = re.compile(r"https://[^/.]+\.execute-api\.[^/]+(/[^/]+)?")
_only_one = threading.Lock()


class Cloud:
    """The studio's whole cloud in this process; use it as a context manager.

    moto keeps its state per process, so that only one can run at a time.

    Args:
        root: folder of the template.
        port: port of the API; 0 for any free one.
        cloud_port: port of the AWS services; 0 for any free one.
        parameters: values for the template's parameters.
        state_dir: folder that keeps everything between starts; None: nothing is kept.
        env: environment variables for every function, over the template's.
        host: address to bind, for example that of a container bridge.
        template: file name of the template.
        gateway: False to leave the API to somebody else, such as ``sam local start-api``.
        seed: called with the cloud when it has no state yet, before the API opens.
        max_environments: most function processes at one time.
        reload: whether an edit of the code is live at the next call.
        schedules: whether schedules fire.
        save_every: seconds between two saves of the state in the background, if anything has changed.
        output: where functions write, as for subprocess; None: the console.

    Raises:
        TemplateError: the template asks for something wrong or not emulated.
        StartError: a port or the state folder is taken, or another Cloud runs in this process.
    """

    def __init__(
        self,
        root: Path,
        port: int = 0,
        cloud_port: int = 0,
        parameters: Mapping[str, str] | None = None,
        state_dir: Path | None = None,
        env: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        template: str = "template.yaml",
        gateway: bool = True,
        seed: Callable[["Cloud"], None] | None = None,
        max_environments: int = 64,
        reload: bool = True,
        schedules: bool = True,
        save_every: float = 60,
        output: Any = None,
    ):
        self._file = Path(root).resolve() / template
        self._ports = (port, cloud_port)
        self._parameters = parameters
        self._state_dir = state_dir
        self._env = dict(env or {})
        self._host = host
        self._has_gateway = gateway
        self._seed = seed
        self._max_environments = max_environments
        self._reload = reload
        self._schedules = schedules
        self._save_every = save_every
        self._saving = threading.Lock()
        self._output = output
        self._exit = ExitStack()
        self._tables: list[str] = []
        self._buckets: list[str] = []
        self._secrets: dict[str, str | None] = {}
        self._started = False

    def __enter__(self) -> Self:
        if not _only_one.acquire(blocking=False):
            raise StartError("moto keeps its state per process: stop the other Cloud of this process first")
        self._exit.callback(_only_one.release)
        try:
            self._start()
            self._started = True
        except BaseException:
            self._exit.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    @property
    def url(self) -> str:
        """Address of the API.

        Raises:
            StartError: this cloud has no gateway.
        """
        if not self._has_gateway:
            raise StartError("this cloud was started with gateway=False: it has no API")
        return self._gateway_port.url

    @property
    def endpoint(self) -> str:
        """Address of the AWS services."""
        return self._cloud_port.url

    @property
    def outputs(self) -> dict[str, Any]:
        """The template's outputs; the address of its API is the local one."""
        outputs = self._template.outputs()
        if not self._has_gateway:
            return outputs
        return {
            name: _EXECUTE_API.sub(self.url, value) if isinstance(value, str) else value
            for name, value in outputs.items()
        }

    @property
    def functions(self) -> dict[str, Function]:
        """All functions by logical id."""
        return self._functions

    def client(self, service: str) -> Any:
        """Return a boto3 client of the embedded cloud, by its boto3 name."""
        return self._clients(service)

    def resource_name(self, logical_id: str) -> str:
        """Return the physical name of a resource."""
        return self._template.name(logical_id)

    def resource_arn(self, logical_id: str) -> str:
        """Return the ARN of a resource."""
        return self._template.arn(logical_id)

    def environment_variables(self, logical_id: str) -> dict[str, str]:
        """Return the environment variables of a function: the template's and those that Lambda sets."""
        return self._environments.variables(self._functions[logical_id])

    def invoke(self, function: str, event: Any) -> Any:
        """Run a function and return what its handler returned.

        Args:
            function: logical id, name or ARN.
            event: anything JSON takes.

        Raises:
            FunctionError: the handler raised, timed out or crashed.
            FunctionNotFoundError: there is no such function.
        """
        found = find_function(self._functions, function)
        result = self._environments.invoke(found, json.dumps(event).encode())
        payload = json.loads(result.payload)
        if result.failed:
            raise FunctionError(found.logical_id, payload)
        return payload

    def drain(self, timeout: float = 300) -> None:
        """Wait until no function, asynchronous call or execution is under way.

        Args:
            timeout: seconds.

        Raises:
            TimeoutError: something still runs.
        """
        deadline = time.monotonic() + timeout
        quiet = 0
        while quiet < 2:  # one thing may just be handing over to the next
            busy = {
                "functions": self._environments.running,
                "asynchronous calls": self._calls.pending,
                "messages": self._pollers.pending,
                "executions": workflows.running_executions(),
            }
            quiet = 0 if any(busy.values()) else quiet + 1
            if time.monotonic() > deadline:
                still = ", ".join(f"{count} {what}" for what, count in busy.items() if count)
                raise TimeoutError(f"after {timeout} s there are still {still}")
            time.sleep(0.01)

    def save(self) -> None:
        """Write the state now, as happens by itself; without a state folder nothing happens."""
        if self._state is not None:
            with self._saving:
                at_rest = self._services.one_at_a_time
                self._state.save(self._clients, self._tables, self._buckets, self._secrets, at_rest)

    def _start(self) -> None:
        begun = time.monotonic()
        port, cloud_port = self._ports
        self._cloud_port = self._claim(cloud_port, "--cloud-port")
        if self._has_gateway:
            self._gateway_port = self._claim(port, "--port")
        self._template = Template(self._file, self._parameters, LOCAL_PARAMETERS | self._frontend())
        self._functions = read_functions(self._template, self._env)
        self._state = State(self._state_dir) if self._state_dir is not None else None
        if self._state is not None:
            self._exit.callback(self._state.close)
        # First, so that it imports while this process creates the resources.
        layers = {layer for function in self._functions.values() for layer in function.layers}
        self._environments = Environments(self.endpoint, layers, self._max_environments, self._reload, self._output)
        self._exit.callback(self._environments.close)
        self._calls = AsynchronousCalls(self._environments)
        self._open_services()
        self._create_resources()
        if self._seed is not None and (self._state is None or self._state.is_new):
            self._seed(self)
        self._keep_saving()
        if self._has_gateway:
            self._open_gateway()
        self._pollers.start()
        scheduler = Scheduler(read_schedules(self._functions), self._calls)
        if self._schedules:
            scheduler.start()
            self._exit.callback(scheduler.stop)
        logger.debug("started in %.2f s", time.monotonic() - begun)

    def _frontend(self) -> dict[str, str]:
        """The address to which people come back from Stripe: the studio's, where plain http to it is allowed."""
        is_served = self._has_gateway and self._host in _OWN_HOSTS
        return {"FrontendUrl": f"{self.url}/{_STUDIO}"} if is_served else {}

    def _claim(self, number: int, option: str) -> Port:
        port = Port(self._host, number, option)
        self._exit.callback(port.close)
        return port

    def _open_services(self) -> None:
        from local.endpoint import Endpoint
        from local.moto.corrections import corrections
        from local.moto.table_copies import quick_tables
        from local.permissions import Permissions

        _reset_moto()
        self._exit.callback(_reset_moto)
        for change in (corrections(), quick_tables(), workflows.interpreter(self._invoke_for_workflow)):
            self._exit.enter_context(change)
        buckets = resources.cors_rules(self._template)
        permissions = Permissions(self._template)
        self._services = Endpoint(self._functions, self._environments, self._calls, permissions, buckets)
        self._serve(self._cloud_port, self._services)
        self._clients = aws.Clients(self.endpoint)
        self._exit.callback(self._clients.close)

    def _create_resources(self) -> None:
        from local.notifications import notifications, read_rules
        from local.queues import Pollers, create_queues, read_sources

        stored = self._state.secrets if self._state is not None else {}
        self._secrets = resources.create_secrets(self._template, self._clients, stored)
        self._tables = resources.create_tables(self._template, self._clients)
        self._buckets = resources.create_buckets(self._template, self._clients)
        resources.create_state_machines(self._template, self._clients)
        create_queues(self._template, self._clients)
        if self._state is not None:
            self._state.restore(self._clients, self._tables, self._buckets)
        self._exit.enter_context(notifications(read_rules(self._functions), self._calls))
        self._pollers = Pollers(read_sources(self._template, self._functions), self._clients, self._environments)
        self._exit.callback(self._settle)

    def _keep_saving(self) -> None:
        if self._state is None:
            return
        if self._state.is_new:  # a seed is worth keeping, and so are the keys that tokens are signed with
            self.save()
        autosave = Autosave(self.save, lambda: self._services.changes, self._save_every)
        autosave.start()
        self._exit.callback(autosave.stop)

    def _open_gateway(self) -> None:
        from local.gateway import Gateway

        self._gateway = Gateway(self._template, self._functions, self._environments)
        self._exit.callback(self._gateway.close)
        self._serve(self._gateway_port, self._gateway)

    def _serve(self, port: Port, application: Any) -> None:
        self._exit.callback(ThreadedServer(port, KnownHosts(application, self._host)).close)

    def _settle(self) -> None:
        """Stop everything that writes, then save."""
        self._calls.stop()
        self._pollers.stop()
        workflows.stop_all()
        self._environments.close()
        self._pollers.join()
        if self._started:  # half a start, with half a seed, is not worth keeping
            self.save()

    def _invoke_for_workflow(self, name: str, event: bytes) -> tuple[bytes, bool]:
        result = self._environments.invoke(find_function(self._functions, name), event)
        return result.payload, result.failed


def _reset_moto() -> None:
    from moto.moto_api._internal.models import moto_api_backend

    moto_api_backend.reset()
