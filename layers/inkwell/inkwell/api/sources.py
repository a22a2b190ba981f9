"""The pictures that callers point to. Brings in the imaging and HTTP libraries: only for functions that take one."""

from functools import cache
from urllib.parse import urlsplit

from inkwell import wiring
from inkwell.fetching import Nearby, is_loopback
from inkwell.settings import HttpSettings, load
from inkwell.storyboards.references import References
from inkwell.uploads.sources import Sources


@cache
def picture_sources() -> Sources:
    """Takes in pictures from public URLs and uploads."""
    return Sources(wiring.uploads(), wiring.objects(), nearby(load(HttpSettings)))


def nearby(settings: HttpSettings) -> Nearby | None:
    """A developer's machine is nearby: itself, and where functions in containers find its embedded cloud."""
    if not settings.is_local:
        return None
    cloud = urlsplit(settings.aws_endpoint_url).hostname
    return lambda address: is_loopback(address) or address == cloud


@cache
def references() -> References:
    """Takes in pictures of projects too."""
    return References(wiring.project_files(), wiring.objects(), picture_sources())
