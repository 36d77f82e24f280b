"""Every derived value of the shipped package, computed again from the values its note names."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import pytest

from lib.data.geometry import Ring, polygons
from lib.data.package import Dataset

# Of WGS 84.
EQUATOR_KM = 6378.137
ECCENTRICITY = 0.0818191908426


@dataclass(frozen=True)
class Inputs:
    """What derived values are computed from: published rows, units, links and outlines."""

    package: Dataset
    links: pd.DataFrame
    outlines: Mapping[str, float]

    def published(self, series: str, geography: str, code: str, period: str = "") -> float:
        """The one published value of a series and unit, of the latest or the given period."""
        found = self.rows(series)
        mine = found[
            (found["geography"] == geography) & (found["unit_code"] == code) & found["preferred"]
        ]
        if period:
            mine = mine[mine["period"] == period]
        assert len(mine), (series, geography, code, period)
        return float(mine.sort_values("end")["value"].iloc[-1])

    def rows(self, series: str) -> pd.DataFrame:
        """Every published row of a series."""
        found = self.package.observations
        published = found["provenance"].isin(["official", "estimate"])
        return found[(found["series_id"] == series) & published]

    def communes(self) -> list[str]:
        return [code for geography, code in self.package.units if geography == "commune"]

    def of_district(self, code: str) -> list[str]:
        """The wards and communes whose main territory was a district's."""
        links = self.links
        return list(
            links.loc[
                (links["from_geography"] == "district")
                & (links["from_code"] == code)
                & (links["to_geography"] == "commune")
                & (links["primary"] == "1"),
                "to_code",
            ]
        )


@pytest.fixture(scope="module")
def inputs(shipped: Dataset) -> Inputs:
    links = pd.read_csv(shipped.root / "unit_links.csv", dtype="str", keep_default_na=False)
    file = shipped.root / "boundaries" / "districts.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    outlines = {
        feature["code"]: sum(
            area(outer) - sum(area(hole) for hole in holes) for outer, *holes in polygons(feature)
        )
        for feature in features
    }
    return Inputs(shipped, links, outlines)


def area(ring: Ring) -> float:
    """Square kilometres within a ring of degrees, on the ellipsoid (Lambert's cylinder of it)."""
    flat = [(math.radians(x), height(math.radians(y))) for x, y, *_ in ring]
    twice = sum(x * v - u * y for (x, y), (u, v) in pairwise(flat))
    return abs(twice) / 2 * EQUATOR_KM**2


def height(latitude: float) -> float:
    """Of the cylinder that keeps the ellipsoid's areas, in radii of its equator."""
    e, sine = ECCENTRICITY, math.sin(latitude)
    return (1 - e**2) * (sine / (1 - (e * sine) ** 2) / 2 + math.atanh(e * sine) / (2 * e))


def numbers_of(row: pd.Series) -> list[float]:
    """The numbers of a row's formula, e.g. of `24 + 16 = 40`; names with digits are none."""
    _, _, formula = str(row["note"]).partition("Formula: ")
    return [float(text) for text in re.findall(r"(?<!\w)\d+(?:\.\d+)?", formula.replace(",", ""))]


def fraction(row: pd.Series, *, people: float, extent: float) -> float:
    """Inhabitants a square kilometre, from what the row says that it was computed from."""
    assert float(row["numerator"]) == people
    assert float(row["denominator"]) == pytest.approx(extent, abs=0.005)
    return people / extent


def density_of_commune(inputs: Inputs, row: pd.Series) -> float:
    code = str(row["unit_code"])
    people = inputs.published("population", "commune", code)
    return fraction(row, people=people, extent=inputs.published("area_km2", "commune", code))


def density_of_district(inputs: Inputs, row: pd.Series) -> float:
    """The population of a district stands in the list of units alone, with its year."""
    unit = inputs.package.units["district", str(row["unit_code"])]
    assert str(unit.population_year) == row["period"]
    extent = inputs.published("area_km2", "district", unit.unit_code)
    return fraction(row, people=unit.population, extent=extent)


def density_of_city(inputs: Inputs, row: pd.Series) -> float:
    people = inputs.published("population", "city", "01")
    return fraction(row, people=people, extent=area_of_city(inputs, row))


def area_of_city(inputs: Inputs, _row: pd.Series) -> float:
    return sum(inputs.published("area_km2", "commune", one) for one in inputs.communes())


