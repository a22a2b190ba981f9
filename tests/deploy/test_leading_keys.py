"""Whose items a function reaches: laws over the roles as they are deployed, in which all statements count together.

One statement without leading keys undoes the conditions of all others, so there must be none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tests.deploy import stack
from tests.deploy.stack import ROOT, listed, of_type, references, role_named, statements_of

#: Actions whose every request has leading keys: a condition on them cannot hold of nothing. No Scan, no PartiQL.
#: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
KEYED = {
    f"dynamodb:{name}"
    for name in ("GetItem", "BatchGetItem", "Query", "ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")
}
WRITES = {f"dynamodb:{name}" for name in ("PutItem", "UpdateItem", "DeleteItem")}
#: Items that say who may come in, and who has tried.
ACCOUNTS = ("USER#", "APIKEY#", "SESSION#", "SIGNIN#")

FUNCTIONS = of_type(stack.source(), "AWS::Serverless::Function")


class Grant(NamedTuple):
    """One action on the items of one leading key, in the table or an index of it."""

    action: str
    index: str
    key: str


def _index(resource: Any) -> str | None:
    """The index that a resource names, "" for the table itself, None for what is no table."""
    if "Table" not in set(references(resource)):
        return None
    return str(resource.get("Fn::Sub", "")).removeprefix("${Table.Arn}").removeprefix("/index/")


def _table_statements(function: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The statements of a function's role, inline and managed, that concern the table; and the indexes they name."""
    for statement in statements_of(role_named(f"{function}Role")):
        indexes = [index for resource in listed(statement["Resource"]) if (index := _index(resource)) is not None]
        if indexes or any(action.startswith("dynamodb:") for action in listed(statement["Action"])):
            yield statement, indexes


@cache
def _grants(function: str) -> list[Grant]:
    return [
        Grant(action, index, key)
        for statement, indexes in _table_statements(function)
        for action in listed(statement["Action"])
        for index in indexes
        for key in listed(statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
    ]


def _keys(function: str, actions: set[str]) -> set[str]:
    return {grant.key for grant in _grants(function) if grant.action in actions}


def _answers_strangers(function: str) -> bool:
    """Whether its handler asks for no credentials."""
    properties = FUNCTIONS[function]
    handler = ROOT / properties["CodeUri"] / f"{properties['Handler'].partition('.')[0]}.py"
    return 'access="public"' in handler.read_text("utf-8")


def _families() -> set[str]:
    """The beginnings of all partition keys that our package writes."""
    files = (ROOT / "layers" / "inkwell" / "inkwell" / "aws").glob("*.py")
    return {f"{name}#" for file in files for name in re.findall(r'"pk": f"([A-Z]+)#', file.read_text("utf-8"))}


def test_every_statement_on_the_table_names_its_leading_keys():
    for function in FUNCTIONS:
        for statement, indexes in _table_statements(function):
            # The table by its reference, and nothing else: so these laws see all that there is.
            assert len(indexes) == len(listed(statement["Resource"])), (function, statement)
            assert statement.keys() == {"Effect", "Action", "Resource", "Condition"}, (function, statement)
            assert statement["Condition"].keys() == {"ForAllValues:StringLike"}, (function, statement)
            keys = statement["Condition"]["ForAllValues:StringLike"]
            assert keys.keys() == {"dynamodb:LeadingKeys"}, (function, statement)
            assert set(listed(statement["Action"])) <= KEYED, (function, statement)


def test_a_leading_key_is_of_one_family():
    patterns = {
        "": "|".join(re.escape(family) for family in _families()),
        # An owner's jobs of one kind. The partition of all users, which has no "#", is for administrators.
        "ByOwner": r"\*#[a-z_]+",
        "Due": "DUE#",
    }
    for function in FUNCTIONS:
        for grant in _grants(function):
            assert re.fullmatch(patterns[grant.index], grant.key.removesuffix("*")), (function, grant)


def test_an_index_is_only_queried():
    for function in FUNCTIONS:
        assert {grant.action for grant in _grants(function) if grant.index} <= {"dynamodb:Query"}, function


def test_nothing_is_granted_twice():
    """Not beside a managed policy, either: who takes one grant away must have taken it away."""
    for function in FUNCTIONS:
        assert [grant for grant, times in Counter(_grants(function)).items() if times > 1] == [], function


def test_only_functions_of_accounts_write_items_of_accounts():
    for function, properties in FUNCTIONS.items():
        written = {key for key in _keys(function, WRITES) if key.startswith(ACCOUNTS)}
        assert not written or properties["CodeUri"] == "functions/accounts", (function, written)


def test_only_administrators_make_users_and_keys_of_the_api():
    for function in FUNCTIONS:
        made = _keys(function, WRITES - {"dynamodb:UpdateItem"})
        assert not [key for key in made if key.startswith(("USER#", "APIKEY#"))], function
        assert not [key for key in _keys(function, WRITES) if key.startswith("APIKEY#")], function


def test_only_picture_books_and_the_sweeper_of_expired_things_know_visitors():
    for function, properties in FUNCTIONS.items():
        reached = {grant.key for grant in _grants(function) if grant.key.startswith("VISITOR#")}
        known = properties["CodeUri"] == "functions/picture_books" or function == "SweepFunction"
        assert known or not reached, function


def test_strangers_start_no_work():
    """A function that asks for no credentials claims no key, stores no file and makes no job."""
    strangers = [function for function in FUNCTIONS if _answers_strangers(function)]
    assert strangers
    for function in strangers:
        made = _keys(function, {"dynamodb:PutItem"})
        assert not [key for key in made if key.startswith(("IDEMPOTENCY#", "UPLOAD#", "FILE#", "JOB#"))], function


def test_the_data_model_draws_every_family():
    drawn = {f"{name}#" for name in re.findall(r"`([A-Z]+)#", (ROOT / "docs" / "data-model.md").read_text("utf-8"))}
    assert _families() <= drawn


def test_who_lists_the_bucket_without_a_prefix_reads_objects():
    """Then it is for the 404 of a missing object; for a list there is a prefix."""
    for function in FUNCTIONS:
        statements = statements_of(role_named(f"{function}Role"))
        reads = any("s3:GetObject" in listed(statement["Action"]) for statement in statements)
        for statement in statements:
            if "s3:ListBucket" in listed(statement["Action"]):
                assert reads or statement.get("Condition", {}).get("StringLike", {}).get("s3:prefix"), function
