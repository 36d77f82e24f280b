"""The colours of the Unit page: each compared unit has one of its own, all else is the theme's."""

from __future__ import annotations

from typing import Final

from lib.style.palette import GROUNDS, PILLARS, TONES, Ground, Theme

# One a unit, in the order in which they are compared. Hues far apart for colour-blind readers
# (after Okabe & Ito), at 3:1 on the ground of their theme; marks and dashes differ as well.
COMPARED: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#0b4f6c", "#c2410c", "#7a3e9d", "#4d7c0f"),
    "dark": ("#7cc4e0", "#f5a35c", "#cfa3ee", "#a3d65c"),
}


def element_colours(theme: Theme) -> dict[str, str]:
    """The element's colours by name; those that start with "print-" are for paper, which is light.

    Names are those of grounds, tones and pillars, and `unit0` to `unit3`.
    """
    return _colours(theme) | {f"print-{name}": one for name, one in _colours("light").items()}


def _colours(theme: Theme) -> dict[str, str]:
    found: dict[str, str] = {name: getattr(GROUNDS[theme], name) for name in Ground.__slots__}
    for named in (TONES[theme], PILLARS[theme]):
        found |= {str(name): colour for name, colour in named.items()}
    return found | {f"unit{i}": colour for i, colour in enumerate(COMPARED[theme])}
