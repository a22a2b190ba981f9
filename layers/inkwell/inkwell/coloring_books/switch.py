"""The switch by which an operator turns generation off: the template parameter `GenerationEnabled`."""

from inkwell.coloring_books.errors import GenerationDisabled
from inkwell.settings import PlanSettings, load


def require_generation() -> None:
    """Raise GenerationDisabled when generation is switched off."""
    if not load(PlanSettings).generation_enabled:
        raise GenerationDisabled
