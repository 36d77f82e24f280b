"""Charts' specifications by name: each made once, here or beforehand in another process.

Altair holds 28 MB once imported, and a spec of ours holds neither data nor figures. So the modules
that build with it (`*_specs`) are imported only when a spec is asked for that nobody has made yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import product
from typing import Final, get_args

from lib.model.vocabulary import Lang
from lib.style.palette import Theme
from lib.style.vega_config import VegaSpec

Builder = Callable[[Lang, Theme], VegaSpec]

# Modules with a table BUILDERS of what they build, by name.
_HOMES: Final = (
    "lib.features.overview.vega_specs",
    "lib.features.methods.vega_specs",
    "lib.features.data_admin.vega_specs",
)

_KEPT: dict[str, VegaSpec] = {}


def spec(name: str, lang: Lang, theme: Theme) -> VegaSpec:
    """The chart called `name`, without rows, not to be changed. KeyError if there is none."""
    key = _key(name, lang, theme)
    found = _KEPT.get(key)
    if found is None:
        found = _KEPT[key] = _builders()[name](lang, theme)
    return found


def every() -> dict[str, VegaSpec]:
    """Every spec in each language and theme, as `keep` takes them in."""
    return {
        _key(name, lang, theme): build(lang, theme)
        for name, build in _builders().items()
        for lang, theme in product(get_args(Lang), get_args(Theme))
    }


def keep(made: Mapping[str, VegaSpec]) -> None:
    """Take in what `every` gave in another process."""
    _KEPT.update(made)


def _builders() -> dict[str, Builder]:
    return {name: build for home in _HOMES for name, build in import_module(home).BUILDERS.items()}


def _key(name: str, lang: Lang, theme: Theme) -> str:
    return f"{name} {lang} {theme}"
