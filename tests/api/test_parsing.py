"""JSON bodies: what is read, what is refused, and what is too large."""

import json
from typing import Any

import pytest

from inkwell.api.parsing import parse_json, refuse_large
from inkwell.core.errors import InvalidInput, PayloadTooLarge


@pytest.mark.parametrize(
    "good", ['{"a": 1}', ' {"a":1} ', "{}", '{"a": "\\ud83d\\udc08"}', '{"a": "🐈"}', '{"a": 1, "a": 2}']
)
def test_json_is_read(good: str) -> None:
    assert parse_json(good) == json.loads(good)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("", "body is required"), (None, "body is required"), ("{", "body must be valid JSON"),
        ("{'a': 1}", "body must be valid JSON"), ('{"a": NaN}', "body must be valid JSON"),
        ('{"a": Infinity}', "body must be valid JSON"), ('{"a": -Infinity}', "body must be valid JSON"),
        ('{"a": "\\ud800"}', "body must be valid JSON"), ('{"\\udfff": 1}', "body must be valid JSON"),
        ('{"a": "\ud800"}', "body must be valid JSON"), ("\ufeff{}", "body must be valid JSON"),
        ('{"a":' * 100_000, "body must be valid JSON"), ("[" * 100_000 + "]" * 100_000, "body must be valid JSON"),
        ('{"a": ' + "9" * 5000 + "}", "body must be valid JSON"), ('{"a": 1e999}', "body must be valid JSON"),
        ("{} {}", "body must be valid JSON"), ("[]", "body must be a JSON object"),
        ("null", "body must be a JSON object"),
        ('"x"', "body must be a JSON object"), ('{"a": "\x00"}', "body must be valid JSON"),
    ],
)  # fmt: skip
def test_what_json_cannot_be_is_refused(bad: str | None, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_json(bad)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": null, "b": 1}', {"b": 1}),
        ('{"a": {"b": null, "c": [null, {"d": null}]}}', {"a": {"c": [None, {}]}}),
        ('{"a": 1, "a": null}', {"a": 1}),
    ],
)
def test_a_field_that_is_null_is_absent(text: str, value: Any) -> None:
    assert parse_json(text) == value


@pytest.mark.parametrize("text", ["15", "15.0", "1.5e1", "15.00e0", "150E-1"])
def test_a_number_without_a_fraction_is_whole(text: str) -> None:
    (value,) = parse_json(f'{{"a": {text}}}').values()
    assert (value, type(value)) == (15, int)


def test_a_number_with_a_fraction_stays_one() -> None:
    assert parse_json('{"a": 1.5, "b": -0.25e1, "c": 1e-3}') == {"a": 1.5, "b": -2.5, "c": 0.001}


@pytest.mark.parametrize("text", ["x" * 10, "\u00e9" * 5, "\U0001f408\U0001f408"])
def test_a_body_of_just_as_many_bytes_is_taken(text: str) -> None:
    refuse_large(text, 10)


@pytest.mark.parametrize("text", ["x" * 11, "\u00e9" * 6, "\U0001f408" * 3])
def test_a_body_of_more_bytes_is_not(text: str) -> None:
    with pytest.raises(PayloadTooLarge, match="at most 10 bytes"):
        refuse_large(text, 10)


def test_null_is_a_value_where_a_field_is_named() -> None:
    text = '{"hero": null, "name": null, "more": {"hero": null, "name": null}}'
    assert parse_json(text, nullable=["hero"]) == {"hero": None, "more": {"hero": None}}
    assert parse_json(text) == {"more": {}}
