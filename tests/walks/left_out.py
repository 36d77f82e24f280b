"""What an address does not hold, each with the reason; a walk sets it back before it compares.

Kept short: what people would expect to find again in a link belongs into the address instead.
"""

from __future__ import annotations

from typing import Final

LEFT_OUT: Final[dict[str, str]] = {
    "scroll position": "a link opens at the start of the view; places have anchors of their own",
    "focus, caret, pointer": "belong to the hand of the one reader",
    "open folds": "a fold hides what is not the answer; nothing that it says is lost by closing it",
    "open menus and tips": "stand over the page for as long as they are used",
    "map zoom": "a way of looking closer, as scrolling is; the ⤢ of the map takes it back",
    "a form not yet sent": "a scenario's name, note and author belong to it once it is saved "
    "or put into a file; nobody else can have a use for a name half typed",
    "history, undo": "what one browser did before, not what is shown",
}
