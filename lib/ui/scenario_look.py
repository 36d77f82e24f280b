"""The style of the Scenarios page's texts and tables: sent once, not with every move."""

from __future__ import annotations

from typing import Final

from lib.ui import compare_choice, saved_ready, saved_shown
from lib.view import (
    compare_table,
    scenario_realism,
    scenario_tables,
    scenario_tornado,
    scenario_words,
)

STYLE: Final = "".join(
    (
        scenario_words.STYLE,
        scenario_tables.STYLE,
        scenario_realism.STYLE,
        scenario_tornado.STYLE,
        compare_table.STYLE,
        compare_choice.STYLE,
        saved_shown.STYLE,
        saved_ready.STYLE,
    )
)
