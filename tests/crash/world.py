"""A whole studio in this process: real functions, emulated AWS, stand-ins of the providers, and a clock.

Nothing runs by itself: requests, executions and sweeps are done one after the other, so each run is the same.
"""

import importlib.util
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, TypeVar

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.stepfunctions.models import stepfunctions_backends

from inkwell import model_wiring, settings, stores, wiring
from inkwell.accounts import tokens
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.accounts.tokens import AccessToken
from inkwell.api import sources
from inkwell.aws import clients, secrets
from inkwell.aws.items import dump, load
from inkwell.coloring_books import prices, waiting
from inkwell.core import awaiting
from inkwell.core.errors import Unavailable
from inkwell.core.image_models import PRINT_PAGE
from inkwell.providers import replicate, table
from tests.crash.clock import Clock
from tests.crash.machines import Stopped, TaskFailed, play
from tests.crash.models import Gate, model_table, written
from tests.crash.points import Died, Injector, Point
from tests.support.aws import BUCKET, REGION, TABLE, empty, emulated_aws, table_properties
from tests.support.gateway import Answer, call
from tests.support.pictures import PictureServer, png
from tests.support.providers.openai import OpenAIServer
from tests.support.providers.openrouter import OpenRouterServer
from tests.support.providers.replicate import ReplicateServer
from tests.support.stripe_events import PRICES
from tests.support.template import ROOT, template

STACK = "inkwell-test"
USER = "ann"

#: Requests that a caller sends until one is answered.
_PATIENCE = 6
#: Seconds until a claim on an Idempotency-Key has lapsed, and until the sweeper comes again.
_LATER = 61
#: Rounds of executions and sweeps in which everything ends, if it ends at all.
_ROUNDS = 6

T = TypeVar("T")


