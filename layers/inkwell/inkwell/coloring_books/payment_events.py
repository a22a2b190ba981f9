"""Events of Stripe as they arrive: those that matter go to a queue, so that the webhook answers at once.

What an event does to an account is no matter of the webhook. A message of the queue is the event's JSON as it came.
"""

import json
import logging
import re
from typing import Protocol

from inkwell.core.errors import PayloadTooLarge

logger = logging.getLogger(__name__)

#: The types of events that change an account, or that an operator must hear of. All others are accepted and forgotten.
HANDLED = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "invoice.payment_succeeded",
        "invoice.payment_failed",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "charge.refunded",
        "charge.dispute.created",
        "charge.dispute.closed",
    }
)

#: The most bytes of an event: a message of the queue may have no more.
MAX_BYTES = 1024 * 1024

#: Characters of JSON that no message may have. They stand in texts only, where they can be written otherwise.
#: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
_UNSENDABLE = re.compile("[\ufffe\uffff]")


class EventQueue(Protocol):
    """The queue of events that wait to be applied."""

    def put(self, event: str) -> None:
        """Add an event.

        Raises:
            Unavailable: a passing fault; whoever sent the event sends it again.
        """


def refuse_long(body: bytes) -> None:
    """Refuse a webhook before its signature is checked. Raises PayloadTooLarge when it has more than `MAX_BYTES`."""
    if len(body) > MAX_BYTES:
        raise PayloadTooLarge(f"An event must have at most {MAX_BYTES} bytes")


def receive(queue: EventQueue, body: bytes) -> bool:
    """Put a verified event into the queue, if it is one that matters.

    Args:
        body: the webhook's, whose signature fits.

    Returns:
        Whether it matters.
    """
    try:
        text = body.decode()
        event = json.loads(text)
    except (ValueError, RecursionError):
        logger.warning("a signed webhook is no JSON")
        return False
    kind = event.get("type") if isinstance(event, dict) else None
    # Not every JSON value can be looked up in a set.
    if not isinstance(kind, str) or kind not in HANDLED:
        return False
    queue.put(_UNSENDABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
    logger.info("event of Stripe queued", extra={"stripe_event": event.get("id"), "type": kind})
    return True
