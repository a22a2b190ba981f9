"""The server: who may ask, what is asked twice, and which part answers."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import stripe
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from inkwell.aws.ledger import DynamoLedger
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.plans import plan_table
from local import aws
from local.doors import KnownHosts
from local.serving import Port, ThreadedServer
from local.stripe_server.api import Endpoint, endpoints
from local.stripe_server.checking import checked
from local.stripe_server.clock import Clock
from local.stripe_server.control import Control
from local.stripe_server.errors import Fault, RefusedError
from local.stripe_server.pages import Pages
from local.stripe_server.prices import parameter
from local.stripe_server.shapes import new_id
from local.stripe_server.shop import Shop
from local.stripe_server.webhooks import Webhooks
from local.stripe_server.wire import decoded

if TYPE_CHECKING:
    from local.cloud import Cloud

#: The name of the secret, one of those that functions which read the template's own may read.
_SECRET = f"{aws.STACK}/stripe-test-server"

#: Seconds for which a turn of the clock waits for the studio to hear of it.
_PATIENCE = 5


class StripeServer:
    """The test server; use it as a context manager.

    Args:
        port: port to serve at; 0 for any free one.
        host: address to bind.

    Attributes:
        api_key: the key that it accepts.
        webhooks: how it sends events.
        shop: what it knows of customers and what they pay.
        clock: its time.
        asked: the requests to the API that were let in: method, path, parameters, Idempotency-Key.
        fault: what the next requests are answered instead.
    """

    def __init__(self, port: int = 0, host: str = "127.0.0.1"):
        self._port = Port(host, port, "--stripe-port")
        self.api_key = new_id("sk_test")
        self.clock = Clock()
        self.webhooks = Webhooks(self.clock)
        self.shop = Shop(self.clock, self.webhooks.tell, f"{self.url}/pay")
        self.asked: list[tuple[str, str, dict[str, Any], str | None]] = []
        self.fault: Fault | None = None
        self._lock = threading.RLock()
        self._accounts: Accounts | None = None
        self._queue: Callable[[], int] | None = None
        self._replies: dict[str, tuple[str, int, dict[str, Any]]] = {}
        found = endpoints(self.shop, self.webhooks, f"{self.url}/portal")
        rules = [Rule(each.path, methods=[each.method], endpoint=each) for each in found]
        rules += Pages(self.shop, self.webhooks, self.clock, self.turn_to).rules() + Control(self).rules()
        self._routes = Map(rules)

    @property
    def url(self) -> str:
        """Its address."""
        return self._port.url

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the template for a studio that uses this server."""
        return {"StripePrices": parameter()}

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of that studio's functions.

        The secret is not the template's, which is kept between two starts: this server's key is of one start.
        """
        return {"STRIPE_API_BASE": self.url, "STRIPE_SECRET_ID": _SECRET}

    def turn_to(self, moment: int) -> None:
        """Turn the clock forward, and do what the studio's schedule would have done by then.

        The studio's own clock stays: its sweeper does not see that a month of a paid year has begun, or that three days
        have passed since a payment failed.
        """
        self.shop.advance_to(moment)
        if self._accounts and self._queue:
            self._wait_until_heard(self._queue)
            self._accounts.renew(60)

    def _wait_until_heard(self, queue: Callable[[], int]) -> None:
        """Wait until the studio has heard of everything, but for what it cannot apply."""
        until = time.monotonic() + _PATIENCE
        while (self.webhooks.pending or queue()) and time.monotonic() < until:
            time.sleep(0.1)

    def serve(self, cloud: "Cloud", url: str | None = None) -> None:
        """Give a studio the secret, and send webhooks to its API from now on.

        Args:
            url: of its API; None where nothing is sent.
        """
        secret = json.dumps({"api_key": self.api_key, "webhook_secrets": self.webhooks.secrets})
        cloud.client("secretsmanager").create_secret(Name=_SECRET, SecretString=secret)
        self.webhooks.target = f"{url}/api/webhooks/stripe" if url else None
        ledger = DynamoLedger(cloud.client("dynamodb"), cloud.resource_name("Table"))
        self._queue = lambda: _length(cloud)
        self._accounts = Accounts(ledger, plan_table(), clock=lambda: datetime.fromtimestamp(self.clock.now(), UTC))

    def __enter__(self) -> Self:
        self._server = ThreadedServer(self._port, KnownHosts(self, self._port.host))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.webhooks.stop()
        self._server.close()
        self._port.close()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        request.get_data()  # before the lock: a slow client delays nobody else
        try:
            target, values = self._routes.bind_to_environ(environ).match()
        except HTTPException as error:
            response: Any = error
        else:
            with self._lock:
                self.shop.advance_to(self.clock.now())
                is_api = isinstance(target, Endpoint)
                response = self._api(request, target, values) if is_api else target(request, **values)
        answered: Iterable[bytes] = response(environ, start_response)
        return answered

    def _api(self, request: Request, endpoint: Endpoint, ids: Mapping[str, Any]) -> Response:
        try:
            self._let_in(request)
            is_form = request.method == "POST"
            sent = decoded(request.get_data(as_text=True) if is_form else request.query_string.decode())
            key = request.headers.get("Idempotency-Key") if is_form else None
            if self.fault and not (self.fault.is_kept and key in self._replies):
                return self._faulty(self.fault, key, _digest(request, sent))
            self.asked.append((request.method, request.path, sent, key))
            return self._once(key, request, sent, lambda: endpoint.do(self._checked(sent, endpoint), **ids))
        except RefusedError as refusal:
            return _json(refusal.status, refusal.body)

    def _checked(self, sent: dict[str, Any], endpoint: Endpoint) -> dict[str, Any]:
        return checked(sent, endpoint.kind, endpoint.emulated)

    def _let_in(self, request: Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {self.api_key}":
            raise RefusedError("Invalid API Key provided", status=401)
        if request.headers.get("Stripe-Version") != stripe.api_version:
            raise RefusedError(f"The test server speaks {stripe.api_version}")
        if request.method == "POST" and request.mimetype != "application/x-www-form-urlencoded":
            raise RefusedError("The body must be a form")

    def _once(self, key: str | None, request: Request, sent: dict[str, Any], do: Any) -> Response:
        asked = _digest(request, sent)
        if key in self._replies and key is not None:
            first, status, body = self._replies[key]
            if first != asked:
                raise RefusedError("Keys for idempotent requests can only be used once", kind="idempotency_error")
            return _json(status, body, {"Idempotent-Replayed": "true"})
        # What is refused was not begun: the key may be used again.
        body = json.loads(json.dumps(do()))
        if key is not None:
            self._replies[key] = (asked, 200, body)
        return _json(200, body)

    def _faulty(self, fault: Fault, key: str | None, asked: str) -> Response:
        if fault.is_kept and key is not None:
            self._replies[key] = (asked, fault.status, fault.body)
        fault.times -= 1
        if fault.times <= 0:
            self.fault = None
        return _json(fault.status, fault.body)


def _length(cloud: "Cloud") -> int:
    """The number of events that wait in the studio's queue."""
    names: list[Any] = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    sqs, url = cloud.client("sqs"), cloud.resource_name("StripeEvents")
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)


def _digest(request: Request, sent: dict[str, Any]) -> str:
    """A digest that tells a request from another under the same key."""
    return hashlib.sha256(json.dumps([request.method, request.path, sent], sort_keys=True).encode()).hexdigest()


def _json(status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    about = {"Request-Id": new_id("req"), "Stripe-Version": stripe.api_version} | (headers or {})
    return Response(json.dumps(body, indent=2), status, about, content_type="application/json")
