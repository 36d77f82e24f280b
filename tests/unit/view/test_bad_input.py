"""Whatever a series holds, a target gets a stated verdict and whole sentences, never a fault.

Missing, constant, zero, negative, beyond the cap, of one period twice, or a single one: from rows
as the data package has them to the last word in both languages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, get_args

from hypothesis import example, given
from hypothesis import strategies as st

from lib.analysis.progress.outlook import Outlook, outlook
from lib.analysis.progress.points import points_by_series
from lib.analysis.progress.verdict import Assessment, Verdict
from lib.features.overview import wording
from lib.features.overview.summary import Fact
from lib.features.targets.bullet_bar import bar
from lib.model.entities import Indicator, Series
from lib.model.vocabulary import Comparator, Lang
from lib.wording.formulas import formulas, thresholds
from lib.wording.outlook import (
    chance_note,
    landing_sentences,
    landing_words,
    method_sentences,
    months_words,
    standing_sentences,
)
from lib.wording.verdict_reasons import (
    distance_sentence,
    missing_sentence,
    reason_sentence,
    required_pace_sentence,
)
from tests.unit.analysis.making import (
    COUNT,
    DOWN,
    GEOMETRIC,
    GROWTH,
    INDEX_0_1,
    LINEAR,
    NOTHING,
    PROPERTY,
    RANK,
    SHARE,
    TODAY,
    observations,
    one,
    target,
)

SERIES: Final = Series("series", "a_share", NOTHING, NOTHING)
INDICATORS: Final = (
    LINEAR,
    SHARE,
    GEOMETRIC,
    DOWN,
    COUNT,
    RANK,
    GROWTH,
    INDEX_0_1,
    replace(SHARE, cap=None),
    replace(SHARE, path="none"),
)

Row = tuple[str, float]
Found = tuple[Assessment, Outlook]

_PERIODS = st.sampled_from(
    ["2018", "2019", "2021", "2022-11", "2023", "2024", "2024-12-31", "2025-Q3", "2029", "undated"]
)
# What is missing, nought, constant, below nought, at and beyond the cap, and what is sound.
_VALUES = st.one_of(
    st.sampled_from([float("nan"), 0.0, -3.0, 50.0, 99.996, 100.0, 250.0, 1e-9, -1e12, 1e12]),
    st.floats(0.01, 99.9).map(lambda value: round(value, 2)),
)
_ROWS = st.lists(st.tuples(_PERIODS, _VALUES), max_size=7)
_ASKED = st.tuples(
    st.sampled_from([-1.0, 0.0, 0.9, 30.0, 50.0, 80.0, 100.0, 1e9]),
    st.sampled_from([2020, 2025, 2030]),
    st.sampled_from(get_args(Comparator)),
)


def found_of(rows: list[Row], asked: tuple[float, int, Comparator], indicator: Indicator) -> Found:
    """The verdict and both questions on rows as they come."""
    low, year, comparator = asked
    frame = observations(*({"period": text, "value": value} for text, value in rows))
    known = points_by_series(frame, official_only=True).get("series", ())
    high = low + 5 if comparator == "range" else low
    verdict = one(target(low, high, year=year, comparator=comparator), indicator, known)
    return verdict, outlook(verdict, indicator, known, today=TODAY)


def every_word(verdict: Assessment, found: Outlook, indicator: Indicator, lang: Lang) -> list[str]:
    """All that the pages say of it."""
    fact = Fact(
        "series",
        indicator,
        (verdict.last,) if verdict.last else (),
        verdict if verdict.is_past else None,
        None if verdict.is_past else verdict,
        found,
    )
    drawn = bar([verdict], indicator, lang, [found])
    return [
        reason_sentence(verdict, indicator, SERIES, lang),
        distance_sentence(verdict, indicator, lang),
        required_pace_sentence(verdict, indicator, lang),
        missing_sentence(verdict, indicator, SERIES, lang),
        months_words(found.standing, lang),
        chance_note(found.landing, verdict, indicator, lang),
        landing_words(found.landing, indicator, verdict.target.year, lang),
        *standing_sentences(found, verdict, indicator, lang),
        *landing_sentences(found, verdict, indicator, lang),
        *method_sentences(found.badge, indicator, lang),
        *formulas(verdict, indicator, lang),
        *thresholds(verdict, indicator, lang),
        *([wording.fact_words(fact, lang)] if fact.shown else []),
        *([drawn.alt] if drawn else []),
    ]


@PROPERTY
@given(_ROWS, _ASKED, st.sampled_from(INDICATORS))
@example([("2019", 50.0), ("2022-11", 50.0), ("2024", 50.0)], (80.0, 2030, ">="), SHARE)
@example([("2019", 0.0), ("2022-11", 0.0), ("2024", 0.0)], (80.0, 2030, ">="), GEOMETRIC)
@example([("2024", 50.0), ("2024-12-31", 60.0)], (80.0, 2030, ">="), SHARE)
@example([("2024", 50.0), ("2024", 60.0)], (80.0, 2030, ">="), SHARE)
@example([("2019", 250.0), ("2022-11", 260.0), ("2024", 270.0)], (80.0, 2030, "<="), SHARE)
@example([("undated", 50.0)], (80.0, 2030, ">="), SHARE)
@example([("2029", 99.996)], (100.0, 2030, "="), SHARE)
def test_any_rows_give_a_stated_verdict_and_whole_sentences(
    rows: list[Row], asked: tuple[float, int, Comparator], indicator: Indicator
) -> None:
    verdict, found = found_of(rows, asked, indicator)
    assert verdict.verdict in get_args(Verdict)
    for lang in get_args(Lang):
        for said in every_word(verdict, found, indicator, lang):
            assert not {"{", "}"} & set(said), said
            assert not {"nan", "inf", "∞", "none"} & set(said.lower().split()), said


@PROPERTY
@given(_ROWS, _ASKED, st.sampled_from(INDICATORS))
def test_little_evidence_never_looks_sure(
    rows: list[Row], asked: tuple[float, int, Comparator], indicator: Indicator
) -> None:
    verdict, found = found_of(rows, asked, indicator)
    landing = found.landing
    if verdict.level != "A":
        assert (landing.low, landing.high, landing.chance) == (None, None, None)
    if verdict.level in ("C", "D"):
        assert verdict.pace_ratio is None
        assert landing.fan == ()
        assert found.standing.months is None
    if verdict.level == "B" and verdict.reason == "pace":
        assert verdict.provisional
    if landing.chance is not None:
        assert 0 <= landing.chance <= 1


@PROPERTY
@given(_ROWS, _ASKED, st.sampled_from(INDICATORS))
def test_a_bar_never_leaves_its_track(
    rows: list[Row], asked: tuple[float, int, Comparator], indicator: Indicator
) -> None:
    verdict, found = found_of(rows, asked, indicator)
    drawn = bar([verdict], indicator, "en", [found])
    if drawn is None:
        return
    places: list[Any] = [drawn.last, drawn.start, drawn.landing, *drawn.paths, *(drawn.reach or ())]
    places += [end for goal in drawn.goals for end in goal]
    assert all(place is None or 0 <= place <= 100 for place in places)
