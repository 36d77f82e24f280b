"""Scenario files: what is written comes back the same; what is wrong is told and refused."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any, get_args
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.data import scenario_schema
from lib.data.scenario_file import FORMAT, LARGEST, read, written
from lib.data.scenario_schema import ScenarioError
from lib.model.scenario import SCHEMA_VERSION
from lib.model.vocabulary import Lang
from tests.data.scenario_making import KNOWN, SCENARIOS, scenario

BASE = json.loads(written(scenario(grdp_growth=9.5)))


def changed(**others: Any) -> bytes:
    return json.dumps(BASE | others).encode()


def without(name: str) -> bytes:
    return json.dumps({key: value for key, value in BASE.items() if key != name}).encode()


def controls(**named: Any) -> bytes:
    return changed(controls=named)


def refused(content: bytes) -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as caught:
        read(content, KNOWN)
    for lang in get_args(Lang):
        assert all(fault.text(lang) for fault in caught.value.faults)
    return tuple(fault.text("en") for fault in caught.value.faults)


@given(SCENARIOS)
@settings(max_examples=200)
def test_what_is_written_comes_back_the_same(made: Any) -> None:
    assert read(written(made), KNOWN) == made


def test_a_file_says_what_it_is_and_holds_only_what_differs() -> None:
    assert BASE["format"] == FORMAT
    assert BASE["schema_version"] == SCHEMA_VERSION
    assert BASE["controls"] == {"grdp_growth": 9.5}
    assert BASE["snapshot"]["baseline"] == 21.97
    assert "Tăng tốc" in written(scenario()).decode()


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf" + changed(), KNOWN) == scenario(grdp_growth=9.5)


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "JSON"),
    "no json": (b"name,value\n1,2\n", "JSON, up to line 1, column 1"),
    "cut short": (changed()[:-20], "JSON"),
    "not text": (b"\xff\xfe\x00{", "text in UTF-8"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "text in UTF-8"),
    "huge": (b" " * (LARGEST + 1), "at most 64 kB"),
    "deep": (b'{"format":' + b"[" * 900 + b"]" * 900 + b"}", "at most 6 levels"),
    "very deep": (b"[" * 60_000, "at most 6 levels"),
    "list": (b"[]", "a scenario saved by this program"),
    "number": (b"7", "a scenario saved by this program"),
    "null": (b"null", "a scenario saved by this program"),
    "foreign": (b'{"type": "FeatureCollection"}', "a scenario saved by this program"),
    "newer": (changed(schema_version=99), "it was made by a newer program"),
    "no version": (without("schema_version"), "a version number"),
    "version of text": (changed(schema_version="1"), "a version number"),
    "version true": (changed(schema_version=True), "a version number"),
    "duplicate key": (changed()[:-1] + b', "name": "x"}', "every name once"),
    "nan": (changed(snapshot={"year": 2030, "baseline": float("nan")}), "numbers that can be"),
    "infinity": (changed(controls={"grdp_growth": float("inf")}), "numbers that can be"),
    "1e999": (changed().replace(b"9.5", b"1e999"), "a number from 0 to 20"),
    "endless digits": (changed().replace(b"9.5", b"9" * 5_000), "numbers that can be"),
    "text for a number": (controls(grdp_growth="9"), "a number from 0 to 20"),
    "true for a number": (controls(grdp_growth=True), "a number from 0 to 20"),
    "list for a number": (controls(grdp_growth=[9]), "a number from 0 to 20"),
    "too high": (controls(effort_society=1e6), "a number from"),
    "too low": (controls(grdp_growth=-0.001), "a number from 0 to 20"),
    "half a year": (controls(start_year=2027.5), "a whole number"),
    "unknown control": (controls(magic=1), "no name but those known here"),
    "controls as list": (changed(controls=[1]), "named values"),
    "unknown series": (changed(series="no_such"), "a series known here"),
    "series as list": (changed(series=["x"]), "a series known here"),
    "unknown unit": (changed(unit="99999"), "the code of a commune"),
    "unknown basis": (changed(basis="black"), "one of: real, nominal"),
    "unknown field": (changed(__proto__={"x": 1}), "no name but those known here"),
    "lone surrogate": (changed(name="a\ud800b"), "text without broken letters"),
    "name as number": (changed(name=3), "text of at most 120 letters"),
    "long name": (changed(name="x" * 121), "text of at most 120 letters"),
    "empty name": (changed(name=" \u200b "), "a name"),
    "no name": (without("name"), "text of at most 120 letters"),
    "long note": (changed(note="x" * 2001), "text of at most 2000 letters"),
    "id of a path": (changed(id="../../etc/passwd"), "letters and digits"),
    "no date": (changed(made_at="yesterday"), "a moment such as"),
    "no zone": (changed(made_at="2026-11-25T04:00:00"), "a moment such as"),
    "data version": (changed(data_version="x" * 99), "a data version"),
    "no snapshot": (without("snapshot"), "named values"),
    "snapshot year": (changed(snapshot={"year": 12}), "a number from 2000 to 2200"),
    "snapshot period": (changed(snapshot={"year": 2030, "last_period": "soon"}), "a period"),
}


@pytest.mark.parametrize("which", BROKEN)
def test_a_broken_file_is_told(which: str) -> None:
    content, expected = BROKEN[which]
    assert any(expected in told for told in refused(content)), refused(content)


def test_every_fault_is_told_at_once_with_its_place() -> None:
    told = refused(changed(unit="x", basis="y", controls={"grdp_growth": 99}))
    assert [one.split(":")[0] for one in told] == ["basis", "unit", "controls.grdp_growth"]
    assert told[2] == "controls.grdp_growth: found “99”, expected a number from 0 to 20"


def test_names_of_strangers_stay_text() -> None:
    name = "<script>alert(1)</script> ${x} {y} %s"
    assert read(changed(name=name), KNOWN).name == name
    assert "<script>" in refused(changed(series="<script>"))[0]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.sampled_from(sorted(BASE)),
)
@settings(max_examples=300)
def test_anything_in_any_field_is_read_or_told(thing: Any, name: str) -> None:
    with contextlib.suppress(ScenarioError):
        assert read(changed(**{name: thing}), KNOWN).name


@given(st.binary(max_size=400))
def test_any_bytes_are_told(content: bytes) -> None:
    with pytest.raises(ScenarioError):
        read(content, KNOWN)


def test_an_older_form_is_brought_up_step_by_step() -> None:
    def third(raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {"name": raw["name"] + " 3"}

    def second(raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {"name": raw.pop("title") + " 2"}

    steps: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: second, 2: third}
    old = {**BASE, "title": "Cũ"}
    del old["name"]
    with (
        patch.object(scenario_schema, "SCHEMA_VERSION", 3),
        patch.object(scenario_schema, "UPGRADES", steps),
    ):
        assert read(json.dumps(old).encode(), KNOWN).name == "Cũ 2 3"


HARD = {
    "escaped quotes without an end": b'"' + b'\\"' * 32_000,
    "quotes": b'"' * 64_000,
    "names": b"{" + b",".join(b'"%d":1' % n for n in range(6_000)) + b"}",
    "one name again and again": b"{" + b",".join([b'"a":1'] * 10_000) + b"}",
    "a number of ten thousand digits": b'{"format": ' + b"9" * 10_000 + b"}",
    "a fraction of ten thousand digits": b'{"format": 0.' + b"9" * 10_000 + b"}",
    "a power that no number has": b'{"format": 1e' + b"9" * 300 + b"}",
    "depth": b"[" * 60_000,
    "depth in pairs": b'{"a":' * 12_000,
    "a huge name": b'{"' + b"a" * 60_000 + b'": 1}',
    "white space": b" " * 64_000,
}


@pytest.mark.parametrize("which", HARD)
def test_a_hard_file_is_refused_in_few_words(which: str) -> None:
    assert all(len(told) < 500 for told in refused(HARD[which]))
