"""Write `datapackage.json` from the schemas: `python -m lib.data.describe`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandera.pandas as pa

from lib.data.geometry import BOUNDARIES
from lib.data.paths import default_root
from lib.data.read import is_number
from lib.data.schema import TABLES, Table

FILE = "datapackage.json"

_LICENCES: dict[str, dict[str, str]] = {
    "CC-BY-3.0-IGO": {
        "name": "CC-BY-3.0-IGO",
        "path": "https://creativecommons.org/licenses/by/3.0/igo/",
        "title": "Creative Commons Attribution 3.0 IGO",
    },
    "ODbL-1.0": {
        "name": "ODbL-1.0",
        "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        "title": "Open Data Commons Open Database License 1.0",
    },
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0",
    },
    "CC0-1.0": {
        "name": "CC0-1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        "title": "Creative Commons Zero 1.0",
    },
}
_FILE_LICENCE = {
    "boundaries/districts.geojson": "CC-BY-3.0-IGO",
    "boundaries/communes.geojson": "ODbL-1.0",
    "reference/reference_series.csv": "CC-BY-4.0",
    "observations/illustrative_districts.csv": "CC0-1.0",
    "observations/illustrative_communes.csv": "CC0-1.0",
}


def main() -> None:
    """Rewrite the description of the shipped package."""
    root = default_root()
    (root / FILE).write_text(describe(root), encoding="utf-8")
    print(root / FILE)


def describe(root: Path) -> str:
    """The Frictionless description of the package in `root`, as JSON text."""
    description = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ha-noi-so",
        "title": "Hà Nội Số: digital targets, indicators and observations of Hà Nội",
        "description": "See README.md for what is official and what is illustrative. Each source "
        "has its licence in sources.csv; resources with a licence of their own name it.",
        "resources": [*_tables(root), *_boundaries()],
    }
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


def _tables(root: Path) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        for path in sorted(root.glob(table.path)):
            name = path.relative_to(root).as_posix()
            yield {
                "name": _resource_name(name),
                "type": "table",
                "path": name,
                "description": table.schema.description,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                **_licences(name),
                "schema": _schema(table),
            }


def _boundaries() -> Iterator[dict[str, Any]]:
    for geography, name in BOUNDARIES.items():
        yield {
            "name": _resource_name(name),
            "path": name,
            "description": f"Outlines by code of each {geography}; for choropleths only.",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            **_licences(name),
        }


def _resource_name(path: str) -> str:
    return path.rsplit(".", 1)[0].replace("/", "-").replace("_", "-")


def _licences(path: str) -> dict[str, Any]:
    licence = _FILE_LICENCE.get(path)
    return {"licenses": [_LICENCES[licence]]} if licence else {}


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.schema.columns.items()],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    # Frictionless refers to one resource; keys that groups share are checked by lib.data.rules.
    if table.foreign:
        schema["foreignKeys"] = [
            {
                "fields": list(foreign.columns),
                "reference": {"resource": foreign.to, "fields": list(foreign.to_columns)},
            }
            for foreign in table.foreign
        ]
    return schema


def _field(name: str, column: pa.Column) -> dict[str, Any]:
    metadata = column.metadata or {}
    constraints = {
        key: metadata[key] for key in ("enum", "pattern", "minimum", "maximum") if key in metadata
    }
    if not metadata["blank"]:
        constraints["required"] = True
    kind = metadata.get("frictionless") or ("number" if is_number(column) else "string")
    described = {"name": name, "type": kind, "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})


if __name__ == "__main__":
    main()
