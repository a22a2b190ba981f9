"""Pages of kits over HTTP: limit, cursor, and the link to the next page."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.support.client import Client


def ids(answer: requests.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [kit["id"] for kit in answer.json()]


def test_links_lead_through_the_whole_list(carol: Client, source: str) -> None:
    made = [carol.create_kit(source, f"Kit {number}")["id"] for number in range(5)]
    for kit_id in made:
        carol.settled(kit_id)
    assert ids(carol.get("/reference-kits")) == made[::-1]
    assert "Link" not in carol.get("/reference-kits").headers
    seen = []
    answer = carol.get("/reference-kits?status=ready&limit=2&include=sources")
    while True:
        seen.append(ids(answer))
        if "next" not in answer.links:
            break
        address = answer.links["next"]["url"]
        assert urlsplit(address).path == "/reference-kits"
        assert parse_qs(urlsplit(address).query).keys() == {"status", "limit", "cursor"}
        answer = carol.get(address)
    assert seen == [made[:2:-1], made[2:0:-1], made[:1]]
    assert "Link" in {name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}
    assert ids(carol.get("/reference-kits?status=failed")) == []


def test_a_cursor_of_another_owner_shows_nothing_of_theirs(alice: Client, carol: Client, source: str) -> None:
    mine = [alice.create_kit(source)["id"] for _ in range(2)]
    theirs = carol.create_kit(source)["id"]
    link = alice.get("/reference-kits?limit=1").links["next"]["url"]
    assert not set(mine) & set(ids(carol.get(link)))
    assert theirs in ids(carol.get("/reference-kits"))
    for kit_id in mine:
        alice.settled(kit_id)
    carol.settled(theirs)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=many", "limit"),
        ("limit=", "limit"),
        ("limit=1.5", "limit"),
        ("cursor=", "cursor"),
        ("cursor=nonsense", "cursor"),
        ("cursor=..%2F", "cursor"),
        ("status=nope", "status"),
    ],
)
def test_a_parameter_that_is_none_is_named(carol: Client, query: str, field: str) -> None:
    answer = carol.get(f"/reference-kits?{query}")
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(field)