def area_of_outline(inputs: Inputs, row: pd.Series) -> float:
    return inputs.outlines[str(row["unit_code"])]


def communes_of(inputs: Inputs, row: pd.Series) -> float:
    return len(inputs.of_district(str(row["unit_code"])))


def people_of(inputs: Inputs, row: pd.Series) -> float:
    communes = inputs.of_district(str(row["unit_code"]))
    return sum(inputs.published("population", "commune", one) for one in communes)


def rank_before(series: str, year: str) -> Callable[[Inputs, pd.Series], float]:
    """The published rank of the year after, and the places risen since that its quotation names."""

    def made(inputs: Inputs, row: pd.Series) -> float:
        after, risen, before = numbers_of(row)
        assert after == inputs.published(series, "city", "01", year)
        words = {3: "three places", 16: "16 places"}
        assert words[int(risen)] in str(row["quote"])
        assert after + risen == before
        return before

    return made


def records(inputs: Inputs, row: pd.Series) -> float:
    """Of as many hospitals as the later published figures count."""
    have, of = numbers_of(row)[:2]
    later = inputs.rows("emr_public_hospitals")
    assert set(later["denominator"].dropna()) == {of}
    assert (row["numerator"], row["denominator"]) == (have, of)
    return 100 * have / of


def grdp(inputs: Inputs, _row: pd.Series) -> float:
    added = inputs.published("digital_economy_value_added", "city", "01", "2025")
    share = inputs.published("digital_economy_share_grdp_va", "city", "01", "2025")
    return round(added / (share / 100), -3)  # to a trillion, as the share has four digits


def grdp_growth(inputs: Inputs, row: pd.Series) -> float:
    before = inputs.published("grdp_size", "city", "01", "2024")
    after = grdp(inputs, row)
    assert (row["numerator"], row["denominator"]) == (after, before)
    return 100 * (after / before - 1)


Formula = Callable[[Inputs, pd.Series], float]

# By series and geography: how it is computed, and how far rounding may put it.
FORMULAS: dict[tuple[str, str], tuple[Formula, float]] = {
    ("population_density", "commune"): (density_of_commune, 0.005),
    ("population_density", "district"): (density_of_district, 0.005),
    ("population_density", "city"): (density_of_city, 0.005),
    ("area_km2", "city"): (area_of_city, 0.005),
    # Between two corners the values go the shortest way, the test straight on.
    ("area_km2_polygon", "district"): (area_of_outline, 0.006),
    ("n_new_communes_primary", "district"): (communes_of, 0),
    ("population_communes_sum", "district"): (people_of, 0),
    ("dti_rank_63", "city"): (rank_before("dti_rank_63", "2022"), 0),
    ("imd_smart_city_rank", "city"): (rank_before("imd_smart_city_rank", "2024"), 0),
    ("emr_public_hospitals", "city"): (records, 0.005),
    ("grdp_size", "city"): (grdp, 0),
    ("grdp_growth_nominal", "city"): (grdp_growth, 0.005),
}


def derived(package: Dataset) -> pd.DataFrame:
    found = package.observations
    return found[found["provenance"] == "derived"]


def test_there_is_a_formula_for_every_derived_value(shipped: Dataset) -> None:
    rows = derived(shipped)
    assert set(zip(rows["series_id"], rows["geography"], strict=True)) == set(FORMULAS)
    assert rows["note"].str.contains("Formula: ", regex=False).all()


@pytest.mark.parametrize(("series", "geography"), FORMULAS)
def test_every_derived_value_follows_from_published_ones(
    inputs: Inputs, series: str, geography: str
) -> None:
    formula, near = FORMULAS[series, geography]
    rows = derived(inputs.package)
    rows = rows[(rows["series_id"] == series) & (rows["geography"] == geography)]
    assert len(rows)
    for _, row in rows.iterrows():
        value = formula(inputs, row)
        assert abs(float(row["value"]) - value) <= near, row["unit_code"]


def test_every_ward_and_commune_is_counted_in_one_district(inputs: Inputs) -> None:
    counted = [
        commune
        for geography, code in inputs.package.units
        if geography == "district"
        for commune in inputs.of_district(code)
    ]
    assert sorted(counted) == sorted(inputs.communes())
