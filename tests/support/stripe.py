"""A person, an operator and the time at a Stripe test server that runs in another process."""

from typing import Any

import requests

from tests.support.client import eventually


class StripeDesk:
    """Clicks through the pages of a Stripe test server, and turns its clock.

    Args:
        url: of the server.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def click(self, page: str, button: str, **fields: str) -> requests.Response:
        """Press a button of a page; the answer, which is not followed."""
        assert page.startswith(self.url), page
        return requests.post(page, {"do": button, **fields}, allow_redirects=False, timeout=30)

    def pay(self, page: str, button: str = "pay") -> str:
        """Pay at a checkout page; the address of the page that comes then."""
        answer = self.click(page, button)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def tell(self, kind: str, thing: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Have it send any event; the event."""
        event: dict[str, Any] = self._test("events", {"type": kind, "object": thing, **more})
        return event

    def turn(self, **by: int) -> None:
        """Turn its clock forward, by months, days and seconds."""
        self._test("clock", by)

    def sends(self, **how: Any) -> None:
        """Say how events are sent from now on: generation, copies, secrets, hold, order, resend."""
        self._test("webhooks", how)

    def fails(self, status: int, times: int = 1, **how: Any) -> None:
        """Have it answer the next requests of its API with an error."""
        self._test("faults", {"status": status, "times": times, **how})

    def uses_card(self, customer: str, failing: bool) -> None:
        """Give a customer another card."""
        self._test("cards", {"customer": customer, "failing": failing})

    def state(self) -> dict[str, Any]:
        """All that it knows."""
        found: dict[str, Any] = requests.get(f"{self.url}/test/state", timeout=30).json()
        return found

    def delivered(self) -> list[dict[str, Any]]:
        """All deliveries of events, once none is under way."""

        def look() -> dict[str, Any] | None:
            state = self.state()
            return None if state["pending"] else state

        found: list[dict[str, Any]] = eventually(look, "the delivery of all events")["deliveries"]
        return found

    def _test(self, what: str, body: dict[str, Any]) -> Any:
        answer = requests.post(f"{self.url}/test/{what}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()
