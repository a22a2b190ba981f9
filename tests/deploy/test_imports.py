"""What a function's import loads decides how long its cold start takes: heavy packages only where they are needed.

How long it takes is measured by `make bench`; what it loads is the same on every machine.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.template import ROOT, template

# Each costs between 20 ms and a second.
OPENAPI = "aws_lambda_powertools.event_handler.openapi.models"
HEAVY = ("PIL", "argon2", "boto3", "jinja2", "jwt", OPENAPI, "reportlab", "requests", "stripe")
# Not heavy, but whoever imports it draws or writes.
MODELS = "inkwell.model_wiring"

# Cheaper, but each only for the few functions that say so.
FORMS, VISITORS, RATES = "inkwell.api.forms", "inkwell.api.visitors", "inkwell.core.rates"
WATCHED = (*HEAVY, FORMS, VISITORS, RATES, MODELS)

TASK = {"boto3"}
API = TASK | {"jwt"}
PAGES = TASK | {VISITORS, "jinja2"}
TAKES_PICTURES = API | {"PIL"}
COUNTED = API | {RATES}

#: What the import of a function may load; an API function that is not here: `API`.
ALLOWED = {
    # Ask nobody and store nothing.
    "system.health": set(),
    "system.docs": set(),
    "system.preflight": set(),
    "studio.get_studio": set(),
    # Knows its caller by a signature.
    "webhooks.replicate": TASK,
    "webhooks.stripe_event": TASK,
    # What callers send or point to is looked at.
    "reference_kits.create_kit": TAKES_PICTURES,
    "reference_kits.create_images": TAKES_PICTURES,
    "storyboards.create_storyboard": TAKES_PICTURES | {MODELS},
    "storyboards.create_prediction": TAKES_PICTURES,
    "storyboards.upload_images": TAKES_PICTURES | {FORMS},
    # Visitors have no account; what they see is a page.
    "picture_books.get_asset": set(),
    "picture_books.get_home": PAGES,
    "picture_books.get_scene": PAGES,
    "picture_books.get_gallery": PAGES,
    "picture_books.get_book": PAGES,
    "picture_books.get_image": TASK | {VISITORS},
    "picture_books.get_book_status": TASK | {VISITORS},
    "picture_books.get_book_file": TASK | {VISITORS},
    "picture_books.get_coloring": TASK | {VISITORS},
    "picture_books.make_book": TASK | {VISITORS, RATES},
    "picture_books.draw_coloring": TASK | {VISITORS, RATES},
    "picture_books.go_back": TASK | {VISITORS},
    "picture_books.resume": TASK | {VISITORS},
    "picture_books.retry_image": TASK | {VISITORS, RATES},
    "picture_books.retry_extra": TASK | {VISITORS, RATES},
    "picture_books.choose": TASK | {VISITORS, MODELS, RATES},
    "picture_books.start_story": TAKES_PICTURES | {FORMS, VISITORS, MODELS, RATES},
    # Have rate limits.
    "uploads.create_upload": COUNTED,
    "coloring_books.calibrate": COUNTED,
    "coloring_books.cancel_job": COUNTED,
    "coloring_books.create_checkout": COUNTED,
    "coloring_books.create_export": COUNTED,
    "coloring_books.create_hero": COUNTED,
    "coloring_books.create_portal": COUNTED,
    "coloring_books.create_project": COUNTED,
    "coloring_books.delete_hero": COUNTED,
    "coloring_books.delete_project": COUNTED,
    "coloring_books.edit_page": COUNTED | {"PIL"},
    "coloring_books.generate": COUNTED,
    "coloring_books.get_balance": COUNTED,
    "coloring_books.get_export": COUNTED,
    "coloring_books.get_hero": COUNTED,
    "coloring_books.get_job": COUNTED,
    "coloring_books.get_page": COUNTED,
    "coloring_books.get_project": COUNTED,
    "coloring_books.list_heroes": COUNTED,
    "coloring_books.list_projects": COUNTED,
    "coloring_books.restore_page": COUNTED,
    "coloring_books.select_style": COUNTED | {MODELS},
    "coloring_books.update_project": COUNTED,
    "triggers.upload_received": TASK | {"PIL"},
    # Adapters of models are imported when they are first asked.
    "tasks.draw_picture": TASK | {MODELS},
    "tasks.fail_picture": TASK,
    "tasks.plan_pages": TASK | {MODELS},
    "tasks.settle_job": TASK,
    "tasks.start_job": TASK,
    "tasks.write_story": TASK | {MODELS},
    "triggers.sweep": TASK,
}

# One process for all, with what every function imports anyway; each function in a fork of it.
_PROBE = """
import gc, importlib, json, os, sys
import botocore.session, botocore.client, pydantic, s3transfer.manager
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.middlewares import openapi_validation
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives import serialization
from cryptography import x509

functions, modules = json.loads(sys.argv[1])
gc.disable()

def loaded():
    return sorted(set(modules) & set(sys.modules))

found = {"nothing": loaded()}
for name, folder in functions.items():
    reading, writing = os.pipe()
    if os.fork() == 0:
        sys.path.insert(0, folder)
        importlib.import_module(name.partition(".")[2])
        os.write(writing, json.dumps(loaded()).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as answer:
        found[name] = json.loads(answer.read())
    os.wait()
print(json.dumps(found))
"""


def declared() -> dict[str, dict[str, Any]]:
    """The properties of every function of the template, by folder and module."""
    resources = template()["Resources"].values()
    found = [each["Properties"] for each in resources if each["Type"] == "AWS::Serverless::Function"]
    return {f"{Path(each['CodeUri']).name}.{each['Handler'].partition('.')[0]}": each for each in found}


def functions() -> dict[str, str]:
    """The folder of every function of the template, by folder and module."""
    return {name: str(ROOT / properties["CodeUri"]) for name, properties in declared().items()}


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    """The watched packages that the import of each function loads; of `nothing`, to know that the probe can tell."""
    run = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps([functions(), WATCHED])],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "layers" / "inkwell"), "AWS_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


def test_the_probe_itself_loads_nothing_heavy(loaded: dict[str, list[str]]) -> None:
    assert loaded["nothing"] == []
    assert "PIL" in loaded["triggers.upload_received"]


def test_functions_import_heavy_packages_only_where_they_are_needed(loaded: dict[str, list[str]]) -> None:
    surplus = {name: set(loaded[name]) - ALLOWED.get(name, API) for name in functions()}
    assert {name: packages for name, packages in surplus.items() if packages} == {}


def test_the_functions_that_draw_or_write_have_the_offline_models_and_no_other(loaded: dict[str, list[str]]) -> None:
    attached = {name for name, each in declared().items() if {"Ref": "OfflineLayer"} in each.get("Layers", [])}
    assert attached == {name for name in functions() if MODELS in loaded[name]}


def test_every_entry_names_a_function() -> None:
    assert set(ALLOWED) <= set(functions())


def test_imports_point_inward() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
