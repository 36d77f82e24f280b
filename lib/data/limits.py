"""How much one import may bring and how many may read; each is a setting with a default.

A stranger's file is refused by its size before it is read, and by its unpacked size before it is
unpacked. `deploy/README.md` lists the settings.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

_MEGABYTE = 1024 * 1024


class SettingError(ValueError):
    """A setting that cannot be read, with its name, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one import may bring. Each field is read from `IMPORT_<FIELD>`."""

    megabytes: int = 20
    unpacked_megabytes: int = 200
    rows: int = 200_000
    columns: int = 2_000
    sheets: int = 50

    @property
    def size(self) -> int:
        """Bytes of a file."""
        return self.megabytes * _MEGABYTE

    @property
    def unpacked_size(self) -> int:
        """Bytes of a workbook once unpacked."""
        return self.unpacked_megabytes * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Readers:
    """How many pages may be open: in all, and from one address. Read from `READERS_<FIELD>`."""

    at_once: int = 600
    per_client: int = 200


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits of this process. Raises SettingError for one that is no whole number above 0."""
    return Limits(**_found(Limits, "IMPORT", environment))


def readers(environment: Mapping[str, str] = os.environ) -> Readers:
    """How many readers this process serves. Raises SettingError as `limits` does."""
    return Readers(**_found(Readers, "READERS", environment))


def _found(kind: type, start: str, environment: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field in fields(kind):
        name = f"{start}_{field.name.upper()}"
        text = environment.get(name, "").strip()
        if not text:
            continue
        if not text.isdecimal() or int(text) < 1:
            raise SettingError(f"{name}={text!r}: expected a whole number above 0")
        found[field.name] = int(text)
    return found
