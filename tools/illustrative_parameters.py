"""What each illustrative series looks like: its level, speed, spread, limits and anchors.

Levels, ranges and anchors are those told beside the published figures (data/README.md). None of
these numbers is a measurement of a unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lib.model.vocabulary import UnitGroup

HALF_YEAR = "2025-01-01/2025-06-30"
DISTRICT_PERIODS = ("2019", "2020", "2021", "2022", "2023", "2024", HALF_YEAR)
COMMUNE_PERIODS = ("2025-Q3", "2025-Q4", "2026-Q1")  # none ends after the last published figure

Side = Literal["district", "commune"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A series for which unit values are made.

    The typical unit passes through `early` and `late`, each (decimal year, value): on a logistic
    with the cap `cap`, or on a straight line where `straight`. Urban units are `lag` years ahead of
    it and rural ones behind, so their distance is twice that; a negative lag puts the core last.
    `spread` and `noise` are the standard deviations of a unit's lasting distance and of its yearly
    wobble, on the logit scale or, for a straight line, in the series' own unit. Values stay within
    `low` and `high`.
    """

    series_id: str
    early: tuple[float, float]
    late: tuple[float, float]
    lag: float = 1.0
    spread: float = 0.18
    noise: float = 0.05
    low: float = 0.0
    high: float = 99.4
    cap: float = 100.0
    decimals: int = 2
    straight: bool = False
    since: str = "2019"
    sides: tuple[Side, ...] = ("district", "commune")


_DISTRICT: tuple[Side, ...] = ("district",)
_COMMUNE: tuple[Side, ...] = ("commune",)


def _index(series_id: str, early: float, late: float) -> Curve:
    return Curve(
        series_id, (2022.0, early), (2026.75, late), spread=0.14, noise=0.05, high=0.985, cap=1.0,
        decimals=4, since="2021",
    )  # fmt: skip


def _line(
    series_id: str,
    early: tuple[float, float],
    late: tuple[float, float],
    *,
    spread: float,
    noise: float,
    low: float,
    high: float,
    lead: float = 0.0,
    since: str = "2019",
    sides: tuple[Side, ...] = _DISTRICT,
) -> Curve:
    """A straight line on which urban units stand `lead` above the typical one, rural ones below."""
    return Curve(
        series_id, early, late, lag=lead, spread=spread, noise=noise, low=low, high=high,
        straight=True, since=since, sides=sides,
    )  # fmt: skip


CURVES: tuple[Curve, ...] = (
    # Government.
    _line(
        "unit_par_index", (2020.0, 90.3), (2025.0, 93.5), spread=0.55, noise=0.8, low=83.0,
        high=96.3, lead=0.8,
    ),
    _line(
        "online_application_rate_766", (2024.0, 15.0), (2025.5, 34.0), spread=8.0, noise=3.0,
        low=2.0, high=65.0, lead=-7.0, since="2023",
    ),
    Curve("online_application_rate", (2025.75, 60.8), (2026.75, 75.0), lag=0.25, spread=0.35,
          noise=0.08, low=30.0, high=93.0, sides=_COMMUNE),
    _line(
        "online_payment_rate_766", (2024.0, 16.0), (2025.5, 28.0), spread=7.0, noise=2.5, low=3.0,
        high=70.0, lead=-3.0, since="2023",
    ),
    Curve("online_payment_rate_commune", (2025.75, 96.5), (2026.75, 98.6), lag=0.25, spread=0.35,
          noise=0.08, low=85.0, sides=_COMMUNE),
    _line(
        "on_time_rate_766", (2024.0, 91.0), (2025.5, 94.0), spread=3.0, noise=1.2, low=76.0,
        high=99.0, lead=1.0, since="2023",
    ),
    _line(
        "on_time_rate", (2025.75, 98.2), (2026.75, 98.8), spread=0.6, noise=0.3, low=96.0,
        high=99.0, lead=0.2, sides=_COMMUNE,
    ),
    _line(
        "satisfaction_rate_766", (2024.0, 60.0), (2025.5, 67.0), spread=9.0, noise=3.0, low=28.0,
        high=95.0, lead=-4.0, since="2023",
    ),
    Curve("dossier_digitisation_rate_commune", (2025.75, 82.0), (2026.75, 93.0), lag=0.3,
          spread=0.3, noise=0.08, sides=_COMMUNE),
    Curve("work_dossiers_online_district", (2020.0, 38.0), (2025.5, 84.0), since="2020",
          sides=_DISTRICT),
    Curve("work_dossiers_online_commune", (2025.75, 57.0), (2026.75, 66.0), lag=1.0, spread=0.3,
          sides=_COMMUNE),
    Curve("vneid_activation_rate", (2023.35, 33.7), (2026.75, 93.0), lag=0.5, since="2022"),
    Curve("ihanoi_accounts_per_100", (2025.0, 24.0), (2025.6, 62.0), lag=0.12, spread=0.2,
          high=96.0, since="2024", sides=_DISTRICT),
    Curve("ihanoi_accounts_per_100", (2025.6, 65.0), (2026.75, 79.0), lag=0.5, spread=0.2,
          high=96.0, sides=_COMMUNE),
    Curve("ihanoi_feedback_resolved_rate", (2024.83, 84.3), (2026.75, 93.0), lag=0.5, spread=0.3,
          noise=0.12, since="2024"),
    # Economy.
    Curve("business_premises_with_cashless_qr", (2020.0, 12.0), (2026.75, 93.0)),
    Curve("sme_household_business_platforms", (2020.0, 14.0), (2026.75, 71.0), lag=1.2),
    Curve("household_businesses_ecommerce", (2020.0, 5.0), (2026.75, 32.0), lag=1.5),
    Curve("etax_household_businesses", (2021.0, 8.0), (2026.75, 86.0), lag=0.8, since="2020"),
    _line(
        "digital_tech_enterprises_per_10k", (2020.0, 6.0), (2026.75, 12.5), spread=1.8, noise=0.25,
        low=0.2, high=45.0, lead=5.0, sides=("district", "commune"),
    ),
    # Society.
    Curve("electronic_health_records", (2020.0, 38.0), (2025.5, 96.0), lag=0.5, spread=0.16,
          noise=0.04, sides=_DISTRICT),
    Curve("electronic_health_records", (2026.0, 97.2), (2026.75, 98.0), lag=0.6, spread=0.2,
          noise=0.04, low=92.0, sides=_COMMUNE),
    Curve("adults_with_smartphone", (2020.0, 61.5), (2026.75, 92.0), lag=1.3),
    Curve("adults_with_digital_signature", (2022.0, 1.5), (2026.75, 18.0), lag=0.8, since="2021"),
    Curve("population_with_epayment_account", (2020.0, 30.0), (2026.75, 84.0), lag=1.3),
    Curve("basic_digital_skills_training", (2021.0, 10.0), (2026.75, 70.0), lag=1.0, since="2020"),
    Curve("fibre_broadband_households", (2020.0, 80.0), (2024.0, 93.4), lag=1.3, spread=0.22),
    Curve("households_digital_address", (2021.0, 6.0), (2026.75, 88.0), lag=0.8, since="2020"),
    _line(
        "community_digital_teams_per_100k", (2023.0, 53.0), (2026.75, 57.5), spread=3.6, noise=0.5,
        low=46.0, high=67.0, lead=-1.5, since="2022", sides=("district", "commune"),
    ),
    # The unit's own index and three of its eight groups.
    _index("unit_dti_index", 0.620, 0.889),
    _index("unit_dti_government", 0.650, 0.905),
    _index("unit_dti_economy", 0.560, 0.836),
    _index("unit_dti_society", 0.600, 0.872),
)  # fmt: skip

