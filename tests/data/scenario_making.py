"""Scenarios of every shape, for tests."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from lib.data.scenario_schema import KnownIds
from lib.model.entities import Controls
from lib.model.scenario import Scenario, Setup, Snapshot, tidy

KNOWN = KnownIds(
    series=("digital_economy_share_grdp_va", "adults_with_digital_signature"),
    units=("00004", "00008"),
    indicators=("digital_economy_share_grdp", "adults_with_digital_signature"),
    ranges={
        "grdp_growth": (0, 20),
        "digital_economy_growth": (0, 50),
        "start_year": (2027, 2030),
        "effort_by_indicator": (0, 3),
        "catch_up": (0, 0.5),
    },
)

MADE = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def scenario(name: str = "Tăng tốc", **controls: Any) -> Scenario:
    """A scenario of the share of the digital economy."""
    return Scenario(
        scenario_id="abc-1",
        name=name,
        note="Hai dòng\nghi chú",
        author="Lan",
        made_at=MADE,
        data_version="0123abcd",
        setup=Setup("digital_economy_share_grdp_va", controls=Controls(**controls)),
        snapshot=Snapshot(2030, "2025", 17.34, 8.16, 13.4, 21.97, 25.5),
    )


def _numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda value: round(value, 4))


def _values_of(name: str, hint: Any) -> st.SearchStrategy[Any]:
    low, high = KNOWN.ranges.get(name, (0.0, 100.0))
    if get_args(hint) and all(isinstance(word, str) for word in get_args(hint)):
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        efforts = st.dictionaries(st.sampled_from(sorted(KNOWN.indicators)), _numbers(low, high))
        return efforts.map(lambda found: tuple(sorted(found.items())))
    if hint is int:
        return st.integers(int(low), int(high))
    return _numbers(low, high)


_HINTS = get_type_hints(Controls)

CONTROLS: st.SearchStrategy[Controls] = st.fixed_dictionaries(
    {}, optional={each.name: _values_of(each.name, _HINTS[each.name]) for each in fields(Controls)}
).map(lambda named: Controls(**named))

SETUPS: st.SearchStrategy[Setup] = st.builds(
    Setup,
    series_id=st.sampled_from(sorted(KNOWN.series)),
    basis=st.sampled_from(("real", "nominal")),
    unit_code=st.sampled_from(("", *KNOWN.units)),
    controls=CONTROLS,
)

_FIGURES = st.none() | st.floats(-1e9, 1e9).map(lambda value: round(value, 6))
_NAMES = st.text().map(lambda text: tidy(text, longest=120))

SCENARIOS: st.SearchStrategy[Scenario] = st.builds(
    Scenario,
    scenario_id=st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True),
    name=_NAMES.filter(bool),
    note=st.text().map(lambda text: tidy(text, longest=2000, has_lines=True)),
    author=_NAMES,
    made_at=st.datetimes(
        datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants them without a zone
        datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ).map(lambda moment: moment.replace(microsecond=0)),
    data_version=st.from_regex(r"[0-9a-f]{8,12}", fullmatch=True),
    setup=SETUPS,
    snapshot=st.builds(
        Snapshot,
        year=st.integers(2026, 2050),
        last_period=st.sampled_from((None, "2025", "2025-Q3", "2025-06-30")),
        last_value=_FIGURES,
        grdp_growth=_FIGURES,
        digital_economy_growth=_FIGURES,
        baseline=_FIGURES,
        landing=_FIGURES,
    ),
)
