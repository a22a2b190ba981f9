"""The tables of other words: what is shipped, with its licences, and the script that makes them."""

import json
from importlib import resources
from pathlib import Path

from scripts.make_word_tables import languages, nearest, synsets

DATA = resources.files("inkwell_offline.illustrator") / "data"
NOUNS = """  1 a licence
00000001 05 n 01 animal 0 000 | a living thing
00000002 05 n 02 dog 0 domestic_dog 0 001 @ 00000001 n 0000 | barks
00000003 05 n 01 terrier 0 001 @ 00000002 n 0000 | digs
"""


def test_the_tables_say_where_they_come_from_and_their_licences_are_beside_them():
    notice = (DATA / "NOTICE.md").read_text()
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in notice
    assert "UNICODE LICENSE V3" in notice
    for name, origin in (("kinds", "WordNet"), ("adjectives", "WordNet"), ("languages", "Unicode CLDR")):
        assert origin in (DATA / f"{name}.txt").read_text().splitlines()[0]


def test_a_noun_stands_behind_its_nearest_category(tmp_path: Path):
    (tmp_path / "data.noun").write_text(NOUNS)
    found = synsets(tmp_path / "data.noun")
    assert found["00000002"].words == ["dog", "domestic_dog"]
    assert nearest("00000003", found, {"00000001": "animal", "00000002": "dog"}) == "dog"
    assert nearest("00000003", found, {}) == ""


def test_a_name_counts_more_than_a_keyword_and_shared_keywords_say_nothing(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("scripts.make_word_tables.LANGUAGES", ["xx", "yy"])
    notes = {
        "en": {"1": ["cat"], "2": ["rocket"]},
        "xx": {"1": ["kat", "pels", "dier"], "2": ["rakat", "dier"], **{str(n): ["dier"] for n in range(3, 7)}},
        "yy": {"1": ["kot"], "2": ["pels", "cat"]},
    }
    for language, signs in notes.items():
        folder = tmp_path / language
        folder.mkdir()
        said = {sign: {"tts": names[:1], "default": names} for sign, names in signs.items()}
        (folder / "annotations.json").write_text(json.dumps({"annotations": {"annotations": said}}))
    found = {word: known for known, word in languages(tmp_path, {"1": "cat", "2": "rocket"})}
    assert found == {"kat": "cat", "kot": "cat", "rakat": "rocket", "pels": "rocket"}
