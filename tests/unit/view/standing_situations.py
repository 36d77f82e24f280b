"""Every answer to "where should we be today?" and "where will we land?", on made-up figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from lib.analysis.progress.outlook import Outlook, outlook
from lib.analysis.progress.verdict import Assessment
from lib.analysis.projection.history import PriceBasis, Rates
from lib.model.entities import Indicator
from lib.model.vocabulary import Comparator, Lang
from lib.wording.numbers import THIN
from lib.wording.outlook import (
    landing_sentences,
    method_sentences,
    months_words,
    standing_sentences,
)
from tests.unit.analysis.making import (
    COUNT,
    DOWN,
    GEOMETRIC,
    GROWTH,
    INDEX_0_1,
    LINEAR,
    RANK,
    SHARE,
    one,
    points,
    target,
)

TODAY = date(2026, 6, 30)

DIGITAL_ECONOMY = replace(SHARE, indicator_id="digital_economy_share_grdp")


class Situation(NamedTuple):
    """An indicator, its target's number, its figures; `chance` takes the place of the computed."""

    indicator: Indicator
    asked: float
    known: tuple[tuple[str, float], ...]
    chance: float | None = None


# Linear paths from 60 (end of 2019) to 82 (end of 2030) rise by 2 points a year.
SITUATIONS: dict[str, Situation] = {
    "late": Situation(LINEAR, 82, (("2019", 60), ("2022", 65), ("2025", 70)), 0.4),
    "early": Situation(LINEAR, 82, (("2019", 60), ("2022", 67), ("2025", 74)), 0.831),
    "one month late": Situation(LINEAR, 82, (("2019", 60), ("2025", 71.8)), None),
    "on the path": Situation(LINEAR, 82, (("2019", 60), ("2025", 72))),
    "before the start": Situation(LINEAR, 82, (("2019", 60), ("2022", 59), ("2025", 58)), 0.0004),
    "beyond the target date": Situation(
        LINEAR, 82, (("2019", 60), ("2022", 72), ("2025", 84)), 0.999
    ),
    "less is better": Situation(DOWN, 8, (("2019", 30), ("2025", 20))),
    "an S-curve to the cap": Situation(
        SHARE, 100, (("2019", 50), ("2022", 80), ("2025", 94)), 0.02
    ),
    "a steady rate": Situation(GEOMETRIC, 400, (("2019", 100), ("2025", 180))),
    "a count": Situation(replace(COUNT, path="linear"), 3, (("2019", 0), ("2025", 1))),
    "an index": Situation(INDEX_0_1, 0.9, (("2019", 0.7), ("2025", 0.8123))),
    "a single figure": Situation(SHARE, 90, (("2025", 50),)),
    "no figure": Situation(SHARE, 90, ()),
    "slipped below": Situation(LINEAR, 80, (("2019", 82), ("2022", 81), ("2025", 79)), 0.31),
    "a rank": Situation(RANK, 3, (("2023", 9), ("2024", 5))),
    "a growth rate": Situation(GROWTH, 10, (("2023", 6), ("2024", 7))),
    "no path": Situation(replace(LINEAR, path="none"), 80, (("2023", 60), ("2025", 70))),
    "growth from nought": Situation(GEOMETRIC, 80, (("2019", 0), ("2025", 0))),
    "a figure of the target date": Situation(LINEAR, 82, (("2019", 60), ("2030", 70))),
    "the digital economy": Situation(DIGITAL_ECONOMY, 40, (("2025", 17.34),)),
    "the shape decides": Situation(SHARE, 95, (("2019", 70), ("2025", 86))),
    "the start decides": Situation(
        LINEAR, 82, (("2017", 40), ("2019", 60), ("2022", 62), ("2025", 68)), 0.2
    ),
}


def told(name: str) -> tuple[Assessment, Outlook]:
    """The assessment of a situation and its outlook, with the chance that it names."""
    indicator, asked, known, chance = SITUATIONS[name]
    comparator: Comparator = "<=" if indicator.direction == "down" else ">="
    found = points(*known)
    assessed = one(target(asked, comparator=comparator), indicator, found, today=TODAY)
    rates: dict[PriceBasis, Rates] = {"real": Rates(8.16, 13.4), "nominal": Rates(11.0489, 13.4)}
    made = outlook(assessed, indicator, found, today=TODAY, rates=rates)
    if chance is None:
        return assessed, made
    # The projection has tests of its own and may be tuned: words are held on fixed numbers.
    landing = replace(made.landing, value=75.04, low=61.24, high=88.76, chance=chance)
    return assessed, replace(made, landing=landing)


def said(name: str, lang: Lang) -> str:
    """All that is said of a situation, one answer after another."""
    assessed, found = told(name)
    indicator = SITUATIONS[name].indicator
    parts = (
        (months_words(found.standing, lang) or "–") + ".",
        *standing_sentences(found, assessed, indicator, lang),
        *landing_sentences(found, assessed, indicator, lang),
        *method_sentences(found.badge, indicator, lang),
    )
    # The golden file has plain spaces, so that it can be read and written by hand.
    return " ".join(parts).replace(THIN, " ")
