"""Webhooks: events as Stripe sends them, signed, repeated until they are accepted, and in disorder where a test asks.

Source: https://docs.stripe.com/webhooks
"""

import json
import logging
import random
import threading
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

import requests
import stripe

from local.stripe_server.clock import Clock
from local.stripe_server.shapes import OLD_VERSION, new_id, old

logger = logging.getLogger("local.stripe")

#: Seconds before an event that was not accepted is sent again; Stripe goes on for three days.
DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)

Generation = Literal["new", "old"]
Order = Literal["as made", "reversed", "shuffled"]


@dataclass
class Delivery:
    """An event on its way.

    Attributes:
        answers: the statuses that the studio answered; 0 where there was no answer.
        done: whether it was accepted or given up.
    """

    event: dict[str, Any]
    answers: list[int] = field(default_factory=list)
    done: bool = False


class Webhooks:
    """Sends events to one endpoint.

    Attributes:
        events: all events so far, as the present API shows them.
        deliveries: all that was sent.
        generation: of the payloads that are sent.
        copies: how often each event is sent.
        secrets: the signing secrets; each signs, as while one replaces another.
        target: where events are sent; none, nowhere.
    """

    def __init__(self, clock: Clock):
        self.events: list[dict[str, Any]] = []
        self.deliveries: list[Delivery] = []
        self.generation: Generation = "new"
        self.copies = 1
        self.secrets: list[str] = [new_id("whsec")]
        self.target: str | None = None
        self._clock = clock
        self._held: list[dict[str, Any]] | None = None
        self._stopped = threading.Event()

    def tell(self, kind: str, about: dict[str, Any], before: dict[str, Any] | None = None) -> None:
        """Make an event and send it; see `shop.Tell`."""
        self.send(self.event(kind, about, before))

    def event(self, kind: str, about: dict[str, Any], before: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return an event as the present API shows it."""
        data = {"object": deepcopy(about)} | ({"previous_attributes": deepcopy(before)} if before is not None else {})
        return {
            "id": new_id("evt"),
            "object": "event",
            "api_version": stripe.api_version,
            "created": self._clock.now(),
            "data": data,
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        }

    def send(self, event: dict[str, Any]) -> None:
        """Send an event, or keep it while events are held."""
        self.events.append(event)
        self._dispatch([event])

    def hold(self) -> None:
        """Keep events from now on."""
        self._held = [] if self._held is None else self._held

    def release(self, order: Order = "as made") -> None:
        """Send the events that were kept, one after the other, and keep no more."""
        held, self._held = self._held or [], None
        if order == "reversed":
            held.reverse()
        elif order == "shuffled":
            random.shuffle(held)
        self._dispatch(held)

    def resend(self, event_id: str) -> None:
        """Send an event again."""
        self._dispatch([event for event in self.events if event["id"] == event_id])

    @property
    def pending(self) -> int:
        """The number of deliveries that are under way."""
        return sum(not each.done for each in self.deliveries)

    def stop(self) -> None:
        """Send nothing more."""
        self._stopped.set()

    def _dispatch(self, events: Sequence[dict[str, Any]]) -> None:
        if self._held is not None:
            self._held.extend(events)
            return
        if self.target is None or not events:
            return
        batch = [Delivery(event) for event in events for _ in range(self.copies)]
        self.deliveries += batch
        threading.Thread(target=self._deliver, args=(batch,), name="stripe-webhooks", daemon=True).start()

    def _deliver(self, batch: list[Delivery]) -> None:
        for wait in (*DELAYS, None):
            for delivery in batch:
                if not delivery.done and not self._stopped.is_set():
                    delivery.answers.append(self._post(delivery.event))
                    delivery.done = 200 <= delivery.answers[-1] < 300
            if wait is None or all(each.done for each in batch) or self._stopped.wait(wait):
                break
        for delivery in batch:
            if not delivery.done and not self._stopped.is_set():
                logger.warning("%s was not accepted: %s", delivery.event["type"], delivery.answers)
            delivery.done = True

    def _post(self, event: dict[str, Any]) -> int:
        body = json.dumps(self.payload(event), indent=2)
        headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": self.signature(body)}
        try:
            return requests.post(str(self.target), body.encode(), headers=headers, timeout=30).status_code
        except requests.RequestException:
            return 0

    def payload(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return an event as it is sent."""
        if self.generation == "new":
            return event
        data = {"object": old(event["data"]["object"])}
        if before := event["data"].get("previous_attributes"):
            # Changed fields of an object lie where the object has them.
            kind = event["data"]["object"]["object"]
            data["previous_attributes"] = {
                name: value for name, value in old(before | {"object": kind}).items() if name != "object"
            }
        return event | {"api_version": OLD_VERSION, "data": data}

    def signature(self, body: str) -> str:
        """Return the header of a body that is sent now."""
        now = int(time.time())
        signed = [stripe.WebhookSignature.generate_signature_header(body, secret, now) for secret in self.secrets]
        return ",".join([f"t={now}", *(each.partition(",")[2] for each in signed)])
