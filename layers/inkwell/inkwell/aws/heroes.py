"""Heroes of colouring books in DynamoDB: one partition a hero."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Update, dump, load, moment
from inkwell.aws.owned_things import LIVE, OwnedThings, values_of
from inkwell.aws.transactions import TableWrite
from inkwell.coloring_books.errors import too_many_heroes
from inkwell.coloring_books.store import Hero
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord
from inkwell.core.paging import Page, Position
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(hero_id: str) -> dict[str, str]:
    return {"pk": f"HERO#{hero_id}", "sk": "HERO"}


class DynamoHeroes:
    """The `HeroStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._things = OwnedThings(client, table, "hero", _key)

    def count(self, owner: str) -> int:
        """See `HeroStore`."""
        return self._things.count(owner)

    def room(self, owner: str, most: int) -> JoinedWrite:
        """See `HeroStore`."""
        return self._things.counted(owner, 1, most, lambda: too_many_heroes(most))

    def given_up(self, owner: str) -> JoinedWrite:
        """See `HeroStore`."""
        return self._things.counted(owner, -1)

    def appearance(self, hero: Hero) -> JoinedWrite:
        """See `HeroStore`."""
        # It is purged with the job that drew its sheet, and with the sheet.
        values = asdict(hero) | {"created_at": timestamp(hero.created_at), "jobs": [hero.id]}
        return TableWrite(self._things.addition(hero.id, hero.owner, hero.position, values), lambda _: StaleRecord())

    def used(self, hero_id: str) -> JoinedWrite:
        """See `HeroStore`."""
        update = Update(self._things.key(hero_id), condition=LIVE, names=("deleted_at",), add={"times_used": 1})
        return TableWrite(self._things.update(update), lambda _: StaleRecord())

    def find(self, hero_id: str) -> Hero | None:
        """See `HeroStore`."""
        values = self._things.find(hero_id)
        return None if values is None else _hero(values)

    def find_all(self, hero_ids: Collection[str]) -> Sequence[Hero]:
        """See `HeroStore`."""
        table, found = self._things.table, list[dict[str, Any]]()
        wanted = [dump(self._things.key(hero_id)) for hero_id in dict.fromkeys(hero_ids)]
        left: Any = {table: {"Keys": wanted, "ConsistentRead": True}} if wanted else {}
        while left:  # a throttled read returns a part, of at least one item
            response = self._client.batch_get_item(RequestItems=left)
            found += map(load, response["Responses"][table])
            left = response.get("UnprocessedKeys")
        return [_hero(values_of(item)) for item in found if "deleted_at" not in item]

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[Hero]:
        """See `HeroStore`. Read from an index: a hero appears a moment after it was stored."""
        found, more = self._things.list(owner, limit, after)
        heroes = [_hero(values) for values in found]
        return Page(heroes, heroes[-1].position if more else None)

    def delete(self, hero: Hero) -> bool:
        """See `HeroStore`."""
        return self._things.delete(hero.id, hero.owner)

    def restore(self, hero_id: str) -> bool:
        """See `HeroStore`."""
        return self._things.restore(hero_id, lambda values: _hero(values).position)


def _hero(values: Mapping[str, Any]) -> Hero:
    return Hero(**dict(values) | {"created_at": moment(values["created_at"])})
