"""Transactions on the table: conditional writes that are done together or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

from inkwell.aws.items import conflicted, load, refused
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, StaleRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: One of `Put`, `Update`, `Delete` or `ConditionCheck` with its arguments, as TransactWriteItems takes it.
Action = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TableWrite:
    """The `JoinedWrite` of something that is kept in the table.

    Args:
        action: the write with its condition.
        error: makes the error for what is stored in its place, None when nothing is.
    """

    action: Action
    error: Callable[[Mapping[str, Any] | None], InkwellError]

    def refusal(self, found: Mapping[str, Any] | None) -> InkwellError:
        """See `JoinedWrite`."""
        return self.error(found)


def transact(client: "DynamoDBClient", own: Sequence[Action], joined: Sequence[JoinedWrite] = ()) -> bool:
    """Do all writes or none.

    Args:
        own: writes of a step, which looks again when they are refused.
        joined: writes that go along; the stores of this package made them.

    Returns:
        False when one of its own writes is refused.

    Raises:
        InkwellError: the refusal of the first joined write that is refused.
        StaleRecord: one met another write of the same thing at this very moment.
    """
    along = cast("Sequence[TableWrite]", joined)
    actions: Any = [*own, *map(_telling, along)]
    try:
        client.transact_write_items(TransactItems=actions)
    except ClientError as error:
        which = refused(error)
        if not which:
            if conflicted(error):
                raise StaleRecord from error
            raise
        if any(which[: len(own)]):
            return False
        position = which.index(True)
        raise along[position - len(own)].refusal(_found(error, position)) from error
    return True


def _telling(write: TableWrite) -> Action:
    """The write's action, so that a refusal tells what is stored."""
    ((kind, arguments),) = write.action.items()
    return {kind: arguments | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}


def _found(error: ClientError, position: int) -> Mapping[str, Any] | None:
    reasons: Any = error.response.get("CancellationReasons", [])
    item = reasons[position].get("Item")
    return load(item) if item else None
