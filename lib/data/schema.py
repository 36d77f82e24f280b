"""The pandera schemas: the one truth about every table of a data package.

Rules that need two tables (foreign keys, validity, one preferred row) are in `lib.data.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandera.pandas as pa

from lib.data.columns import code, day, flag, number, period, text, whole, word
from lib.model import vocabulary

SOURCE_ID = r"[a-z0-9][a-z0-9-]*"


@dataclass(frozen=True, slots=True)
class Foreign:
    """`columns` of this table must be found together as `to_columns` of table `to`."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the package (`path` may be a glob), its schema, its key and what it refers to.

    `filled` tables must have a row: others refer to them.
    """

    name: str
    path: str
    schema: pa.DataFrameSchema
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...] = field(default=())
    required: bool = True
    filled: bool = False


def _schema(description: str, **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, strict=True, description=description)


_SOURCE = Foreign(("source_id",), "sources", ("source_id",))
_SERIES = Foreign(("series_id",), "series", ("series_id",))

SOURCES = Table(
    "sources",
    "sources.csv",
    _schema(
        "Where figures and quotations were published.",
        source_id=code("Key", pattern=SOURCE_ID),
        title=text("Title as published"),
        publisher=text("Who published it"),
        url=code("Address, or empty", pattern=r"https?://[^\s<>\"]+", blank=True),
        date=text("Date as written there, perhaps only a year", blank=True),
        licence=text("Terms of use"),
    ),
    key=("source_id",),
    filled=True,
)

DOCUMENTS = Table(
    "documents",
    "documents.csv",
    _schema(
        "The documents that set targets.",
        document_id=code("Key"),
        name_vi=text("Name in Vietnamese"),
        name_en=text("Name in English"),
        short=text("Number of the document"),
        date=day("Date of signing"),
    ),
    key=("document_id",),
)

INDICATORS = Table(
    "indicators",
    "indicators.csv",
    _schema(
        "What is measured.",
        indicator_id=code("Key"),
        pillar=word("Pillar", vocabulary.Pillar),
        name_vi=text("Name in Vietnamese"),
        name_en=text("Name in English"),
        unit=code("Unit of measure, a language-neutral code such as percent", pattern="[a-z0-9_]+"),
        kind=word("What sort of number it is", vocabulary.Kind),
        direction=word("Whether more or less is better", vocabulary.Direction),
        cap=number("Highest possible value, or empty", low=0, blank=True),
        path=word("Shape of its growth", vocabulary.Path),
        weight=word("What units are weighted by in a mean", vocabulary.Weight),
        definition_vi=text("Definition in Vietnamese"),
        definition_en=text("Definition in English"),
        source_id=code("Where the definition comes from", pattern=SOURCE_ID),
    ),
    key=("indicator_id",),
    filled=True,
    foreign=(_SOURCE,),
)

SERIES = Table(
    "series",
    "series.csv",
    _schema(
        "An indicator measured on one population by one method; only its points may be joined.",
        series_id=code("Key"),
        indicator_id=code("The indicator"),
        population_vi=text("Whom or what it counts, in Vietnamese"),
        population_en=text("Whom or what it counts, in English"),
        method_vi=text("How it is measured, in Vietnamese"),
        method_en=text("How it is measured, in English"),
    ),
    key=("series_id",),
    filled=True,
    foreign=(Foreign(("indicator_id",), "indicators", ("indicator_id",)),),
)

UNITS = Table(
    "units",
    "units.csv",
    _schema(
        "The city, its districts (to 2025-06-30) and its wards and communes (since 2025-07-01).",
        geography=word("Which set of units", vocabulary.Geography),
        unit_code=code("Official code; no key without the geography", pattern="[0-9A-Za-z]+"),
        name_vi=text("Name in Vietnamese"),
        name_en=text("Name in English"),
        type=word("Type of unit", vocabulary.UnitType),
        group=word(
            "Urban, near the core or rural; empty for the city", vocabulary.UnitGroup, blank=True
        ),
        area_km2=number("Area, km²", low=0.01, high=100_000),
        population=number("Population", low=1, high=1e9),
        population_year=whole("Year of the population", low=1900, high=2200),
        valid_from=day("First day of the unit, or empty", blank=True),
        valid_to=day("Last day of the unit, or empty", blank=True),
        centre_lat=number("Latitude of a point inside, degrees", low=-90, high=90),
        centre_lon=number("Longitude of a point inside, degrees", low=-180, high=180),
        legal_basis=text("The clause that made the unit", blank=True),
        source_id=code("Source of area and population", pattern=SOURCE_ID),
        note=text("Note", blank=True),
    ),
    key=("geography", "unit_code"),
    filled=True,
    foreign=(_SOURCE,),
)

UNIT_LINKS = Table(
    "unit_links",
    "unit_links.csv",
    _schema(
        "Which old unit went into which new one, whole or in part; no share of a part is known.",
        from_geography=code("old_commune or district", pattern="old_commune|district"),
        from_code=code("Code of the old unit", pattern="[0-9A-Za-z]+"),
        from_name=text("Name of the old unit"),
        to_geography=word("Geography of the new unit", vocabulary.Geography),
        to_code=code("Code of the new unit", pattern="[0-9A-Za-z]+"),
        part=word("Whether all of the old unit is in the new one", vocabulary.LinkPart),
        primary=flag("1 if the old district holds the main territory of the new unit", blank=True),
    ),
    key=("from_geography", "from_code", "to_geography", "to_code"),
    foreign=(Foreign(("to_geography", "to_code"), "units", ("geography", "unit_code")),),
)

GROUPS = Table(
    "groups",
    "groups.csv",
    _schema(
        "Several units that a source counts together.",
        group_id=code("Key; stands as unit_code in observations", pattern=r"[0-9A-Za-z+]+"),
        geography=word("Geography of the members", vocabulary.Geography),
        name_vi=text("Name in Vietnamese"),
        name_en=text("Name in English"),
        members=code("Codes of the members, by spaces", pattern=r"[0-9A-Za-z]+( [0-9A-Za-z]+)*"),
    ),
    key=("group_id",),
)

TARGETS = Table(
    "targets",
    "targets.csv",
    _schema(
        "Every clause of the documents that sets a target.",
        target_id=code("Key", pattern="[A-Za-z0-9-]+"),
        document_id=code("The document"),
        series_id=code("The series that the clause counts"),
        pillar=word("Pillar under which the document lists it", vocabulary.Pillar),
        name_vi=text("Name in Vietnamese"),
        name_en=text("Name in English"),
        kind=word("A number, or a milestone without one", vocabulary.TargetKind),
        comparator=word("How the value is compared", vocabulary.Comparator),
        value_low=number("Value, or low end; the relative reading where there are two", blank=True),
        value_high=number("High end, or empty", blank=True),
        points_low=number("Low end read as percentage points, or empty", blank=True),
        points_high=number("High end read as percentage points, or empty", blank=True),
        derived=flag("1 if computed from a general clause"),
        unit=code("Unit of the value", pattern="[a-z0-9_]+"),
        year=whole("Year by whose end it is due", low=1900, high=2200),
        scope=code("Whom or what the clause counts"),
        quote_vi=text("The clause, as quoted"),
        note_vi=text("Note in Vietnamese", blank=True),
        note_en=text("Note in English", blank=True),
        source_id=code("Where the clause is quoted", pattern=SOURCE_ID),
        measurable_until=day("Last day on which what it counts existed, or empty", blank=True),
    ),
    key=("target_id",),
    foreign=(_SERIES, _SOURCE, Foreign(("document_id",), "documents", ("document_id",))),
)

PROXIES = Table(
    "proxies",
    "proxies.csv",
    _schema(
        "A series near to one without a figure, shown beside it, never used for a verdict.",
        series_id=code("The series without a figure"),
        proxy_series_id=code("The series that is near"),
        reason_vi=text("Why it is near, and how it differs, in Vietnamese"),
        reason_en=text("Why it is near, and how it differs, in English"),
    ),
    key=("series_id", "proxy_series_id"),
    foreign=(_SERIES, Foreign(("proxy_series_id",), "series", ("series_id",))),
    required=False,
)

NAMED_SETS = Table(
    "named_sets",
    "named_sets.csv",
    _schema(
        "Which units a source named where it named only some of them.",
        series_id=code("The series"),
        geography=word("Geography of the units", vocabulary.Geography),
        period=period("When the values hold"),
        named=word("The lowest, the highest, both ends, or merely some", vocabulary.Named),
        source_id=code("Where they were named", pattern=SOURCE_ID),
    ),
    key=("series_id", "geography", "period"),
    foreign=(_SERIES, _SOURCE),
    required=False,
)

OBSERVATIONS = Table(
    "observations",
    "observations/*.csv",
    _schema(
        "One value of a series in a unit and period. Conflicting rows stay, one is preferred.",
        series_id=code("The series"),
        geography=word("Geography of the unit", vocabulary.Geography),
        unit_code=code("Code of the unit, or a group_id", pattern=r"[0-9A-Za-z+]+"),
        period=period("When it holds"),
        value=number("The value; empty only with a reason", blank=True),
        provenance=word("What the value rests on", vocabulary.Provenance),
        source_id=code("Where it was published", pattern=SOURCE_ID),
        confidence=word("How sure the reading of the source is", vocabulary.Confidence),
        preferred=flag("1 for the row to use among those of one series, unit and period"),
        quote=text("The words of the source", blank=True),
        note=text("Note; the formula of a derived value", blank=True),
        numerator=number("Numerator, if published", blank=True),
        denominator=number("Denominator, if published", low=1e-9, blank=True),
        missing_reason=word("Why there is no value", vocabulary.MissingReason, blank=True),
    ),
    key=(),
    foreign=(_SERIES, _SOURCE),
)

CONTEXT = Table(
    "context",
    "context.csv",
    _schema(
        "National figures and plan values: context, never results of the city.",
        series_id=code("The series"),
        kind=code("context_national or plan_target", pattern="context_national|plan_target"),
        period=period("When it holds"),
        value=number("The value"),
        provenance=word("What the value rests on", vocabulary.Provenance),
        source_id=code("Where it was published", pattern=SOURCE_ID),
        confidence=word("How sure the reading of the source is", vocabulary.Confidence),
        quote=text("The words of the source", blank=True),
        note=text("Note", blank=True),
    ),
    key=("series_id", "period"),
    foreign=(_SERIES, _SOURCE),
    required=False,
)

REFERENCE = Table(
    "reference",
    "reference/reference_series.csv",
    _schema(
        "Adoption curves of countries: the reference class of the backtest and realism meter.",
        series_id=code("The curve"),
        country_code=code("ISO code of the country or aggregate", pattern="[A-Za-z0-9_]+"),
        country=text("Name of the country"),
        year=whole("Year", low=1900, high=2200),
        value=number("The value", low=0),
        unit=code("Unit of the value", pattern="[a-z0-9_]+"),
        population=code("Whom it counts"),
        filled_in=flag("1 where the producer seems to have filled the year in"),
        source_id=code("Where it was published", pattern=SOURCE_ID),
    ),
    key=("series_id", "country_code", "year"),
    foreign=(_SOURCE,),
    required=False,
)

TABLES: tuple[Table, ...] = (
    SOURCES,
    DOCUMENTS,
    INDICATORS,
    SERIES,
    UNITS,
    UNIT_LINKS,
    GROUPS,
    TARGETS,
    PROXIES,
    NAMED_SETS,
    OBSERVATIONS,
    CONTEXT,
    REFERENCE,
)
