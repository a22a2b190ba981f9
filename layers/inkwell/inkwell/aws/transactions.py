"""Transactions on the table: conditional writes, all done or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError

from inkwell.aws.items import conflicted, load, refused
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, StaleRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: A `Put`, `Update`, `Delete` or `ConditionCheck` with its arguments, as TransactWriteItems accepts it.
Action = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TableWrite:
    """The `JoinedWrite` of a record in the table.

    Args:
        action: the write with its condition.
        error: makes the error for a refusal, given the stored item, or None where there is none.
    """

    action: Action
    error: Callable[[Mapping[str, Any] | None], InkwellError]

    def refusal(self, found: Mapping[str, Any] | None) -> InkwellError:
        """See `JoinedWrite`."""
        return self.error(found)


def transact(client: "DynamoDBClient", own: Sequence[Action], joined: Sequence[JoinedWrite] = ()) -> bool:
    """Do all writes or none.

    Args:
        own: the writes of a step in a job's life.
        joined: further writes, made by the stores of this package.

    Returns:
        False when one of the step's own writes is refused.

    Raises:
        InkwellError: the error of the first joined write that is refused.
        StaleRecord: a write met another of the same item at the same moment.
    """
    along = cast("Sequence[TableWrite]", joined)
    actions: Any = [*own, *map(_returning_item, along)]
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


def _returning_item(write: TableWrite) -> Action:
    """The write's action, made to return the stored item when it is refused."""
    ((kind, arguments),) = write.action.items()
    return {kind: arguments | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}


def _found(error: ClientError, position: int) -> Mapping[str, Any] | None:
    reasons: Any = error.response.get("CancellationReasons", [])
    item = reasons[position].get("Item")
    return load(item) if item else None
