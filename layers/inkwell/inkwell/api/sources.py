"""The resolver of pictures that callers point to. Slow to import: only for functions that need it."""

from functools import cache
from urllib.parse import urlsplit

from inkwell import stores, wiring
from inkwell.fetching import Nearby, is_loopback
from inkwell.settings import HttpSettings, load
from inkwell.uploads.sources import Sources


@cache
def picture_sources() -> Sources:
    """The resolver of pictures that callers point to."""
    return Sources(
        stores.uploads(),
        stores.project_files(),
        wiring.own_pictures(),
        stores.objects(),
        nearby(load(HttpSettings)),
    )


def nearby(settings: HttpSettings) -> Nearby | None:
    """The private addresses that pictures may come from on a developer's machine; None anywhere else.

    They are the machine itself, and the embedded cloud as functions in containers see it.
    """
    if not settings.is_local:
        return None
    cloud = urlsplit(settings.aws_endpoint_url).hostname
    return lambda address: is_loopback(address) or address == cloud
