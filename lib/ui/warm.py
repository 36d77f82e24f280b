"""Before the first request: data checked, outlines published, first sentences and charts made."""

from __future__ import annotations

from typing import get_args

from lib.model.kinds import Lang
from lib.ui import figures, map_figures, overview_figures, prepared, targets_figures

_VERSION: list[str] = []


def warm_up() -> str:
    """Make ready what the first visitor would wait for and return the data version.

    Raises PackageError when the data package is broken: a server without figures must not start.
    """
    with prepared.meanwhile():
        package = figures.package()
        map_figures.publish(package.version)
        overview_figures.overview_today()
        for lang in get_args(Lang):
            targets_figures.document(lang)
    _VERSION.append(package.version)
    return package.version


def version() -> str | None:
    """The data version served, None until the warm-up is done."""
    return _VERSION[-1] if _VERSION else None
