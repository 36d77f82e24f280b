"""The verdict table of scenarios beside one another, on the page and to take away."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd

from lib.analysis.rounding import decimals, round_for_display
from lib.analysis.scenarios.comparison import ComparisonCell, ComparisonRow
from lib.features.scenarios.axes import value_text
from lib.features.scenarios.compare.scene import LETTERS, ComparedScenario
from lib.features.scenarios.wording import aim_words
from lib.model.entities import Unit
from lib.model.vocabulary import Lang
from lib.style.palette import COMPARED, TONES, Theme, Tone
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.magnitudes import with_gap_unit
from lib.wording.outlook import chance_words

# A narrow screen has no room for columns: the target takes a line of its own there.
STYLE: Final = """<style>
.cp-who{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
.cp-who span{display:flex;gap:.45rem;align-items:baseline;overflow-wrap:anywhere}
.cp-who b,.cp-table thead b{color:var(--cp-c)}
.cp-table{border-collapse:collapse;width:100%;font-size:.925rem;font-variant-numeric:tabular-nums}
.cp-table caption{text-align:left;font-weight:600;font-size:1rem;padding:0 0 .35rem}
.cp-table th{font-weight:500;text-align:left;padding:.35rem .8rem .35rem 0;vertical-align:top}
.cp-table th small,.cp-table td small{display:block;font-size:.8125rem;opacity:.85;font-weight:400}
.cp-table td{padding:.35rem .8rem .35rem 0;vertical-align:top}
.cp-table tr{border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)}
.cp-table .cp-sign{color:var(--cp-c);font-weight:700}
.cp-rest summary{cursor:pointer;padding:.5rem 0;min-height:1.5rem}
@media (max-width:640px){
.cp-table thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.cp-table,.cp-table tbody,.cp-table caption{display:block}
.cp-table tr{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));padding:.3rem 0}
.cp-table th{grid-column:1/-1;padding:.1rem 0}
.cp-table td{padding:.1rem .4rem .1rem 0}
.cp-table td::before{content:attr(data-who) " ";font-weight:650}}
</style>"""

_SIGNS: Final[dict[str, tuple[str, Tone]]] = {
    "met": ("✔", "good"),
    "even": ("◐", "fair"),
    "short": ("▼", "poor"),
}
_DRAWN: Final = (*_SIGNS, "no_verdict")


def names_html(names: Sequence[str], *, theme: Theme) -> str:
    """The scenarios with their letters, in the colours of their curves."""
    entries = "".join(
        f'<span style="--cp-c:{COMPARED[theme][i]}"><b>{LETTERS[i]}</b> {escape(name)}</span>'
        for i, name in enumerate(names)
    )
    return f'<div class="cp-who">{entries}</div>'


def verdicts(
    rows: Sequence[ComparisonRow], names: Sequence[str], *, lang: Lang, theme: Theme
) -> list[dict[str, Any]]:
    """Every open target with where each scenario brings it; those that move stand first.

    Tables as `compare_verdicts.js` makes them, in order: those with a `fold` are opened by it.
    """
    _ = translator(lang).gettext
    known = [row for row in rows if any(one.outcome in _DRAWN for one in row.cells)]
    moved = [row for row in known if row.is_moved]
    same = [row for row in known if not row.is_moved]
    moved.sort(key=lambda row: (not row.differs, row.assessment.target.year))
    head = {
        "head": _("Target"),
        "scenarios": [
            {"letter": LETTERS[i], "name": name, "colour": COMPARED[theme][i]}
            for i, name in enumerate(names)
        ],
    }
    drawn = [[_target(row, lang), _cells(row, lang=lang, theme=theme)] for row in (*moved, *same)]
    found: list[dict[str, Any]] = []
    if moved:
        caption = _("Targets that the scenarios bring to different values")
        found.append({"caption": caption, **head, "rows": drawn[: len(moved)]})
    else:
        found.append({"note": _("No target comes to different values in these scenarios.")})
    if same:
        fold = _("The same in all of them ({n})").format(n=len(same))
        found.append({"fold": fold, **head, "rows": drawn[len(moved) :]})
    return found + _others(rows, lang)


def _others(rows: Sequence[ComparisonRow], lang: Lang) -> list[dict[str, Any]]:
    """What no control changes: targets whose year is over, and those without a curve."""
    _ = translator(lang).gettext
    groups = (
        ("settled", _("The year is over, no control changes them ({n})")),
        ("held", _("Ranks and the like: judged by the last figure, not projected ({n})")),
        ("unknown", _("Too few figures to project ({n})")),
    )
    found = []
    for outcome, fold in groups:
        own = [row for row in rows if all(cell.outcome == outcome for cell in row.cells)]
        if own:
            settled = [[_target(row, lang), [_settled(row, lang)]] for row in own]
            found.append({"fold": fold.format(n=len(own)), "rows": settled})
    return found


def _target(row: ComparisonRow, lang: Lang) -> dict[str, str]:
    """The target's name with its number and year; marked where values are illustrative."""
    _ = translator(lang).gettext
    is_made_up = any(one.provenance == "illustrative" for one in row.cells)
    aim = _("{aim} by the end of {year}").format(
        aim=_aim(row, lang), year=row.assessment.target.year
    )
    return {
        "name": row.indicator.name.in_(lang),
        "mark": terms.provenance("illustrative", lang) if is_made_up else "",
        "aim": aim,
    }


def _aim(row: ComparisonRow, lang: Lang) -> str:
    aim = row.assessment.aim
    return aim_words(row.assessment.target, aim, row.indicator, lang) if aim else ""


