"""What is tried again, what is not, and that no picture is paid for twice.

One kit goes through a different trouble with each of its references, all at once.
"""

from typing import Any

import pytest

from tests.support.client import Client
from tests.support.pictures import PictureServer, png
from tests.support.script import Script, ScriptServer, fail
from tests.support.studio import Studio
from tests.workflows.conftest import TROUBLES

#: No second try mends these.
HOPELESS = ["ModelRejectedInput", "ModelUnclearAnswer", "ModelNotServed", "ModelOutOfCredit"]


@pytest.fixture(scope="module")
def storm(alice: Client, troubled: tuple[Script, str]) -> tuple[Script, dict[str, Any]]:
    """The script of the troubled kit, and the kit after its run."""
    script, kit_id = troubled
    return script, alice.settled(kit_id)


@pytest.mark.parametrize("view", TROUBLES)
def test_each_trouble_is_met_in_its_own_way(storm: tuple[Script, dict[str, Any]], view: str) -> None:
    script, kit = storm
    _, asked, status = TROUBLES[view]
    assert script.count(view) == asked
    assert kit["generationProgress"][view] == status


def test_what_was_drawn_is_there_and_paid_for_once(storm: tuple[Script, dict[str, Any]], studio: Studio) -> None:
    _, kit = storm
    done = [view for view, (_, _, status) in TROUBLES.items() if status == "done"]
    stored = {key.rpartition("/")[2] for key in studio.keys(f"jobs/{kit['id']}/")}
    assert stored == {"source.png", *(f"{view}-1.png" for view in done)}
    assert kit["costCents"] == 4 * len(done)
    assert kit["status"] == "ready"
    assert kit["errorMessage"] is None


def test_a_provider_that_works_already_is_not_asked_anew(storm: tuple[Script, dict[str, Any]]) -> None:
    script, _ = storm
    asked = [call.request_id for call in script.calls if call.view == "expression_angry"]
    assert asked == [None, "request-1"]


def test_the_run_is_no_failure(storm: tuple[Script, dict[str, Any]], studio: Studio) -> None:
    _, kit = storm
    (run,) = [each for each in studio.executions("reference-kit") if each["name"] == kit["id"]]
    assert run["status"] == "SUCCEEDED"


def test_what_no_second_try_mends_gets_none(
    alice: Client, scripts: ScriptServer, pictures: PictureServer, studio: Studio
) -> None:
    script = scripts.script(png())
    views = ["half_body", "full_body", "expression_smile", "expression_angry"]
    for view, error in zip(views, HOPELESS, strict=True):
        script.on(view, fail(error))
    kit = alice.create_kit(pictures.serve(script.picture), generateExtended=True, expressions=["smile", "angry"])
    kit = alice.settled(kit["id"])
    assert kit["status"] == "ready"
    assert [script.count(view) for view in views] == [1, 1, 1, 1]
    assert [kit["generationProgress"][view] for view in views] == ["failed"] * 4
    stored = {view: studio.item(f"JOB#{kit['id']}", f"PICTURE#{view}")["error"] for view in views}
    assert stored == {
        "half_body": "MODEL_REJECTED_INPUT",
        "full_body": "MODEL_UNCLEAR_ANSWER",
        "expression_smile": "MODEL_NOT_SERVED",
        "expression_angry": "MODEL_OUT_OF_CREDIT",
    }
