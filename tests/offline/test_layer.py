"""The layer of the offline models: its public names, and a function that does not have it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from inkwell.providers.adapters import Adapters, MissingLayerError
from inkwell.providers.table import read_table
from inkwell.providers.texts.openai import OpenAITexts
from inkwell_offline import OfflineStudio, PhotoKit, Storyteller

ROOT = Path(__file__).parents[2]

# A function sees the layers that are named, as in the embedded cloud, and makes its text model.
CONFINED = """
import sys
from pathlib import Path
from local.packages import confine

confine(Path("functions/tasks"), [Path("layers") / layer for layer in sys.argv[1:]])

from inkwell.providers.adapters import Adapters
from inkwell.providers.table import read_table

table = read_table("offline")
print(type(Adapters(table, dict).text_model(table.text_chain("story")[0])).__module__)
"""


def writer_with(*layers: str) -> "subprocess.CompletedProcess[str]":
    """What comes of making the text model in a function that has these layers."""
    return subprocess.run(
        [sys.executable, "-c", CONFINED, *layers], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_table_names_the_public_models() -> None:
    table = read_table("offline")
    adapters = Adapters(table, dict)
    assert isinstance(adapters.image_model(table.chain("draft")[0]), OfflineStudio)
    assert isinstance(adapters.text_model(table.text_chain("story")[0]), Storyteller)
    photo_kit = replace(table.chain("draft")[0], model=table.models["offline/photo-kit"].model)
    assert isinstance(adapters.image_model(photo_kit), PhotoKit)


def test_writing_needs_no_imaging_library() -> None:
    done = writer_with("inkwell", "dependencies", "offline")
    assert (done.stdout, done.stderr) == ("inkwell_offline.storyteller.model\n", "")


def test_a_function_without_the_layer_says_what_to_do() -> None:
    done = writer_with("inkwell", "dependencies")
    assert done.returncode == 1
    assert f"{MissingLayerError.__name__}: {MissingLayerError.default_message}" in done.stderr
    assert "attach the layer OfflineLayer" in MissingLayerError.default_message


def test_other_models_do_not_need_the_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inkwell_offline", None)
    table = read_table("openai")
    adapters = Adapters(table, dict)
    assert isinstance(adapters.text_model(table.text_chain("story")[0]), OpenAITexts)
    with pytest.raises(MissingLayerError):
        adapters.text_model(read_table("offline").text_chain("story")[0])
