"""The style of the Scenarios page's texts and tables: sent once, not with every move."""

from __future__ import annotations

from typing import Final

from lib.features.scenarios import realism, tornado, wording
from lib.features.scenarios import tables as scenario_tables
from lib.features.scenarios.compare import choice
from lib.features.scenarios.compare import tables as compare_table
from lib.features.scenarios.saved import detail, presets

STYLE: Final = "".join(
    (
        wording.STYLE,
        scenario_tables.STYLE,
        realism.STYLE,
        tornado.STYLE,
        compare_table.STYLE,
        choice.STYLE,
        detail.STYLE,
        presets.STYLE,
    )
)
