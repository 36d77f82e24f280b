from __future__ import annotations

from lib.ui import scenario_lab, session

settings = session.settings()
choice = scenario_lab.choose(settings)
scenario_lab.laboratory(settings, choice)
