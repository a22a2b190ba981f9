"""The state of the rate limiter for each provider in DynamoDB: one item a provider, shared by all instances."""

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from inkwell.aws.faults import hint
from inkwell.aws.items import Item, dump, load
from inkwell.providers import limits as rules
from inkwell.providers.limits import CircuitOpen, LimiterState, Limits, Permit, Throttled

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

logger = logging.getLogger(__name__)

#: How often a change is written anew because another came first. After that a call is throttled, and a fault goes
#: uncounted, which is no harm: so many others were counted meanwhile.
MOST_WRITES = 50

_BOOKING = ("booked_until", "open_until")
_CIRCUIT = ("faults", "last_fault", "open_until")


def _key(provider: str) -> Item:
    return dump({"pk": f"PROVIDER#{provider}", "sk": "PACE"})


class DynamoProviderLimits:
    """The `ProviderLimits` in a DynamoDB table.

    While calls come in, each books its slot with one conditional addition, which never collides. Only rare changes (the
    first call after a pause, a fault, a circuit that opens or closes) compare the state they read with the stored one,
    and are repeated when another change came first.

    Args:
        client: of DynamoDB.
        table: the name of the table.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def enter(self, provider: str, limits: Limits, now: int) -> Permit | Throttled | CircuitOpen:
        """See `ProviderLimits`."""
        for _ in range(MOST_WRITES):
            state, done = self._book(provider, limits, now)
            if done:
                return Permit(state, rules.wait_for(state.booked_until, limits, now))
            decision = rules.enter(state, limits, now)
            if not isinstance(decision, Permit) or self._replace(provider, _BOOKING, state, decision.state):
                return decision
        return Throttled(limits.interval)

    def succeeded(self, provider: str) -> None:
        """See `ProviderLimits`."""
        with hint("provider succeeded"):
            self._change(provider, _CIRCUIT, rules.succeeded)

    def failed(self, provider: str, limits: Limits, now: int, *, probed: bool) -> None:
        """See `ProviderLimits`."""
        with hint("provider failed"):
            self._change(provider, _CIRCUIT, lambda state: rules.failed(state, limits, now, probed=probed))

    def slowed(self, provider: str, limits: Limits, now: int, pause: int) -> None:
        """See `ProviderLimits`."""
        with hint("provider slowed"):
            self._change(provider, _BOOKING, lambda state: rules.slowed(state, limits, now, pause))

    def _book(self, provider: str, limits: Limits, now: int) -> tuple[LimiterState, bool]:
        """Book the slot behind the last one, if any is booked and the circuit is closed.

        Returns:
            The state, and whether a slot was booked.
        """
        try:
            response = self._client.update_item(
                TableName=self._table,
                Key=_key(provider),
                UpdateExpression="ADD booked_until :interval",
                ConditionExpression="booked_until BETWEEN :now AND :latest AND open_until = :closed",
                ExpressionAttributeValues=dump(
                    {
                        ":interval": limits.interval,
                        ":now": now,
                        ":latest": now + limits.latest_booking,
                        ":closed": 0,
                    }
                ),
                ReturnValues="ALL_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            refusal: Any = error.response
            return _state(refusal.get("Item", {})), False
        return _state(response["Attributes"]), True

    def _change(self, provider: str, names: tuple[str, ...], change: Callable[[LimiterState], LimiterState]) -> None:
        for _ in range(MOST_WRITES):
            state = self._read(provider)
            changed = change(state)
            if changed == state or self._replace(provider, names, state, changed):
                return
        logger.warning("state of the rate limiter not stored", extra={"provider": provider})

    def _read(self, provider: str) -> LimiterState:
        answer = self._client.get_item(TableName=self._table, Key=_key(provider), ConsistentRead=True)
        return _state(answer.get("Item", {}))

    def _replace(self, provider: str, names: tuple[str, ...], old: LimiterState, new: LimiterState) -> bool:
        """Write these attributes, if nobody else changed one of them meanwhile."""
        # What was never written counts as 0.
        unchanged = (
            f"{name} = :old_{name}" if getattr(old, name) else f"(attribute_not_exists({name}) OR {name} = :old_{name})"
            for name in names
        )
        before = {f":old_{name}": getattr(old, name) for name in names}
        after = {f":new_{name}": getattr(new, name) for name in names}
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(provider),
                UpdateExpression="SET " + ", ".join(f"{name} = :new_{name}" for name in names),
                ConditionExpression=" AND ".join(unchanged),
                ExpressionAttributeValues=dump(before | after),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _state(item: Mapping[str, Any]) -> LimiterState:
    values = load(item)
    return LimiterState(**{name: values.get(name, 0) for name in LimiterState.__dataclass_fields__})
