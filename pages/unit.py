from __future__ import annotations

from lib.app.kit import session, url_state
from lib.features.unit import page as unit_profile

settings = session.settings()


# A fragment: another unit or indicator runs and sends nothing of the page around it.
@url_state.part("unit")
def page() -> None:
    """The profile of the units chosen, and what can be taken away of it."""
    choice = unit_profile.choose(settings)
    unit_profile.draw(settings, choice)
    if not settings.present:
        unit_profile.offer(settings, choice)


page()
