"""The parts of the Scenarios page: the laboratory, what is kept, and the comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from lib.text import translator
from lib.ui import link
from lib.ui.saved_now import VIEW

if TYPE_CHECKING:
    from lib.ui.session import Settings

View = Literal["lab", "saved", "compare"]
VIEWS: Final[tuple[View, ...]] = ("lab", "saved", "compare")


def choose(settings: Settings) -> View:
    """Which part is open, kept in the link."""
    _ = translator(settings.lang).gettext
    names: dict[str, str] = {
        "lab": _("Laboratory"),
        "saved": _("Saved and files"),
        "compare": _("Compare"),
    }
    chosen = link.segments(
        _("Part of this page"), VIEWS, key=VIEW, default="lab", label_of=names.__getitem__
    )
    return next(view for view in VIEWS if view == chosen)
