"""The third-party packages that a function may import: those of its layers, and those of Lambda's own runtime."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder, PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

# https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html#python-sdk-included
RUNTIME_PACKAGES = ("awscrt", "boto3", "botocore", "jmespath", "python-dateutil", "s3transfer", "six", "urllib3")


def packages_of(layers: Iterable[Path]) -> set[str]:
    """Return the names of the distributions that these layers and Lambda's runtime bring.

    Args:
        layers: folders of layers; the pinned ``requirements.txt`` in each names its packages.
    """
    names = set(RUNTIME_PACKAGES)
    for layer in layers:
        file = layer / "requirements.txt"
        if file.is_file():
            names |= _pinned(file, file.stat().st_mtime_ns)
    return names


@lru_cache
def _pinned(file: Path, _changed: int) -> frozenset[str]:
    names = set()
    for line in file.read_text("utf-8").splitlines():
        try:
            names.add(canonicalize_name(Requirement(line.partition("#")[0].rstrip(" \\")).name))
        except InvalidRequirement:
            continue  # a hash, an option or an empty line
    return frozenset(names)


@cache
def top_level_modules(package: str) -> frozenset[str]:
    """Return the names under which a distribution's modules are imported; none when it is not installed."""
    try:
        installed = distribution(package)
    except PackageNotFoundError:
        return frozenset()
    listed = installed.read_text("top_level.txt")
    if listed is not None:
        return frozenset(listed.split())
    tops = {file.parts[0] for file in installed.files or [] if file.suffix in (".py", ".so", ".pyd")}
    return frozenset(top.split(".")[0] for top in tops if not top.startswith(".."))


class LayerFinder:
    """Finds the modules of some distributions in the virtual environment, and of no other.

    Args:
        packages: names of the distributions.
        site_packages: the folders where they are installed.
    """

    def __init__(self, packages: set[str], site_packages: list[str]):
        self._packages = packages
        self._site_packages = site_packages
        self.modules = {module for package in packages for module in top_level_modules(package)}

    def find_spec(self, fullname: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Find a top-level module of a layer; what lies inside a package is found by its own path."""
        if path is None and fullname in self.modules:
            return PathFinder.find_spec(fullname, self._site_packages, target)
        return None

    def find_distributions(self, context: Any = None) -> Iterator[Distribution]:
        """Find the metadata of a layer's distributions (``importlib.metadata``)."""
        name = context.name if context else None
        everywhere = DistributionFinder.Context(name=name, path=self._site_packages)
        for found in MetadataPathFinder.find_distributions(everywhere):
            if canonicalize_name(found.metadata["Name"]) in self._packages:
                yield found


def confine(code: Path, layers: list[Path], current: Iterable[Path] = ()) -> None:
    """Confine this process to the modules that the function would find on Lambda.

    The standard library, the function's own folder, its layers' folders and packages: nothing else can be imported,
    and what was imported before is forgotten.

    Args:
        code: the function's CodeUri.
        layers: folders of its layers.
        current: those of them whose own modules, where already imported, are still those on disk.
    """
    site_packages = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    standard = [
        path
        for path in sys.path
        if path and path.startswith((sys.base_prefix, sys.base_exec_prefix)) and path not in site_packages
    ]
    finder = LayerFinder(packages_of(layers), site_packages)
    folders = tuple(f"{layer}{os.sep}" for layer in current)
    for name, module in list(sys.modules.items()):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or top in finder.modules:
            continue
        if not (getattr(module, "__file__", None) or "").startswith(folders):
            del sys.modules[name]
    sys.modules["__main__"] = ModuleType("__main__")
    own = [folder for layer in layers for folder in (layer, layer / "python") if folder.is_dir()]
    sys.path[:] = [str(code), *map(str, own), *standard]
    sys.path_importer_cache.clear()
    sys.meta_path.append(finder)
