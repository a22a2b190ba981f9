"""Items that are new: stored once, although the SDK may send the same call twice."""

from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def put_new(client: "DynamoDBClient", table: str, item: Item) -> bool:
    """Store an item unless there is one of its key; False when there is another.

    The SDK repeats a call whose answer got lost. The second one finds the item of the first: that is stored as wanted.

    Args:
        item: with an attribute that no other item of its key would have, such as a random id or secret.
    """
    try:
        client.put_item(
            TableName=table,
            Item=item,
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except client.exceptions.ConditionalCheckFailedException as error:
        response: Any = error.response
        return bool(response.get("Item") == item)
    return True