def _cells(row: ComparisonRow, *, lang: Lang, theme: Theme) -> list[dict[str, str]]:
    return [_cell(one, row, lang=lang, theme=theme) for one in row.cells]


def _cell(one: ComparisonCell, row: ComparisonRow, *, lang: Lang, theme: Theme) -> dict[str, str]:
    if one.value is None:
        return {"text": "–"}
    if one.outcome == "no_verdict":
        return {
            "text": value_text(one.value, row.indicator, lang),
            "said": translator(lang).gettext("no verdict"),
        }
    shape, tone = _SIGNS[one.outcome]
    return {
        "shape": shape,
        "colour": TONES[theme][tone],
        "text": value_text(one.value, row.indicator, lang),
        "said": _said(one, row, lang),
    }


def _settled(row: ComparisonRow, lang: Lang) -> dict[str, str]:
    verdict = row.assessment.verdict
    return {"shape": terms.SIGNS[verdict].shape, "text": terms.verdict(verdict, lang)}


def _said(one: ComparisonCell, row: ComparisonRow, lang: Lang) -> str:
    """Met, even odds or how far short; whether it is an assumption; the chance if there is one."""
    _ = translator(lang).gettext
    said = _odds(one, row, lang)
    if one.is_assumed:
        said = f"{said} · " + _("an assumption, not a projection")
    if one.chance is None:
        return said
    return f"{said} · " + _("chance: {chance}").format(chance=chance_words(one.chance, lang))


def _odds(one: ComparisonCell, row: ComparisonRow, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.outcome == "met":
        said = _("meets it")
    elif one.outcome == "even":
        said = _("about even odds")
    elif one.short == 0:
        said = _("touched, not passed")
    else:
        gap = numbers.number(one.short, lang, decimals=decimals(row.indicator))
        said = _("{gap} short").format(gap=with_gap_unit(gap, row.indicator.unit, lang))
    return said


def curves_frame(entries: Sequence[ComparedScenario], *, sources: str, lang: Lang) -> pd.DataFrame:
    """The curves to be taken away: one row a scenario and moment, the last figure first."""
    _ = translator(lang).gettext
    return pd.DataFrame(
        [
            {
                _("Scenario"): f"{LETTERS[i]} · {entry.name}",
                _("End of"): _moment(t, lang),
                _("Value"): value,
                _("Indicator"): entry.subject.indicator.name.in_(lang),
                _("Unit"): numbers.unit_words(entry.subject.indicator.unit, lang),
                _("Provenance"): terms.provenance(mark, lang) if mark else "",
                _("Source"): sources,
            }
            for i, entry in enumerate(entries)
            if entry.has_curve
            for mark in [entry.subject.provenance]
            for t, value in zip(
                entry.subject.projection.t.tolist(),
                entry.subject.projection.city_scenario.tolist(),
                strict=True,
            )
        ]
    )


def communes_frame(
    entries: Sequence[ComparedScenario], units: Mapping[str, Unit], *, sources: str, lang: Lang
) -> pd.DataFrame:
    """The communes at the horizon to be taken away: one row a scenario and commune."""
    _ = translator(lang).gettext
    return pd.DataFrame(
        [
            {
                _("Scenario"): f"{LETTERS[i]} · {entry.name}",
                _("Code"): code,
                _("Commune"): units[code].name.in_(lang),
                _("End of"): entry.subject.landing.year,
                _("Value"): value,
                _("Indicator"): entry.subject.indicator.name.in_(lang),
                _("Unit"): numbers.unit_words(entry.subject.indicator.unit, lang),
                _("Provenance"): terms.provenance(mark, lang) if mark else "",
                _("Source"): sources,
            }
            for i, entry in enumerate(entries)
            if entry.has_curve
            for mark in [entry.subject.projection.units_provenance]
            for code, value in zip(
                entry.subject.projection.unit_codes,
                entry.subject.projection.units_scenario[:, -1].tolist(),
                strict=True,
            )
        ]
    )


def _moment(t: float, lang: Lang) -> str:
    year = math.ceil(t - 1e-6) - 1
    if abs(t - round(t)) < 1e-6:
        return str(year)
    return translator(lang).gettext("last figure, {year}").format(year=year)


def verdicts_frame(
    rows: Sequence[ComparisonRow], names: Sequence[str], *, sources: Mapping[str, str], lang: Lang
) -> pd.DataFrame:
    """The whole table to be taken away: one row a target and scenario.

    `sources` tell where the last figure of each target was published, by its source's id.
    """
    _ = translator(lang).gettext
    return pd.DataFrame(
        [
            {
                _("Target"): row.indicator.name.in_(lang),
                _("Number"): _aim(row, lang),
                _("Year"): row.assessment.target.year,
                _("Scenario"): f"{LETTERS[i]} · {name}",
                _("Value"): None
                if one.value is None
                else round_for_display(one.value, row.indicator),
                _("Unit"): numbers.unit_words(row.indicator.unit, lang),
                _("Verdict"): _outcome(one, row, lang),
                _("Chance"): None if one.chance is None else round(one.chance, 2),
                _("Provenance"): terms.provenance(one.provenance, lang) if one.provenance else "",
                _("Source"): sources.get(last.source_id, "") if last else "",
            }
            for row in rows
            for last in [row.assessment.last]
            for i, (name, one) in enumerate(zip(names, row.cells, strict=True))
        ]
    )


def _outcome(one: ComparisonCell, row: ComparisonRow, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.outcome in _SIGNS:
        return _odds(one, row, lang)
    if one.outcome == "no_verdict":
        return _("no verdict on illustrative values")
    if one.outcome in ("settled", "held"):
        return terms.verdict(row.assessment.verdict, lang)
    return _("too few figures to project")
