"""What all endpoints of the family declare alike."""

from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation
from scripts.openapi import api_modules, app_of

MODULES = {module.stem: module for module in api_modules() if module.parent.name == "coloring_books"}

#: Endpoints that start work of models, with the rate limit of that work.
DRAWING = {
    "calibrate": "generation",
    "create_hero": "heroes",
    "edit_page": "edits",
    "generate": "generation",
    "select_style": "edits",
}

#: Endpoints that start other work, with its rate limit.
COUNTED = {"create_export": "exports"}


def test_each_counts_its_caller_and_what_draws_can_be_switched_off() -> None:
    assert set(DRAWING) < set(MODULES)
    for name, module in MODULES.items():
        app = app_of(module)
        assert (app.errors, app.access) == (BOOK_ERRORS, "caller"), name
        further = [limit] if (limit := (DRAWING | COUNTED).get(name)) else []
        assert app.limits == plan_table().limits(*further), name  # type: ignore[arg-type]
        assert app.switch is (require_generation if name in DRAWING else None), name


def test_uploads_have_a_limit_of_their_own() -> None:
    (module,) = (module for module in api_modules() if module.stem == "create_upload")
    assert app_of(module).limits == plan_table().limits("uploads")
