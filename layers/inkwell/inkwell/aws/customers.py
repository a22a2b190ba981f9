"""Owners as customers of Stripe, in DynamoDB: an attribute of the owner's account."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import Update, dump, load, refused
from inkwell.coloring_books.payments import Failure
from inkwell.core.errors import StaleRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoCustomers:
    """The `Customers` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def customer(self, owner: str) -> str | None:
        """See `Customers`."""
        found: str | None = self._account(owner).get("customer")
        return found

    def link(self, owner: str, customer: str, instead_of: str | None) -> str:
        """See `Customers`."""
        # The account is there: an item that held a customer alone could not be opened any more.
        unchanged = "#customer = :known" if instead_of else "attribute_not_exists(#customer)"
        update = Update(
            _key(owner),
            condition=f"attribute_exists(pk) AND {unchanged}",
            names=("customer",),
            values={"known": instead_of} if instead_of else {},
            set={"customer": customer},
        )
        try:
            self._client.update_item(**update.arguments(self._table))
        except ClientError as error:
            if not refused(error):
                raise
            found = self.customer(owner)
            if found is None:
                raise StaleRecord from error
            return found
        return customer

    def failure(self, owner: str) -> Failure | None:
        """See `Customers`."""
        account = self._account(owner)
        return Failure(account["checkout_step"], account["checkout_turn"]) if "checkout_step" in account else None

    def failed(self, owner: str, step: str, turn: int) -> None:
        """See `Customers`."""
        last = "#checkout_step = :step AND #checkout_turn = :last"
        first = "(attribute_not_exists(#checkout_step) OR #checkout_step <> :step)"
        update = Update(
            _key(owner),
            condition=f"attribute_exists(pk) AND {last if turn else first}",
            names=("checkout_step", "checkout_turn"),
            values={"step": step} | ({"last": turn} if turn else {}),
            set={"checkout_step": step, "checkout_turn": turn + 1},
        )
        try:
            self._client.update_item(**update.arguments(self._table))
        except ClientError as error:
            if not refused(error):
                raise

    def _account(self, owner: str) -> dict[str, Any]:
        key = dump(_key(owner))
        return load(self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item", {}))


def _key(owner: str) -> dict[str, str]:
    return {"pk": f"ACCOUNT#{owner}", "sk": "ACCOUNT"}
