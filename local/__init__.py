"""The embedded cloud: the whole studio on one machine, with no account, no key and no container.

``make run`` starts it from the command line; tests and benchmarks use it as a context manager::

    from local import Cloud

    with Cloud(root=Path("."), port=0, cloud_port=0) as cloud:
        requests.get(f"{cloud.url}/health")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from local.cloud import Cloud
    from local.errors import FunctionError, LocalError

__all__ = ["Cloud", "FunctionError", "LocalError"]


def __getattr__(name: str) -> Any:
    """Import on first use: the process that forks execution environments must not load the embedded cloud."""
    if name == "Cloud":
        from local.cloud import Cloud

        return Cloud
    if name in __all__:
        from local import errors

        return getattr(errors, name)
    raise AttributeError(f"module 'local' has no attribute {name!r}")
