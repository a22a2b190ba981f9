"""Points at which a process can die: before and after each call of AWS and of a provider, by the function that calls.

Calls are caught at boto3's clients and at the one HTTP client for providers, in this process. A process dies of an
exception that nothing catches; from then on whatever it still calls, such as the clean-up of a context, is not done.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from botocore.client import BaseClient

from inkwell.providers.http import Client
from local.patching import replaced


class Died(BaseException):
    """The process is gone."""


@dataclass(frozen=True, order=True)
class Point:
    """A moment in the life of a function.

    Args:
        step: the function, and the picture that it draws.
        call: the operation of AWS, or method and last word of the path at a provider.
        number: counts the calls of that kind in one invocation, from 1.
        phase: before the call, or after it: the work is done and its answer never arrives.
    """

    step: str
    call: str
    number: int
    phase: Literal["before", "after"]

    def __str__(self) -> str:
        return f"{self.step}: {self.phase} {self.call} {self.number}"

    @property
    def is_aws(self) -> bool:
        """True for a call of AWS."""
        return not self.call.startswith(("GET ", "POST "))


@dataclass
class _Process:
    """One invocation of a function."""

    step: str
    calls: Counter[str] = field(default_factory=Counter)
    is_dead: bool = False


class Injector:
    """Notes every point that is passed, and does something at one of them, once.

    Args:
        trace: the points passed, in order.
        hits: how often something was done.
    """

    def __init__(self) -> None:
        self.trace: list[Point] = []
        self.hits = 0
        self._target: Point | None = None
        self._action: Callable[[], None] = lambda: None
        self._process: _Process | None = None

    def arm(self, target: Point | None, action: Callable[[], None]) -> None:
        """Do `action` when `target` is passed for the first time; it may raise. None for nowhere."""
        self._target, self._action = target, action
        self.trace, self.hits = [], 0

    @contextmanager
    def process(self, step: str | None) -> Iterator[None]:
        """One invocation of a function; None for work that nothing happens to, such as a test's own."""
        before, self._process = self._process, _Process(step) if step else None
        try:
            yield
        finally:
            self._process = before

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Catch the calls of all functions inside this context."""
        call, ask = BaseClient._make_api_call, Client.ask

        def called(client: Any, operation: str, arguments: Any) -> Any:
            return self._around(operation, lambda: call(client, operation, arguments))

        def asked(client: Any, method: str, url: str, **options: Any) -> Any:
            words = [part for part in urlsplit(url).path.split("/") if part.isalpha() and len(part) < 20]
            return self._around(f"{method} {words[-1]}", lambda: ask(client, method, url, **options))

        with replaced(BaseClient, "_make_api_call", called), replaced(Client, "ask", asked):
            yield

    def _around(self, call: str, work: Callable[[], Any]) -> Any:
        process = self._process
        if process is None:
            return work()
        if process.is_dead:
            raise Died
        process.calls[call] += 1
        number = process.calls[call]
        self._pass(process, Point(process.step, call, number, "before"))
        try:
            result = work()
        except Exception:  # a condition that failed is an answer, too
            self._pass(process, Point(process.step, call, number, "after"))
            raise
        self._pass(process, Point(process.step, call, number, "after"))
        return result

    def _pass(self, process: _Process, point: Point) -> None:
        self.trace.append(point)
        if point != self._target:
            return
        self._target = None
        self.hits += 1
        try:
            with self.process(None):
                self._action()
        except Died:
            process.is_dead = True
            raise
