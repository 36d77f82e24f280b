"""The what-if page's tables: effects of the changed controls, year by year, and the communes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from lib.analysis.rounding import decimals
from lib.features.scenarios.axes import value_text
from lib.features.scenarios.chart import ChartSubject
from lib.model.entities import Unit
from lib.model.vocabulary import Lang, Provenance
from lib.text import translator
from lib.wording import numbers, terms

STYLE = """<style>
.sc-table{border-collapse:collapse;width:100%;font-size:.925rem;font-variant-numeric:tabular-nums}
.sc-table caption{text-align:left;font-weight:600;font-size:1rem;padding:0 0 .35rem}
.sc-table th{font-weight:500;text-align:left;opacity:.85;padding:.28rem .5rem .28rem 0}
.sc-table td{padding:.28rem 0 .28rem .6rem;text-align:right;white-space:nowrap}
.sc-table thead th:not(:first-child){text-align:right;padding:.28rem 0 .28rem .6rem}
.sc-table tr{border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)}
.sc-table .sc-sum th,.sc-table .sc-sum td{font-weight:650;opacity:1}
.sc-note{font-size:.875rem;opacity:.82;margin:.4rem 0 0;text-wrap:pretty}
@media (max-width:640px){.sc-table td{white-space:normal}}
</style>"""


def years_html(subject: ChartSubject, lang: Lang) -> str:
    """The city's curve in figures, year by year."""
    _ = translator(lang).gettext
    projection = subject.projection
    curves = (projection.city_baseline.tolist(), projection.city_scenario.tolist())
    rows = [
        (_moment(t, lang), *(value_text(curve[i], subject.indicator, lang) for curve in curves))
        for i, t in enumerate(projection.t.tolist())
    ]
    return table(_("Year by year"), (_("End of"), _("As now"), _("Scenario")), rows)


def years_frame(subject: ChartSubject, lang: Lang) -> pd.DataFrame:
    """The city's curve: moment, as now, scenario; the first row is the last figure.

    Without a projection it is the last published figure alone.
    """
    _ = translator(lang).gettext
    projection, last = subject.projection, subject.landing.last
    if subject.landing.scenario is None:
        known = [last] if last else []
        return pd.DataFrame(
            {
                _("End of"): [numbers.period(point.period, lang) for point in known],
                _("Value"): [point.value for point in known],
            }
        )
    return pd.DataFrame(
        {
            _("End of"): [_moment(t, lang) for t in projection.t.tolist()],
            _("As now"): projection.city_baseline,
            _("Scenario"): projection.city_scenario,
        }
    )


def taken_years(subject: ChartSubject, *, sources: str, lang: Lang) -> pd.DataFrame:
    """The same with series, unit, provenance and source in every row, to be taken away."""
    _ = translator(lang).gettext
    frame = years_frame(subject, lang)
    taken = _with_origin(frame, subject, subject.provenance, sources=sources, lang=lang)
    kinds = [_("last figure"), *[_("projected here")] * (len(frame) - 1)][: len(frame)]
    taken.insert(1, _("Kind"), kinds)
    return taken


def _with_origin(
    frame: pd.DataFrame,
    subject: ChartSubject,
    mark: Provenance | None,
    *,
    sources: str,
    lang: Lang,
) -> pd.DataFrame:
    """`frame` with what every row must carry when it leaves the program."""
    _ = translator(lang).gettext
    taken = frame.copy()
    taken[_("Indicator")] = subject.indicator.name.in_(lang)
    taken[_("Unit")] = numbers.unit_words(subject.indicator.unit, lang)
    return sourced(taken, mark, sources=sources, lang=lang)


def sourced(
    frame: pd.DataFrame,
    mark: Provenance | None,
    *,
    sources: str,
    lang: Lang,
    year: int | None = None,
) -> pd.DataFrame:
    """`frame` with provenance and source in every row, and the year that it is of, if of one."""
    _ = translator(lang).gettext
    taken = frame.copy()
    if year is not None:
        taken[_("End of")] = str(year)
    taken[_("Provenance")] = terms.provenance(mark, lang) if mark else ""
    taken[_("Source")] = sources
    return taken


def communes_frame(subject: ChartSubject, units: Mapping[str, Unit], *, lang: Lang) -> pd.DataFrame:
    """Every commune: last figure, the end of the horizon as now and in the scenario."""
    _ = translator(lang).gettext
    projection, history = subject.projection, subject.history
    year = subject.landing.year
    places = decimals(subject.indicator)
    now = projection.units_baseline[:, -1].round(places)
    scenario = projection.units_scenario[:, -1].round(places)
    return pd.DataFrame(
        {
            _("Commune"): [units[code].name.in_(lang) for code in projection.unit_codes],
            _("Last figure"): history.values[:, -1],
            _("As now, {year}").format(year=year): now,
            _("Scenario, {year}").format(year=year): scenario,
            _("Difference"): (scenario - now).round(places),
        }
    )


def taken_communes(
    subject: ChartSubject, units: Mapping[str, Unit], *, sources: str, lang: Lang
) -> pd.DataFrame:
    """The communes' table with code, unit, provenance and source in every row."""
    _ = translator(lang).gettext
    frame = communes_frame(subject, units, lang=lang)
    frame.insert(0, _("Code"), list(subject.projection.unit_codes))
    mark = subject.projection.units_provenance
    return _with_origin(frame, subject, mark, sources=sources, lang=lang)


def _moment(t: float, lang: Lang) -> str:
    _ = translator(lang).gettext
    year = math.ceil(t - 1e-6) - 1
    is_end = abs(t - round(t)) < 1e-6
    return str(year) if is_end else _("last figure, {year}").format(year=year)


def table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    total: Sequence[str] | None = None,
) -> str:
    """A small table as HTML; the first cell of each row is its name."""
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(_table_row(row) for row in rows)
    if total is not None:
        body += _table_row(total, kind=' class="sc-sum"')
    return (
        f'<table class="sc-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _table_row(cells: Sequence[str], *, kind: str = "") -> str:
    first, *rest = cells
    others = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
    return f'<tr{kind}><th scope="row">{escape(first)}</th>{others}</tr>'
