"""SQS: verified events of Stripe. They come at least once, in any order; those that fail come again by themselves."""

import logging
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from inkwell import wiring

logger = logging.getLogger("inkwell.functions.apply_stripe_events")

# Each event is told by itself: where all of a batch fail, that is no failure of the function.
processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)


def handler(event: dict[str, Any], context: Any) -> PartialItemFailureResponse:
    return process_partial_response(event, apply, processor, context)


def apply(record: SQSRecord) -> None:
    try:
        wiring.billing().receive(record.body)
    except Exception:
        # The message id finds it in the dead-letter queue.
        logger.exception("event not applied", extra={"message_id": record.message_id})
        raise
