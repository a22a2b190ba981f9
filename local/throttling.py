"""Request limits of the API's MethodSettings, as token buckets.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
"""

import threading
import time
from collections.abc import Callable
from typing import Any


class _Bucket:
    def __init__(self, rate: float, burst: float, clock: Callable[[], float]):
        self._rate, self._burst, self._clock = rate, burst, clock
        self._tokens, self._filled = burst, clock()
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._rate)
            self._filled = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


class Throttle:
    """Token buckets, one for each method of each path.

    Args:
        settings: property MethodSettings of the API. A path has a slash in front of all its encoded ones.
        clock: seconds, growing.
    """

    def __init__(self, settings: list[dict[str, Any]], clock: Callable[[], float] = time.monotonic):
        self._limits = {
            (setting["HttpMethod"], setting["ResourcePath"].replace("~1", "/").replace("//", "/")): (
                float(setting["ThrottlingRateLimit"]),
                float(setting.get("ThrottlingBurstLimit", setting["ThrottlingRateLimit"])),
            )
            for setting in settings
            if "ThrottlingRateLimit" in setting
        }
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._lock = threading.Lock()

    def allows(self, method: str, resource: str) -> bool:
        """Take one request from the limit of a method, and tell whether it may pass."""
        limit = self._limits.get((method, resource)) or self._limits.get(("*", "/*"))
        if limit is None:
            return True
        with self._lock:
            bucket = self._buckets.setdefault((method, resource), _Bucket(*limit, self._clock))
        return bucket.take()
