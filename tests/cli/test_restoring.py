"""`inkwell projects restore` and `inkwell heroes restore`: what owners have deleted comes back."""

from urllib.parse import urlsplit

import pytest

from inkwell.cli import main
from inkwell.core.names import new_id
from tests.support.books import new_hero, new_project
from tests.support.client import Client
from tests.support.studio import Studio


@pytest.fixture(autouse=True)
def _local(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_PORT", str(urlsplit(studio.endpoint).port))


def test_a_project_comes_back_with_its_hero(carol: Client, capsys: pytest.CaptureFixture[str]) -> None:
    hero = new_hero(carol)
    project = new_project(carol, heroId=hero)
    for path in (f"/api/heroes/{hero}", f"/api/projects/{project['id']}"):
        assert carol.call("DELETE", path).status_code == 204
    assert main(["projects", "restore", project["id"].upper()]) == 0
    assert capsys.readouterr().out == f"Restored the project {project['id']}.\n"
    assert carol.get(f"/api/projects/{project['id']}").json()["hero"] is None
    assert main(["heroes", "restore", hero]) == 0
    restored = carol.get(f"/api/projects/{project['id']}").json()
    assert (restored["name"], restored["heroId"]) == (project["name"], hero)
    assert [each["id"] for each in carol.get("/api/projects").json()["projects"]] == [project["id"]]


def test_what_is_not_deleted_or_not_there_is_not_restored(carol: Client, capsys: pytest.CaptureFixture[str]) -> None:
    project = new_project(carol)["id"]
    for topic, thing in (("projects", project), ("projects", new_id()), ("heroes", project), ("heroes", "x" * 3000)):
        assert main([topic, "restore", thing]) == 1
        assert "There is no deleted" in capsys.readouterr().err
