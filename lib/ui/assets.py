"""Files a browser loads, held compressed in memory under an address that names their content."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"

_MEDIA_TYPES = {".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
_IMPORT = re.compile(rb'from "\./([\w.-]+\.js)"')
_BY_NAME: dict[str, Asset] = {}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: `url` carries the content's hash, so it may be cached for ever."""

    name: str
    url: str
    media_type: str
    gzipped: bytes


def publish(name: str, content: bytes) -> Asset:
    """Hold `content` ready to be sent as `name`; the same name again replaces it."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    asset = Asset(
        name=name,
        url=f"/assets/{name}?v={digest}",
        media_type=_MEDIA_TYPES[Path(name).suffix],
        # A fixed time keeps the bytes the same from start to start.
        gzipped=gzip.compress(content, compresslevel=6, mtime=0),
    )
    _BY_NAME[name] = asset
    return asset


def static(name: str) -> Asset:
    """A file of `lib/static`, read at its first use.

    A script's imports from files beside it (`from "./x.js"`) become the addresses of those: an
    address that names no content would be kept by browsers after the file has changed.
    """
    return _BY_NAME.get(name) or publish(name, _IMPORT.sub(_linked, (STATIC / name).read_bytes()))


def _linked(found: re.Match[bytes]) -> bytes:
    return b'from "' + static(found[1].decode()).url.encode() + b'"'


def find(name: str) -> Asset | None:
    """What was published under `name`."""
    return _BY_NAME.get(name)
