"""Before the first request: data loaded and checked, outlines published, catalogues read."""

from __future__ import annotations

from typing import get_args

from lib.model.kinds import Lang
from lib.text import translator
from lib.ui import figures, map_figures

_VERSION: list[str] = []


def warm_up() -> str:
    """Make ready what every visitor needs and return the data version.

    Raises PackageError when the data package is broken: a server without figures must not start.
    """
    package = figures.package()
    for lang in get_args(Lang):
        translator(lang)
    figures.assessed_today()
    map_figures.publish(package.version)
    _VERSION.append(package.version)
    return package.version


def version() -> str | None:
    """The data version served, None until the warm-up is done."""
    return _VERSION[-1] if _VERSION else None
