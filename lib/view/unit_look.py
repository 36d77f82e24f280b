"""The colours of the Unit page: each compared unit has one of its own, all else is the theme's."""

from __future__ import annotations

from typing import Any, Final

from lib.view.palette import GROUNDS, PILLARS, TONES, Theme

# One a unit, in the order in which they are compared. Hues far apart for colour-blind readers
# (after Okabe & Ito), at 3:1 on the ground of their theme; marks and dashes differ as well.
COMPARED: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#0b4f6c", "#c2410c", "#7a3e9d", "#4d7c0f"),
    "dark": ("#7cc4e0", "#f5a35c", "#cfa3ee", "#a3d65c"),
}


def look(theme: Theme) -> dict[str, Any]:
    """What the element needs to colour itself."""
    ground = GROUNDS[theme]
    return {
        "paper": ground.paper,
        "panel": ground.panel,
        "ink": ground.ink,
        "soft": ground.soft,
        "rule": ground.rule,
        "accent": ground.accent,
        "tones": TONES[theme],
        "pillars": PILLARS[theme],
        "compared": COMPARED[theme],
    }


# What is on the page for those who sit at a screen has no place on paper.
PRINT_STYLE: Final = """<style>
@media print {
  @page { size: A4; margin: 14mm }
  [data-testid="stHeader"], .st-key-controls, .st-key-unit_menu, .st-key-page_keys {
    display: none !important }
}
</style>"""
