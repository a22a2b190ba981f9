"""The judge: which nouns of a prompt are in its picture, and the exit code."""

from pathlib import Path

import pytest

from inkwell_offline.illustrator import manifest
from scripts import judge

FILE = """# group | hints | nouns | prompt
animals | line_art audience=toddler | fox | a fox
ads | aspect_ratio=16:9 | watch, blorf/zorb | a watch beside a zorb
length |  |  | adventure
"""


def test_the_file_says_what_to_draw():
    fox, watch, nothing = judge.cases(FILE)
    assert (fox.request.medium, fox.request.hints, fox.request.size) == (
        "line_art",
        {"audience": "toddler"},
        judge.PAGE,
    )
    assert (watch.request.medium, watch.request.aspect_ratio, watch.request.hints) == ("colour", "16:9", {})
    assert watch.nouns == (frozenset({"watch"}), frozenset({"blorf", "zorb"}))
    assert nothing.nouns == ()


def test_what_is_missing_is_found_in_the_manifest():
    _, watch, nothing = judge.cases(FILE)
    described = manifest(watch.request)
    assert judge.missing(watch, described) == ["blorf"]
    assert judge.is_about_it(watch, described)
    assert judge.is_about_it(nothing, described)
    assert not judge.is_about_it(watch, {**described, "counts": {}})


@pytest.mark.parametrize(("bound", "code"), [(100.0, 0), (101.0, 1)])
def test_below_the_bound_it_fails(tmp_path: Path, bound: float, code: int):
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(FILE)
    assert judge.main(None, prompts, bound) == code


def test_contact_sheets(tmp_path: Path):
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(FILE.splitlines()[1])
    assert judge.main(tmp_path / "out", prompts, 95) == 0
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"001.png", "animals.png"}


def test_main_nouns_of_our_own_prompts():
    every = list(judge.cases(judge.PROMPTS.read_text()))
    there = [judge.is_about_it(case, manifest(case.request)) for case in every]
    assert len(every) > 100
    assert 100 * sum(there) / len(there) >= judge.BOUND
