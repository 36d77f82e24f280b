"""JSON without a byte too many, for what travels: to a browser, in a file, in a link."""

from __future__ import annotations

import json
from typing import Any


def packed_json(thing: Any) -> bytes:
    """`thing` as JSON in UTF-8, no spaces; "ị" is three bytes of it, not the six of an escape.

    Raises ValueError for a number that is none: no reader of JSON takes it.
    """
    return json.dumps(thing, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
