"""What `sam build` makes, opened: handlers that import, packages for Lambda's processor, and nothing else."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.deploy import stack
from tests.deploy.stack import ROOT, of_type

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
UNZIPPED_BYTES = 250 * 1024 * 1024
LAYERS_PER_FUNCTION = 5
# Of our package without bytecode; it had 0.5 MB when the offline models left it, and 1.1 MB with all families.
PACKAGE_BYTES = 3 * 1024 * 1024 // 2
# https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html, and the ABI of each processor
ELF_MACHINE = {"arm64": 183, "x86_64": 62}

SOURCE = stack.template()
FUNCTIONS = of_type(SOURCE, "AWS::Serverless::Function")
FOLDERS = sorted({function["CodeUri"] for function in FUNCTIONS.values()})
LAYERS = of_type(SOURCE, "AWS::Serverless::LayerVersion")
#: The layers with packages of our own, and those packages.
OURS = {"InkwellLayer": "inkwell", "OfflineLayer": "inkwell_offline"}
#: Of a layer that not every deployment has ("Fn::If"), the one that it brings when it does.
SHARED_LAYERS = [
    (layer["Fn::If"][1] if "Fn::If" in layer else layer)["Ref"] for layer in SOURCE["Globals"]["Function"]["Layers"]
]

# One process for all, with the packages that most functions import; each folder in a fork of it. What was built has no
# bytecode and gets none: the first fork compiles our package for the others, somewhere else.
_PROBE = """
import importlib, importlib.util, json, os, sys, traceback
import boto3, pydantic
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.middlewares import openapi_validation

folders, layer, sys.pycache_prefix = json.loads(sys.argv[1])

def imported(folder, modules):
    sys.path[:0] = [folder, layer]
    for name in modules:
        spec = importlib.util.find_spec(name)
        assert spec.origin.startswith(folder), spec.origin
        assert callable(importlib.import_module(name).handler)
    import inkwell
    assert inkwell.__file__.startswith(layer), inkwell.__file__

assert "inkwell" not in sys.modules
found = {}
for name, (folder, modules) in folders.items():
    reading, writing = os.pipe()
    if os.fork() == 0:
        said = ""
        try:
            imported(folder, modules)
        except BaseException:
            said = traceback.format_exc()
        with open(writing, "w") as answer:
            answer.write(said)
        os._exit(0)
    os.close(writing)
    with open(reading) as answer:
        said = answer.read()
    status = os.wait()[1]
    found[name] = said or (f"ended with status {status}" if status else "")
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build for the processor that functions are deployed on."""
    folder = tmp_path_factory.mktemp("build")
    sam = Path(sys.executable).with_name("sam")
    command = [sam, "build", "--parallel", "--build-dir", folder, "--parameter-overrides", "Arch=arm64"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment |= {"ARCH": "arm64", "SAM_CLI_TELEMETRY": "0"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def _files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def _sources(folder: Path) -> set[str]:
    return {file for file in _files(folder) if "__pycache__" not in file}


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _layers_of(function: dict[str, Any]) -> list[str]:
    return SHARED_LAYERS + [layer["Ref"] for layer in function.get("Layers", [])]


def test_a_function_is_its_folder_and_no_more(built: Path):
    for name, function in FUNCTIONS.items():
        assert _files(built / name) == _sources(ROOT / function["CodeUri"]), name


@pytest.fixture(scope="module")
def import_errors(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What went wrong when the handlers of each folder were imported from what was built; nothing, it is hoped."""
    folders = {}
    for folder in FOLDERS:
        names = [name for name, function in FUNCTIONS.items() if function["CodeUri"] == folder]
        modules = [FUNCTIONS[name]["Handler"].partition(".")[0] for name in names]
        folders[folder] = str(built / names[0]), modules
    arguments = folders, str(built / "InkwellLayer" / "python"), str(tmp_path_factory.mktemp("bytecode"))
    run = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(arguments)],
        cwd=built,
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_handler_imports_from_what_was_built(import_errors: dict[str, str], folder: str):
    assert import_errors[folder] == ""


@pytest.mark.parametrize(("name", "package"), OURS.items())
def test_our_packages_are_whole_and_alone_in_their_layers(built: Path, name: str, package: str):
    source = ROOT / LAYERS[name]["ContentUri"]
    assert _sources(built / name / "python") == {f"{package}/{file}" for file in _sources(source / package)}


def test_typefaces_come_along_with_what_prints(built: Path):
    fonts = _sources(built / "PrintingLayer" / "python" / "inkwell_fonts")
    assert fonts == _sources(ROOT / LAYERS["PrintingLayer"]["ContentUri"] / "inkwell_fonts")
    assert "OFL.txt" in fonts


def test_the_layer_of_every_function_is_small_and_has_no_icons(built: Path):
    files = [built / "InkwellLayer" / file for file in _sources(built / "InkwellLayer")]
    assert {file.suffix for file in files} <= {".json", ".py", ".typed", ".html", ".css", ".js", ".svg"}
    assert sum(file.stat().st_size for file in files) < PACKAGE_BYTES


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in OURS])
class TestPackages:
    def test_all_that_are_pinned_are_there_and_no_other(self, built: Path, name: str):
        text = (ROOT / LAYERS[name]["ContentUri"] / "requirements.txt").read_text("utf-8")
        lines = [line.rstrip(" \\") for line in text.splitlines() if not line.startswith(" ")]
        pinned = {(canonicalize_name(each.name), str(each.specifier)) for each in map(Requirement, lines)}
        found = {folder.stem.rpartition("-") for folder in built.glob(f"{name}/python/*.dist-info")}
        assert {(canonicalize_name(package), f"=={version}") for package, _, version in found} == pinned

    def test_compiled_ones_are_for_lambdas_processor(self, built: Path, name: str):
        libraries = [file for file in (built / name).rglob("*.so*") if file.is_file()]
        assert libraries
        for library in libraries:
            header = library.read_bytes()[:20]
            assert header[:4] == b"\x7fELF", library
            assert struct.unpack_from("<H", header, 18)[0] == ELF_MACHINE["arm64"], library

    def test_extensions_are_for_python_3_13(self, built: Path, name: str):
        for library in (built / name).rglob("*.cpython-*.so"):
            assert ".cpython-313-aarch64-linux-gnu." in library.name


@pytest.mark.parametrize("name", LAYERS)
def test_bytecode_is_lambdas_or_none(built: Path, name: str):
    bytecode = list((built / name).rglob("*.pyc"))
    assert all(file.name.endswith(".cpython-313.pyc") for file in bytecode)
    for file in bytecode:
        assert int.from_bytes(file.read_bytes()[4:8], "little") == 0b01, "bytecode is not checked against its source"


def test_developers_things_stay_at_home(built: Path):
    for name in [*FUNCTIONS, *LAYERS]:
        for file in _files(built / name):
            assert not {"local", "tests", "test", "bench", "moto", "pytest"} & set(Path(file).parts), file


def test_functions_with_their_layers_fit(built: Path):
    sizes = {name: _size(built / name) for name in [*FUNCTIONS, *LAYERS]}
    for name, function in FUNCTIONS.items():
        layers = _layers_of(function)
        assert len(set(layers)) == len(layers) <= LAYERS_PER_FUNCTION
        assert sizes[name] + sum(sizes[layer] for layer in layers) < UNZIPPED_BYTES, name
