"""`datapackage.json` says what the schemas say."""

from __future__ import annotations

import json
from pathlib import Path

from lib.data.describe import FILE, describe


def test_description_is_up_to_date(shipped_root: Path) -> None:
    assert (shipped_root / FILE).read_text(encoding="utf-8") == describe(shipped_root)


def test_description_names_every_file_of_data(shipped_root: Path) -> None:
    resources = json.loads((shipped_root / FILE).read_text(encoding="utf-8"))["resources"]
    named = {resource["path"] for resource in resources}
    files = {
        path.relative_to(shipped_root).as_posix()
        for suffix in ("*.csv", "*.geojson")
        for path in shipped_root.rglob(suffix)
    }
    assert named == files


def test_field_carries_type_and_constraints(shipped_root: Path) -> None:
    resources = json.loads(describe(shipped_root))["resources"]
    fields = {
        resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in resources
        if "schema" in resource
    }
    assert fields["units"]["valid_to"]["type"] == "date"
    assert "constraints" not in fields["units"]["valid_to"]  # it may be empty
    assert fields["targets"]["year"]["type"] == "integer"
    assert fields["observations-city"]["provenance"]["constraints"]["enum"] == [
        "official", "estimate", "derived", "illustrative",
    ]  # fmt: skip