class World:
    """The studio and everybody around it.

    Args:
        injector: where something happens to its functions.
        clock: its clock.
        replicate: draws kits, predictions and extra pictures of scenes, and can be asked what became of a request.
        openai: draws pictures with kits, of stories and the main ones of scenes, and cannot.
        writer: writes stories and scenes.
        source: the URL of a caller's picture.
        task: the function that was called last, and its event.
        points: of the cases that were done already.
    """

    def __init__(
        self,
        injector: Injector,
        clock: Clock,
        replicate: ReplicateServer,
        openai: OpenAIServer,
        writer: OpenRouterServer,
        source: str,
    ) -> None:
        self.injector, self.clock = injector, clock
        self.replicate, self.openai, self.writer, self.source = replicate, openai, writer, source
        self.task: tuple[str, Mapping[str, Any]] | None = None
        self.points: dict[str, list[Point]] = {}
        self.jobs = stores.jobs()
        self.ledger = stores.ledger()
        self.waited = 0.0
        self.objects = stores.objects()

    def reset(self) -> None:
        """Forget everything that was stored, started and paid."""
        empty(TABLE)
        bucket = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[BUCKET]
        for key in list(bucket.keys):
            bucket.keys.pop(key)
        for machine in self.machines():
            machine.executions.clear()
        for server in (self.replicate, self.openai, self.writer):
            server.paid.clear()

    def request(
        self,
        function: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        user: bool = False,
        cookie: str | None = None,
    ) -> Answer:
        """A request as a sensible caller sends it: again after a 5xx, and after a 409 where that can pass.

        Args:
            function: the module in `functions/`.
            key: the Idempotency-Key.
            user: whether it is sent by USER; else by nobody in particular.
            cookie: of a visitor, who clicks again.
        """
        headers = [("content-type", "application/json")] if body is not None else []
        headers += [("idempotency-key", key)] if key else []
        headers += [("authorization", f"Bearer {_token()}")] if user else []
        headers += [("cookie", cookie)] if cookie else []

        def ask() -> Answer | None:
            self.waited = 0.0
            answer = call(_module(function).app, method, path, *headers, body=json.dumps(body) if body else None)
            return answer if answer.status < 500 and not (answer.status == 409 and (key or cookie)) else None

        return self.repeated(function, ask)

    def event(self, function: str, event: Mapping[str, Any]) -> None:
        """An event that AWS hands over again when the function fails or dies."""

        def handle() -> bool:
            with suppress(Exception):
                _module(function).handler(dict(event), None)
                return True
            return False

        self.repeated(function, handle)

    def repeated(self, step: str, work: Callable[[], T | None]) -> T:
        """The first result of a process that is started again, later when it dies, AWS fails or it has none."""
        for _ in range(_PATIENCE):
            with suppress(Died, Unavailable), self._process(step):
                if result := work():
                    return result
            self.clock.move(_LATER)
        raise AssertionError(f"{step} never comes to an end")

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Call a function.

        Raises:
            TaskFailed: with the name that Step Functions would see.
        """
        self.task = function, event
        with self._process(f"{function}:{event['key']}" if "key" in event else function):
            try:
                return json.loads(json.dumps(_module(function).handler(dict(event), None)))
            except Died:
                raise TaskFailed("Runtime.ExitError") from None
            except Exception as error:
                raise TaskFailed(type(error).__name__) from error

    def sweep(self) -> None:
        """What the schedule does every minute."""
        with suppress(TaskFailed):
            self.invoke("triggers/sweep", {})

    def drive(self) -> None:
        """Play executions and let the sweeper come until everything has ended; then let every deadline pass."""
        for _ in range(_ROUNDS):
            self.run()
            if not self.open_jobs():
                break
            self.clock.move(_LATER)
            self.sweep()
        for _ in range(2):
            self.clock.move(timedelta(minutes=21).total_seconds())
            self.sweep()
            self.run()

    def run(self) -> None:
        """Play all executions that are running."""
        while execution := next((each for each in self.executions() if each.status == "RUNNING"), None):
            execution.status = self._played(execution)

    def _played(self, execution: Any) -> str:
        workflow = execution.state_machine_arn.rpartition(f"{STACK}-")[2].replace("-", "_")

        def task(resource: str, value: Any) -> Any:
            if execution.status != "RUNNING":
                raise Stopped
            return self.invoke(_functions(workflow)[resource], value)

        try:
            play(_definition(workflow), json.loads(execution.execution_input), task, self.clock.move)
        except Stopped:
            return str(execution.status)
        except TaskFailed:
            return "FAILED"
        return "SUCCEEDED"

    def wait(self, seconds: float) -> None:
        """What happens while a request waits for its job: the executions go on, and no real time passes."""
        self.waited += seconds
        self.run()

    def executions(self) -> list[Any]:
        """All executions."""
        return [each for machine in self.machines() for each in machine.executions]

    def machines(self) -> list[Any]:
        """All state machines."""
        return list(stepfunctions_backends[DEFAULT_ACCOUNT_ID][REGION].state_machines)

    def items(self) -> list[dict[str, Any]]:
        """All items of the table."""
        table = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[TABLE]
        found = (item.to_json()["Attributes"] for partition in table.items.values() for item in partition.values())
        return [load(item) for item in found]

    def write(self, pk: str, sk: str, **values: Any) -> None:
        """Set attributes of an item."""
        clients.dynamodb().update_item(
            TableName=TABLE,
            Key=dump({"pk": pk, "sk": sk}),
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ExpressionAttributeNames={f"#{name}": name for name in values},
            ExpressionAttributeValues=dump({f":{name}": value for name, value in values.items()}),
        )

    def open_jobs(self) -> list[str]:
        """The jobs that the sweeper still looks after, deleted ones included."""
        return [item["pk"] for item in self.items() if item["sk"] == "JOB" and "due_at" in item]

    def job_ids(self) -> list[str]:
        """The jobs that there are."""
        found = [item for item in self.items() if item["sk"] == "JOB" and not item.get("deleted")]
        return [item["pk"].removeprefix("JOB#") for item in found]

    def stored(self) -> set[str]:
        """The keys of all objects."""
        return set(s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[BUCKET].keys)

    @contextmanager
    def _process(self, function: str) -> Iterator[None]:
        # A new process has read no secrets.
        secrets._provider.cache_clear()
        with self.injector.process(function):
            yield


@contextmanager
def world() -> Iterator[World]:
    """A studio with nothing in it."""
    injector, clock = Injector(), Clock()
    with ExitStack() as stack:
        replicate_server = stack.enter_context(ReplicateServer())
        openai, writer = stack.enter_context(OpenAIServer()), stack.enter_context(OpenRouterServer())
        writer.write = written
        pictures = PictureServer()
        stack.callback(pictures.close)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        servers = {"replicate": replicate_server, "openai": openai, "openrouter": writer}
        patch.setenv("MODEL_TABLE", model_table(servers))
        for name, value in _VARIABLES.items():
            patch.setenv(name, value)
        patch.setattr(replicate, "_LOOKS", (0.0,))
        usual = model_wiring.finishers()
        patch.setattr(model_wiring, "finishers", lambda: {**usual, PRINT_PAGE: Gate()})
        stack.enter_context(_silence())
        stack.enter_context(emulated_aws())
        _forget()
        stack.callback(_forget)
        _create({name: server.key for name, server in servers.items()})
        stack.enter_context(clock.installed())
        stack.enter_context(injector.installed())
        world = World(injector, clock, replicate_server, openai, writer, pictures.serve(png()))
        waits = {"clock": lambda: time.monotonic() + world.waited, "sleep": world.wait}
        patch.setattr(waiting, "settled", partial(awaiting.settled, **waits))
        yield world


@contextmanager
def _silence() -> Iterator[None]:
    """Log nothing: hundreds of deaths are not worth a line each."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


