"""The pictures that callers point to. Brings in the imaging and HTTP libraries: only for functions that take one."""

from functools import cache

from inkwell import wiring
from inkwell.settings import HttpSettings, load
from inkwell.storyboards.references import References
from inkwell.uploads.sources import Sources


@cache
def picture_sources() -> Sources:
    """Takes in pictures from public URLs and uploads."""
    return Sources(wiring.uploads(), wiring.objects(), allow_loopback_http=load(HttpSettings).is_local)


@cache
def references() -> References:
    """Takes in pictures of projects too."""
    return References(wiring.project_files(), wiring.objects(), picture_sources())
