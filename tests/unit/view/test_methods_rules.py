"""The tables of rules: every verdict, comparison and kind of empty has one, with today's counts."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from lib.analysis.progress.targets import assess_all
from lib.analysis.progress.verdict import Verdict, verdict_of_ratio
from lib.data.package import Dataset, load
from lib.features.methods.html import PARTS, Body, boxed, contents, folded, listed, table
from lib.features.methods.prose import FORMULAS, Place, text
from lib.features.methods.verdict_rules import (
    COMPARISONS,
    RULES,
    RuleExample,
    comparison_table,
    lead,
    level_table,
    missing_table,
    rule,
    standing_of,
    verdict_frame,
    verdict_table,
)
from lib.model.vocabulary import Comparator, Lang, MissingReason
from lib.wording import terms
from tests.serving import ROOT

LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def found(package: Dataset) -> RuleExample:
    return standing_of(
        assess_all(
            package.targets,
            indicators=package.indicators,
            series=package.series,
            documents=package.documents,
            observations=package.observations,
            today=date(2026, 11, 25),
        )
    )


def test_every_verdict_has_a_rule_and_every_comparator_a_line() -> None:
    assert set(RULES) == set(get_args(Verdict)) == set(terms.SIGNS)
    assert set(COMPARISONS) == set(get_args(Comparator))


def test_the_thresholds_are_the_engines_own() -> None:
    assert rule("on_track", "en") == "R is 0.95 or more."
    assert rule("accelerate", "en") == "R is at least 0.60 and below 0.95."
    assert rule("far_off", "vi") == "R từ 0 đến dưới 0,60."
    assert [verdict_of_ratio(r) for r in (0.95, 0.949, 0.60, 0.599, 0.0, -0.001)] == [
        "on_track", "accelerate", "accelerate", "far_off", "far_off", "going_back",
    ]  # fmt: skip


def test_the_counts_of_the_shipped_targets(found: RuleExample) -> None:
    assert found.targets == sum(found.verdicts.values()) == sum(found.levels.values()) == 85
    assert found.milestones == {"no_report": 52}
    assert (found.several, found.levels["C"], found.levels["D"]) == (9, 8, 68)
    assert lead(found, "en") == (
        "Every verdict follows from published figures by rules fixed beforehand: of 85 distinct "
        "targets, 9 have figures of two dates or more, 8 a single one, 68 none."
    )


def test_the_table_of_verdicts_counts_each_target_once(found: RuleExample) -> None:
    taken = verdict_frame(found, "en")
    assert list(taken["verdict"]) == list(terms.SIGNS)
    assert taken["targets_today"].sum() == 85 + 52
    assert taken.set_index("verdict").loc["missed", "targets_today"] == 2


@pytest.mark.parametrize("lang", LANGS)
def test_a_sign_is_shape_colour_and_word(found: RuleExample, lang: Lang) -> None:
    drawn = verdict_table(found, lang, "light")
    for verdict, sign in terms.SIGNS.items():
        assert f'aria-hidden="true">{sign.shape}</span>{terms.verdict(verdict, lang)}' in drawn


@pytest.mark.parametrize("lang", LANGS)
def test_the_other_tables_say_all_their_kinds(found: RuleExample, lang: Lang) -> None:
    assert comparison_table(lang).count("<tr>") == 1 + len(get_args(Comparator))
    assert level_table(found, lang).count("<tr>") == 1 + 4
    assert missing_table(lang).count("<tr>") == 1 + len(get_args(MissingReason)) == 6


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", get_args(Place))
def test_every_place_has_a_text_with_all_its_figures(place: Place, lang: Lang) -> None:
    known: dict[str, str | int] = {
        "n": 8, "documents": "18-NQ/TU: 30/12/2022", "version": "abc", "day": "31/3/2026",
        "old": 30, "new": 126, "ended": "30/6/2025", "began": "1/7/2025",
    }  # fmt: skip
    said = text(place, lang, known=known)
    assert said
    assert not set("{}") & set(said)


def test_texts_take_their_numbers_from_the_rules() -> None:
    assert "so 89.995 counts as 90.00" in text("precision", "en")
    assert "0,5" in text("cap", "vi")
    assert "99,5" in text("cap", "vi")
    assert "under 80%" in text("city", "en")
    assert "0.5, 1, 1.5 times" in text("spread", "en")
    assert text("symbols", "en", part=1, known={"documents": "x"}).startswith("The start is")


def test_every_formula_closes_what_it_opens() -> None:
    for tex in FORMULAS.values():
        assert tex.count("{") == tex.count("}")
        assert tex.count(r"\big(") == tex.count(r"\big)")


@pytest.mark.parametrize("lang", LANGS)
def test_the_contents_lead_to_every_part(lang: Lang) -> None:
    drawn = contents(lang)
    for name in PARTS:
        assert f'href="#{name}"' in drawn


def test_names_and_labels_are_escaped() -> None:
    evil = "<script>&"
    assert "<script>" not in table((evil, "b"), [Body(evil, [("x", "y")])], label=evil)
    assert "<script>" not in boxed("", label=evil, on_paper=evil)
    assert "<script>" not in folded(evil, "")
    assert "<script>" not in listed([evil], classes="me-refs")


def test_a_marked_row_stands_out() -> None:
    drawn = table(("a", "b"), [Body("", [("x", "1"), ("y", "2")], frozenset({1}))], label="t")
    assert '<tr class="ours"><th scope="row">y</th>' in drawn
    assert '<tr><th scope="row">x</th>' in drawn
