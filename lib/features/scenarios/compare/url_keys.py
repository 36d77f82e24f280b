"""Which scenarios are compared, as the link holds them.

A scenario of the program or of the store is named by its id; one that somebody set up travels
whole, with its name, since a reader may have nowhere else to keep it.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final

from lib.data import scenario_schema
from lib.data.scenario_schema import Checks, KnownIds, ScenarioError
from lib.model.json_bytes import packed_json
from lib.model.scenario import LONGEST_NAME, Setup

NOW: Final = "now"
LAB: Final = "lab"
READY: Final = "r-"
SAVED: Final = "s-"
OWN: Final = "c-"
MOST: Final = 4

_BETWEEN: Final = "~"
_LONGEST_OWN: Final = 1200
LONGEST: Final = MOST * (_LONGEST_OWN + 2)


def joined(tokens: tuple[str, ...]) -> str:
    """The tokens as one text of the address."""
    return _BETWEEN.join(tokens)


def parted(text: str) -> tuple[str, ...]:
    """The tokens in a text of the address, each once, no more than can be compared."""
    return tuple(dict.fromkeys(token for token in text.split(_BETWEEN) if token))[:MOST]


def own(name: str, setup: Setup) -> str:
    """The token of a scenario that travels whole: its name, price basis and changed controls."""
    held = {"n": name, "b": setup.basis, "c": scenario_schema.plain_controls(setup.controls)}
    return OWN + base64.urlsafe_b64encode(packed_json(held)).decode().rstrip("=")


def read_own(token: str, series_id: str, known: KnownIds) -> tuple[str, Setup] | None:
    """Name and setup from what `own` made, on the series that is looked at.

    None for anything else: a link comes from anywhere.
    """
    text = token.removeprefix(OWN)
    if len(token) > _LONGEST_OWN or text == token:
        return None
    try:
        raw = json.loads(
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, binascii.Error, RecursionError):
        return None
    checks = Checks()
    held = checks.mapping(raw, "")
    checks.only(held, ("n", "b", "c"), "")
    name = checks.text(held.get("n"), "name", longest=LONGEST_NAME)
    whole = {"series": series_id, "basis": held.get("b"), "controls": held.get("c")}
    setup = scenario_schema.setup_of(checks, whole, known)
    try:
        checks.end()
    except ScenarioError:
        return None
    return (name, setup) if name else None
