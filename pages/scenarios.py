from __future__ import annotations

from lib.ui import scenario_lab, session

settings = session.settings()
series_id = scenario_lab.choose(settings)
scenario_lab.laboratory(settings, series_id)
