"""The closed vocabularies of the data model, as types.

Each is a `Literal`, so that mypy, the pandera schemas and the data package share one list of
allowed words: `words(Pillar)` gives them in order.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

Lang = Literal["vi", "en"]
Pillar = Literal["government", "economy", "society", "general"]
Kind = Literal["share", "count", "money", "index", "rank", "growth"]
Direction = Literal["up", "down"]
Path = Literal["logistic", "geometric", "linear", "none"]
Weight = Literal["population", "adults", "households", "none"]

Geography = Literal["city", "district", "commune"]
UnitGroup = Literal["urban", "near", "rural"]
UnitType = Literal["city", "urban_district", "rural_district", "town", "ward", "commune"]
LinkPart = Literal["full", "part"]

Provenance = Literal["official", "estimate", "derived", "illustrative"]
Confidence = Literal["high", "medium", "low"]
MissingReason = Literal[
    "not_published", "not_collected", "not_applicable", "suppressed", "no_data_for_period"
]

Named = Literal["lowest", "highest", "ends", "some"]
Comparator = Literal["=", "~", ">=", ">", "<=", "range"]
TargetKind = Literal["quantified", "milestone"]
Reading = Literal["stated", "relative", "points"]

# Who gets what effort there is: see `Controls`.
Sharing = Literal["all_alike", "by_shortfall", "lagging_first"]
PriceBasis = Literal["real", "nominal"]


def words(literal: Any) -> tuple[str, ...]:
    """The allowed words of a `Literal`, in the order they are written."""
    return get_args(literal)


# From weakest to strongest: a result is as weak as its weakest input.
PROVENANCE_ORDER: tuple[Provenance, ...] = ("illustrative", "estimate", "derived", "official")

# What verdict counts, sentences and rankings may rest on.
CITABLE: frozenset[Provenance] = frozenset({"official", "estimate", "derived"})


def weakest(marks: Any) -> Provenance:
    """The weakest of an iterable of provenance marks; a result wears this mark.

    Raises ValueError when there is none: a result without evidence has no mark.
    """
    found = set(marks)
    for mark in PROVENANCE_ORDER:
        if mark in found:
            return mark
    raise ValueError(f"no provenance among {sorted(found)}; expected one of {PROVENANCE_ORDER}")
