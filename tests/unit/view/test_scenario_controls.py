"""The controls: what each can move, why the rest are off, defaults and their source."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from lib.analysis.scenarios.levers import ACTIONS, ASSUMPTIONS
from lib.analysis.scenarios.whatif import attribute_effects
from lib.app.kit import session_dataset
from lib.features.scenarios.ledger import ledger_html, summary
from lib.features.scenarios.parameters import SPANS, Range, accepts, described, values_of
from lib.features.scenarios.saved.wording import own_efforts, sets
from lib.features.scenarios.tables import (
    communes_frame,
    taken_communes,
    taken_years,
    years_html,
)
from lib.features.scenarios.url_keys import key_of
from lib.model.entities import Controls
from lib.model.vocabulary import Lang
from tests.unit.view.scenarios import ILLUSTRATIVE, ONE_FIGURE, SHARE, subject

LANGS: tuple[Lang, ...] = get_args(Lang)


def rows(series_id: str, lang: Lang = "en", **chosen: Any) -> dict[str, dict[str, Any]]:
    found, stand, _ = subject(series_id, lang=lang, **chosen)
    return {
        row["id"]: row | {"kind": group["kind"]}
        for group in described(stand, found.indicator, lang)["groups"]
        for row in group["rows"]
    }


def test_assumptions_and_actions_are_apart_and_every_lever_has_a_control() -> None:
    found = rows(SHARE)
    by_kind = {
        kind: {name for name, row in found.items() if row["kind"] == kind}
        for kind in ("assumption", "action")
    }
    assert by_kind == {"assumption": set(ASSUMPTIONS), "action": set(ACTIONS)}


@pytest.mark.parametrize("lang", LANGS)
def test_every_control_says_what_its_levels_mean_or_where_its_default_is_from(lang: Lang) -> None:
    for series_id in (SHARE, ILLUSTRATIVE):
        for row in rows(series_id, lang).values():
            assert row["hint"] or row.get("options"), row["id"]


def test_defaults_are_the_last_published_rates_with_their_source() -> None:
    found = rows(SHARE)
    assert found["grdp_growth"]["default"] == 8.16
    assert found["digital_economy_growth"]["default"] == 13.4
    assert "8.16% (2025, official estimate)" in found["grdp_growth"]["hint"]
    assert rows(SHARE, nominal=True)["grdp_growth"]["default"] == 11.05


@pytest.mark.parametrize("lang", LANGS)
def test_a_control_that_cannot_act_says_why(lang: Lang) -> None:
    share = rows(SHARE, lang)
    assert {name for name, row in share.items() if "rest" not in row} == {
        "grdp_growth",
        "digital_economy_growth",
    }
    society = rows(ILLUSTRATIVE, lang)
    assert {name for name, row in society.items() if "rest" not in row} == {
        "effort_society",
        "effort_by_indicator",
        "start_year",
        "ramp_years",
        "catch_up",
        "ceiling",
        "sharing",
    }
    one = rows(ONE_FIGURE, lang, official_only=True)
    assert all(row["rest"] for row in one.values())


def test_growth_on_another_price_basis_is_another_control() -> None:
    assert key_of("grdp_growth", "real", "x") != key_of("grdp_growth", "nominal", "x")
    keys = {key_of(span.lever, "real", "x") for span in SPANS}
    assert len(keys) == len(SPANS)


def test_every_default_lies_in_its_range_and_on_a_step() -> None:
    for nominal in (False, True):
        _, stand, _ = subject(SHARE, nominal=nominal)
        for one in stand:
            span = one.span
            assert accepts(span, one.default), one.lever
            if isinstance(span, Range) and one.default is not None:
                steps = (float(one.default) - span.low) / span.step
                assert steps == pytest.approx(round(steps), abs=1e-6)


def test_values_are_by_lever() -> None:
    _, stand, _ = subject(SHARE, sc_grdp=9.0)
    assert values_of(stand)["grdp_growth"] == 9.0


def test_the_ledger_lists_what_differs() -> None:
    found, stand, controls = subject(SHARE, lang="en", sc_grdp=10.0, sc_digital=20.0)
    book = attribute_effects(found.history, found.projection, controls, horizon=2030)
    assert book is not None
    html = ledger_html(book, stand, found.indicator, year=2030, lang="en")
    assert "8.16% → 10%" in html
    assert "13.4% → 20%" in html
    assert "−1.78 percentage points" in html
    assert "Effort" not in html


def test_an_unchanged_ledger_says_it_is_the_baseline() -> None:
    found, stand, controls = subject(SHARE, lang="en")
    book = attribute_effects(found.history, found.projection, controls, horizon=2030)
    assert book is not None
    html = ledger_html(book, stand, found.indicator, year=2030, lang="en")
    assert "this is the baseline" in html


def test_a_control_at_rest_has_no_effect_in_the_ledger() -> None:
    found, stand, controls = subject(SHARE, lang="en", sc_soc=2.0)
    book = attribute_effects(found.history, found.projection, controls, horizon=2030)
    assert book is not None
    assert ">–<" in ledger_html(book, stand, found.indicator, year=2030, lang="en")
    assert not found.landing.is_changed


@pytest.mark.parametrize("lang", LANGS)
def test_years_and_communes_are_taken_with_source_and_provenance(lang: Lang) -> None:
    found, _, _ = subject(ILLUSTRATIVE, lang=lang, sc_soc=2.0)
    years = taken_years(found, sources="a source", lang=lang)
    assert len(years) == len(found.projection.t)
    assert years.iloc[-1].str.contains("a source").any()
    assert "table" in years_html(found, lang)
    units = {
        u.unit_code: u
        for u in session_dataset.units_of(session_dataset.package().version, "commune")
    }
    table = taken_communes(found, units, sources="a source", lang=lang)
    assert table.shape[0] == 126
    mark = "illustrative" if lang == "en" else "minh họa"
    assert (table == mark).any(axis=1).all()
    shown = communes_frame(found, units, lang=lang)
    difference = shown.iloc[:, 3] - shown.iloc[:, 2]
    assert (difference - shown.iloc[:, 4]).abs().max() < 1e-9


@pytest.mark.parametrize(("lang", "word"), [("en", "comes to a stop"), ("vi", "dừng dần")])
def test_no_effort_is_named_wherever_it_is_said(lang: Lang, word: str) -> None:
    found, stand, controls = subject(ILLUSTRATIVE, lang=lang, sc_soc=0.0)
    row = rows(ILLUSTRATIVE, lang)["effort_society"]
    assert row["zero"] == word
    assert word not in row["range"]
    made = attribute_effects(found.history, found.projection, controls, horizon=2030)
    assert made is not None
    for said in (
        ledger_html(made, stand, found.indicator, year=2030, lang=lang),
        " ".join(summary(made, stand, found.indicator, year=2030, lang=lang)),
        sets(controls, lang),
        own_efforts([("par_index", 0.0)], lang),
    ):
        assert f"×0 ({word})" in said
    assert f"×1 ({word})" not in sets(Controls(effort_society=1.5), lang)


def test_assumptions_and_actions_are_told_apart_only_where_both_act() -> None:
    # An effort elsewhere moves nothing here, so there is nothing to tell apart.
    elsewhere, stand, controls = subject(SHARE, lang="en", sc_digital=20.0, sc_eco=2.0)
    assert elsewhere.assumed is None
    made = attribute_effects(elsewhere.history, elsewhere.projection, controls, horizon=2030)
    assert made is not None
    said = " ".join(summary(made, stand, elsewhere.indicator, year=2030, lang="en"))
    assert "from the actions" not in said


OWN = f"sc_one_{ILLUSTRATIVE}"


def landed(**chosen: float) -> float:
    found = subject(ILLUSTRATIVE, **chosen)[0].landing.scenario  # type: ignore[arg-type]
    assert found is not None
    return found


def test_an_effort_of_its_own_follows_the_pillar_until_it_is_set_and_may_be_one() -> None:
    as_now, pillar = landed(), landed(sc_soc=2.0)
    assert pillar != as_now
    assert landed(sc_soc=2.0, **{OWN: 1.0}) == as_now
    # No jump where it passes 1: as close to 1 as it gets is as close to its value.
    below, above = landed(sc_soc=2.0, **{OWN: 0.95}), landed(sc_soc=2.0, **{OWN: 1.05})
    assert below < as_now < above < pillar
    (one,) = (
        one for one in subject(ILLUSTRATIVE, sc_soc=2.0)[1] if one.lever == "effort_by_indicator"
    )
    assert one.value is None
    # And the pillar's own control says that it does nothing here.
    _, stand, _ = subject(ILLUSTRATIVE, sc_soc=2.0, **{OWN: 1.0})  # type: ignore[arg-type]
    assert {one.lever: one.idle for one in stand if one.idle} == {
        "effort_society": "own_effort",
        "start_year": "no_effort",
        "ramp_years": "no_effort",
        "sharing": "no_more_effort",
    }


def test_what_needs_an_effort_does_nothing_without_one_and_is_no_change() -> None:
    found, stand, controls = subject(ILLUSTRATIVE, lang="en", sc_start=2029, sc_ramp=4.0)
    idle = {one.lever: one.idle for one in stand if one.idle}
    assert idle == {
        "start_year": "no_effort",
        "ramp_years": "no_effort",
        "sharing": "no_more_effort",
    }
    assert not found.landing.is_changed
    made = attribute_effects(found.history, found.projection, controls, horizon=2030)
    assert made is not None
    said = summary(made, stand, found.indicator, year=2030, lang="en")
    assert said == ("Nothing is changed that moves this indicator: it goes on as now.",)
    for chosen in ({"sc_soc": 1.5}, {"sc_soc": 0.5}, {"sc_catch": 0.1}):
        _, others, _ = subject(ILLUSTRATIVE, **chosen)  # type: ignore[arg-type]
        assert "start_year" not in {one.lever for one in others if one.idle}


def test_employment_that_nobody_published_is_not_set_and_not_nought() -> None:
    found, stand, _ = subject("labour_productivity_growth", lang="en")
    (jobs,) = (one for one in stand if one.lever == "employment_growth")
    assert (jobs.value, jobs.default) == (None, None)
    assert (found.landing.scenario, found.landing.odds) == (None, None)
    assumed, others, _ = subject("labour_productivity_growth", lang="en", sc_emp=0.0)
    assert any(one.is_changed for one in others)
    assert assumed.landing.scenario is not None
    assert assumed.landing.baseline is None