_VARIABLES = {
    "STAGE": "local",  # pictures may come from this machine
    "TABLE_NAME": TABLE,
    "BUCKET_NAME": BUCKET,
    "STATE_MACHINE_PREFIX": f"arn:aws:states:{REGION}:{DEFAULT_ACCOUNT_ID}:stateMachine:{STACK}-",
    "JWT_SECRET_ID": f"{STACK}/jwt",
    "PROVIDER_SECRET_ID": f"{STACK}/providers",
    "ANONYMOUS_ACCESS": "allow",
    "STORY_PICTURES": "2",
    "PICTURE_BOOKS": "open",
    "STRIPE_PRICES": PRICES,
}

_KEYS = SigningKeys("first", {"first": "a signing key that is at least as long as it has to be"})


def _create(keys: Mapping[str, str]) -> None:
    clients.dynamodb().create_table(TableName=TABLE, **table_properties())
    clients.s3().create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    manager = clients.secretsmanager()
    manager.create_secret(Name=f"{STACK}/jwt", SecretString=secrets.dump_signing_keys(_KEYS))
    manager.create_secret(Name=f"{STACK}/providers", SecretString=json.dumps(keys))
    # Its executions stand still until they are played.
    definition = json.dumps({"StartAt": "end", "States": {"end": {"Type": "Succeed"}}})
    role = f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:role/workflows"
    for name in _substitutions():
        workflow = name.replace("_", "-")
        clients.stepfunctions().create_state_machine(name=f"{STACK}-{workflow}", definition=definition, roleArn=role)


def _forget() -> None:
    """Let everything that is made once be made anew."""
    for module in (clients, prices, wiring, model_wiring, sources, table, secrets, settings):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@cache
def _module(function: str) -> Any:
    spec = importlib.util.spec_from_file_location(
        f"crash.{function.replace('/', '.')}", ROOT / "functions" / f"{function}.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _definition(workflow: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / _state_machines()[workflow]["DefinitionUri"]).read_text("utf-8"))
    return found


@cache
def _state_machines() -> dict[str, dict[str, Any]]:
    """The properties of the template's state machines, by workflow."""
    found = {}
    for resource in template()["Resources"].values():
        if resource["Type"] == "AWS::Serverless::StateMachine":
            name = resource["Properties"]["Name"]["Fn::Sub"].removeprefix("${AWS::StackName}-").replace("-", "_")
            found[name] = resource["Properties"]
    return found


def _substitutions() -> dict[str, dict[str, str]]:
    """By workflow: the logical ids of the functions in the definition's placeholders."""
    return {
        workflow: {
            f"${{{placeholder}}}": value["Fn::GetAtt"][0]
            for placeholder, value in properties["DefinitionSubstitutions"].items()
        }
        for workflow, properties in _state_machines().items()
    }


@cache
def _functions(workflow: str) -> dict[str, str]:
    """By resource of the definition: the module in `functions/`."""
    found = {}
    for placeholder, logical_id in _substitutions()[workflow].items():
        properties = template()["Resources"][logical_id]["Properties"]
        folder = properties["CodeUri"].removeprefix("functions/")
        found[placeholder] = f"{folder}/{properties['Handler'].partition('.')[0]}"
    return found


def _token() -> str:
    return tokens.issue(_KEYS, AccessToken(USER, "session"), until=datetime.now(UTC) + timedelta(hours=1))
