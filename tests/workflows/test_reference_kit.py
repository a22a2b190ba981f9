"""The reference-kit workflow: the anchor first, then all others side by side, and what becomes of failures."""

from tests.support.client import Client, eventually
from tests.support.script import Script, fail
from tests.support.studio import Studio

EXPRESSIONS = ["smile", "serious", "surprised", "angry"]
OTHERS = ["profile", "half_body", "full_body", *(f"expression_{name}" for name in EXPRESSIONS)]


def test_the_anchor_first_then_the_others_side_by_side(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    with script.held(*OTHERS):
        with script.held("anchor"):
            kit_id = alice.create_kit(source, generateExtended=True, expressions=EXPRESSIONS)["id"]
            script.wait_for(lambda script: script.count("anchor") == 1)
            kit = alice.kit(kit_id)
            assert kit["status"] == "generating"
            assert kit["generationProgress"] == {"anchor": "generating", **dict.fromkeys(OTHERS, "pending")}
            assert kit["costCents"] is None
        script.wait_for(lambda script: script.most_at_once == 7)
        kit = alice.kit(kit_id)
        assert kit["generationProgress"] == {"anchor": "done", **dict.fromkeys(OTHERS, "generating")}
        assert kit["anchorFaceUrl"]
        assert kit["profileUrl"] is None
        assert kit["costCents"] is None
    kit = alice.settled(kit_id)
    assert kit["status"] == "ready"
    assert kit["costCents"] == 32
    assert script.views()[0] == "anchor"
    assert sorted(script.views()[1:], key=str) == sorted(OTHERS)
    assert script.calls[0].names == ["source"]
    assert {tuple(call.names) for call in script.calls[1:]} == {("source", "anchor-1")} or {
        tuple(call.names) for call in script.calls[1:]
    } == {("source", "anchor")}
    assert {call.aspect_ratio for call in script.calls} == {"9:16"}
    assert all("same identity" in call.prompt for call in script.calls)
    assert len({call.prompt for call in script.calls}) == 8
    assert studio.runs_of(kit_id) == [kit_id]


def test_each_reference_appears_as_soon_as_it_is_done(alice: Client, script: Script, source: str) -> None:
    with script.held("half_body"):
        kit_id = alice.create_kit(source, generateExtended=True)["id"]
        kit = eventually(
            lambda: found if (found := alice.kit(kit_id))["generationProgress"]["full_body"] == "done" else None
        )
        assert kit["fullBodyUrl"]
        assert kit["halfBodyUrl"] is None
        assert kit["status"] == "generating"
    assert alice.settled(kit_id)["halfBodyUrl"]


def test_a_poller_never_sees_done_without_its_picture(alice: Client, source: str) -> None:
    kit_id = alice.create_kit(source, generateExtended=True)["id"]
    fields = {
        "anchor": "anchorFaceUrl",
        "profile": "profileUrl",
        "half_body": "halfBodyUrl",
        "full_body": "fullBodyUrl",
    }
    while True:
        kit = alice.kit(kit_id)
        for key, field in fields.items():
            assert (kit["generationProgress"][key] == "done") == (kit[field] is not None), key
        if kit["status"] == "ready":
            return
        assert kit["status"] in ("pending", "generating")


def test_without_an_anchor_the_others_are_drawn_from_the_source_alone(
    alice: Client, script: Script, source: str
) -> None:
    script.on("anchor", fail("ModelRefused"))
    kit = alice.settled(alice.create_kit(source, generateExtended=True, expressions=["smile"])["id"])
    assert kit["status"] == "failed"
    assert kit["errorMessage"] == "Some references failed to generate"
    assert kit["anchorFaceUrl"] is None
    assert kit["generationProgress"] == {
        "anchor": "failed",
        "profile": "done",
        "half_body": "done",
        "full_body": "done",
        "expression_smile": "done",
    }
    assert {tuple(call.names) for call in script.calls[1:]} == {("source",)}
    assert kit["profileUrl"]
    assert kit["costCents"] == 16


def test_without_a_profile_the_kit_has_failed(alice: Client, script: Script, source: str) -> None:
    script.on("profile", fail("ModelRefused"))
    kit = alice.settled(alice.create_kit(source, expressions=["smile"])["id"])
    assert (kit["status"], kit["errorMessage"]) == ("failed", "Some references failed to generate")
    assert kit["generationProgress"] == {"anchor": "done", "profile": "failed", "expression_smile": "done"}
    assert kit["costCents"] == 8


def test_an_optional_failure_fails_nothing_else(alice: Client, script: Script, source: str) -> None:
    script.on("expression_smile", fail("ModelRefused"))
    kit = alice.settled(alice.create_kit(source, generateExtended=True, expressions=["smile"])["id"])
    assert (kit["status"], kit["errorMessage"]) == ("ready", None)
    assert kit["generationProgress"]["expression_smile"] == "failed"
    assert list(kit["generationProgress"].values()).count("done") == 4
    assert kit["expressions"] == {}
    assert kit["costCents"] == 16


def test_when_everything_fails_nothing_is_paid(alice: Client, studio: Studio, script: Script, source: str) -> None:
    script.on_every(lambda _: fail("ModelRefused"))
    kit = alice.settled(alice.create_kit(source)["id"])
    assert (kit["status"], kit["costCents"]) == ("failed", 0)
    assert studio.keys(f"jobs/{kit['id']}/") == [f"jobs/{kit['id']}/source.png"]

    def ended() -> str | None:
        (run,) = [each for each in studio.executions("reference-kit") if each["name"] == kit["id"]]
        return None if run["status"] == "RUNNING" else str(run["status"])

    assert eventually(ended) == "SUCCEEDED", "a refused picture is no fault of the workflow"


def test_a_models_own_price_counts(alice: Client, script: Script, source: str) -> None:
    script.on("anchor", {"cost_micros": 133_000}).on("profile", {"cost_micros": 2_000})
    kit = alice.settled(alice.create_kit(source)["id"])
    assert kit["costCents"] == 14, "13.5 cents"


def test_the_log_says_which_picture_of_which_job_failed_and_why(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    script.on("profile", fail("ModelRefused"))
    kit_id = alice.create_kit(source)["id"]
    assert alice.settled(kit_id)["generationProgress"]["profile"] == "failed"
    lines = [line for line in studio.log.read_text().splitlines() if f"job_id='{kit_id}'" in line]
    (refused,) = (line for line in lines if "task failed" in line)
    (failed,) = (line for line in lines if "picture failed" in line)
    assert refused.startswith("DrawPictureFunction | ")
    assert failed.startswith("FailPictureFunction | ")
    for line in (refused, failed):
        assert "picture='profile'" in line
        assert "error='ModelRefused'" in line
