"""Controls of the server for tests in another process: turn its clock, hold and disorder events, make faults."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from local.stripe_server.clock import DAY, months_after
from local.stripe_server.errors import Fault

if TYPE_CHECKING:
    from local.stripe_server.server import StripeServer


class Control:
    """The endpoints below ``/test``, which Stripe does not have; JSON in and out.

    Args:
        server: whose.
    """

    def __init__(self, server: "StripeServer"):
        self._server = server

    def rules(self) -> list[Rule]:
        """Return the routes."""
        known: dict[str, Callable[[dict[str, Any]], Any]] = {
            "clock": self._turn,
            "webhooks": self._send_so,
            "events": self._tell,
            "faults": self._fail,
            "cards": self._use_card,
        }
        rules = [
            Rule(f"/test/{name}", methods=["POST"], endpoint=lambda request, do=do: _answer(do(request.get_json())))
            for name, do in known.items()
        ]
        return [*rules, Rule("/test/state", methods=["GET"], endpoint=lambda _: _answer(self._state()))]

    def _turn(self, wanted: dict[str, int]) -> Any:
        """Turn the clock forward by months, days and seconds."""
        now = self._server.clock.now()
        later = months_after(now, wanted.get("months", 0)) + wanted.get("days", 0) * DAY + wanted.get("seconds", 0)
        self._server.turn_to(later)
        return {"now": self._server.clock.now()}

    def _send_so(self, wanted: dict[str, Any]) -> Any:
        """Say how events are sent from now on: generation, copies, secrets; hold them, or release them in an order."""
        webhooks = self._server.webhooks
        for name in ("generation", "copies", "secrets"):
            if name in wanted:
                setattr(webhooks, name, wanted[name])
        if wanted.get("hold") is True:
            webhooks.hold()
        elif wanted.get("hold") is False:
            webhooks.release(wanted.get("order", "as made"))
        if "resend" in wanted:
            webhooks.resend(wanted["resend"])
        return {}

    def _tell(self, wanted: dict[str, Any]) -> Any:
        """Send any event: a type and an object, and what else of it is to be different."""
        made = self._server.webhooks.event(wanted["type"], wanted["object"], wanted.get("previous_attributes"))
        event = made | {name: wanted[name] for name in ("id", "created", "livemode") if name in wanted}
        self._server.webhooks.send(event)
        return event

    def _fail(self, wanted: dict[str, Any]) -> Any:
        """Answer the next requests of the API with an error."""
        error = {"type": wanted.get("type", "api_error"), "message": "A fault that a test asked for"}
        if "code" in wanted:
            error["code"] = wanted["code"]
        self._server.fault = Fault(wanted.get("status", 500), {"error": error}, wanted.get("times", 1))
        return {}

    def _use_card(self, wanted: dict[str, Any]) -> Any:
        """Give a customer a card that is good, or one that fails."""
        self._server.shop.use_card(wanted["customer"], bool(wanted["failing"]))
        return {}

    def _state(self) -> Any:
        server = self._server
        return {
            "now": server.clock.now(),
            "api_key": server.api_key,
            "customers": server.shop.customers,
            "sessions": server.shop.sessions,
            "subscriptions": server.shop.subscriptions,
            "invoices": server.shop.invoices,
            "events": server.webhooks.events,
            "deliveries": [
                {"event": each.event["id"], "type": each.event["type"], "answers": each.answers, "done": each.done}
                for each in server.webhooks.deliveries
            ],
            "pending": server.webhooks.pending,
            "asked": server.asked,
        }


def _answer(body: Any) -> Response:
    return Response(json.dumps(body), content_type="application/json")