# The population-weighted mean of the units is exactly this: a published city value of the same
# series and date.
ANCHORS: Mapping[tuple[str, str], float] = {
    ("unit_dti_index", "2024"): 0.8241,
    ("fibre_broadband_households", "2023"): 93.15,
    ("electronic_health_records", "2025-Q4"): 97.0,
    ("unit_par_index", "2022"): 92.75,
    ("unit_par_index", "2023"): 94.0,
}

# The published means of the 30 districts are plain ones (2021 follows from "+2.20 points").
PLAIN_MEANS: Mapping[tuple[str, str], float] = {
    ("unit_par_index", "2021"): 90.55,
    ("unit_par_index", "2022"): 92.75,
    ("unit_par_index", "2023"): 94.0,
}

# Published as the highest or lowest of the year: the others stay within. Published are 95.61, 95.56
# and 94.93 for 2019, 94.22 and 83.86 for 2020, 96.08 for 2022, 96.3 and 91.61 for 2023, 95.39 for
# 2024, and "all 30 districts 83 or more".
LIMITS: Mapping[tuple[str, str], tuple[float, float]] = {
    ("unit_par_index", "2019"): (83.0, 94.0),
    ("unit_par_index", "2020"): (84.0, 94.0),
    ("unit_par_index", "2022"): (83.0, 96.0),
    ("unit_par_index", "2023"): (92.0, 96.0),
    ("unit_par_index", "2024"): (83.0, 95.0),
    ("electronic_health_records", HALF_YEAR): (92.0, 99.0),
}


# Published ranks of districts whose score is not.
RANKS: Mapping[tuple[str, str], Mapping[str, int]] = {("unit_par_index", "2023"): {"004": 12}}


@dataclass(frozen=True, slots=True)
class Lowest:
    """What a source said of the lowest districts at a date within an illustrative period.

    The districts whose values it printed for `period` stay the lowest, near what was printed.
    `below`, if told, is (a value, how many of all districts were below it).
    """

    period: str
    below: tuple[float, int] | None = None


# Báo Lao Động, April 2025, on the 30 districts by index set 766.
LOWEST: Mapping[tuple[str, str], Lowest] = {
    ("online_application_rate_766", HALF_YEAR): Lowest("2025-03", below=(30.0, 19)),
    ("online_payment_rate_766", HALF_YEAR): Lowest("2025-03"),
    ("on_time_rate_766", HALF_YEAR): Lowest("2025-03"),
    ("satisfaction_rate_766", HALF_YEAR): Lowest("2025-03"),
}

# The index of districts is scored once a year, so it has no half year.
WITHOUT: frozenset[tuple[str, str]] = frozenset({("unit_par_index", HALF_YEAR)})

LEAD: Mapping[UnitGroup, int] = {"urban": 1, "near": 0, "rural": -1}
