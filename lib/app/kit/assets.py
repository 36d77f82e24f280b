"""Files a browser loads, held compressed in memory under an address that names their content."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

STATIC = Path(__file__).parents[2] / "static"

_MEDIA_TYPES = {".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
_IMPORT = re.compile(rb'from "\./([\w.-]+\.js)"')

# The newest content of each name first. A page drawn before a commit still asks for the one before
# it, and what it is sent under that address its browser keeps for ever.
_BY_NAME: dict[str, tuple[Asset, ...]] = {}
_HELD = 2
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: `url` carries the content's hash, so it may be cached for ever."""

    name: str
    digest: str
    url: str
    media_type: str
    gzipped: bytes


def publish(name: str, content: bytes, *, held: int = _HELD) -> Asset:
    """Hold `content` ready to be sent as `name`, and what was published under it before.

    `held` is how many contents a name has: more than two where readers differ in what they see.
    """
    digest = hashlib.sha256(content).hexdigest()[:12]
    asset = find(name, digest) or Asset(
        name=name,
        digest=digest,
        url=f"/assets/{name}?v={digest}",
        media_type=_MEDIA_TYPES[Path(name).suffix],
        # A fixed time keeps the bytes the same from start to start.
        gzipped=gzip.compress(content, compresslevel=6, mtime=0),
    )
    with _LOCK:
        others = [one for one in _BY_NAME.get(name, ()) if one.digest != digest]
        _BY_NAME[name] = (asset, *others)[:held]
    return asset


def static(name: str) -> Asset:
    """A file of `lib/static`, read at its first use.

    A script's imports from files beside it (`from "./x.js"`) become the addresses of those: an
    address that names no content would be kept by browsers after the file has changed.
    """
    return find(name) or publish(name, _IMPORT.sub(_linked, (STATIC / name).read_bytes()))


def _linked(found: re.Match[bytes]) -> bytes:
    return b'from "' + static(found[1].decode()).url.encode() + b'"'


def find(name: str, digest: str = "") -> Asset | None:
    """What was published under `name`: the content of this hash, or the newest where none is said.

    None for a hash that is not held: another content must not be kept under its address.
    """
    return next((one for one in _BY_NAME.get(name, ()) if digest in ("", one.digest)), None)
