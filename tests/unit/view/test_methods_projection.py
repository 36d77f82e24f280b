"""The projection's constants as the engine has them, and the identity by figures by hand."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from lib.analysis.progress.outlook import rates_of
from lib.analysis.progress.targets import assess_all
from lib.data.package import Dataset, load
from lib.features.methods.projection_text import (
    LITERATURE,
    Identity,
    constant_frame,
    constant_table,
    constants,
    identity_frame,
    identity_of,
    identity_sentence,
    identity_table,
)
from lib.model.vocabulary import Lang
from tests.serving import ROOT


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def found(package: Dataset) -> Identity:
    identity = identity_of(
        assess_all(
            package.targets,
            indicators=package.indicators,
            series=package.series,
            documents=package.documents,
            observations=package.observations,
            today=date(2026, 11, 25),
        ),
        series=package.series,
        indicators=package.indicators,
        rates=rates_of(package.observations),
    )
    assert identity is not None
    return identity


def test_both_readings_of_the_price_basis(found: Identity) -> None:
    assert (found.start.value, found.goal, found.year, found.years) == (17.34, 40.0, 2030, 5.0)
    real, nominal = found.readings
    assert (real.basis, real.rates.grdp_growth) == ("real", 8.16)
    assert (nominal.basis, nominal.rates.grdp_growth) == ("nominal", 11.05)
    assert real.after == pytest.approx(21.97, abs=0.005)
    assert real.needed == pytest.approx(27.85)
    assert nominal.after == pytest.approx(19.25, abs=0.005)
    assert nominal.needed == pytest.approx(31.26)
    assert found.needed_at(10.0) == pytest.approx(30.02)


def test_the_identity_as_it_is_shown(found: Identity) -> None:
    assert "If GRDP grows by 10% a year, 30.02% a year is needed." in identity_sentence(found, "en")
    shown = identity_table(found, "vi")
    for text in ("21,97", "27,85", "19,25", "31,26", "Tỷ trọng năm 2030"):
        assert text in shown
    taken = identity_frame(found, "en")
    assert list(taken["price_basis"]) == ["real", "nominal"]
    assert taken["growth_needed"].round(2).tolist() == [27.85, 31.26]


def test_without_figures_or_targets_there_is_no_identity(package: Dataset) -> None:
    assert identity_of((), series=package.series, indicators={}, rates={}) is None


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_constants_are_the_engines_own(lang: Lang) -> None:
    values = [one.value for one in constants()]
    assert values == [0.7, 0.8, 4.0, 0.5, 0.92, 0.4, 0.2, 0.26, 0.06, 2.0]
    assert constant_table(lang).count("<tr>") == 1 + len(values)
    assert constant_frame(lang)["value"].tolist() == values


def test_the_literature_is_whole_lines() -> None:
    assert len(LITERATURE) == len(set(LITERATURE)) == 17
    assert all("  " not in line and line == line.strip() for line in LITERATURE)
