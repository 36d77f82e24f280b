"""The import's own parts as HTML: limits, answers given, faults row by row, what was taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from lib.analysis.progress.changes import Change
from lib.analysis.progress.verdict import Assessment
from lib.data.intake.preview import STATUS_WORDS, Finding
from lib.data.limits import Limits
from lib.data.problem import shown
from lib.model.entities import Document, Indicator, Text
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers, terms
from lib.wording.terms import SIGNS

_DOUBTS: Final = frozenset({"unusual", "unsettled"})

# The limits stand below the field in whole; what Streamlit counts of a text that may be long says
# nothing.
_CSS: Final = """
.st-key-d_in [data-testid="InputInstructions"],
.st-key-d_in [data-testid="stFileUploaderDropzoneInstructions"]{display:none}
.st-key-d_in [data-testid="stFileUploader"]:has([data-testid="stFileChip"][aria-invalid])::after{
 content:REFUSED;color:var(--da-bad)}
.st-key-d_in .da-counts,.st-key-d_in .da-faults,.st-key-d_in .da-given{padding:0;margin:0}
.st-key-d_in .da-faults,.st-key-d_in .da-given{list-style:none}
.st-key-d_in .da-counts li{margin:0}
.da-faults li{display:grid;grid-template-columns:11rem 13rem 1fr;gap:.1rem 1rem;margin:0;
 padding:.35rem .7rem;border-bottom:1px solid var(--da-rule)}
.da-faults li:last-child{border-bottom:0}
.da-faults .at{font-variant-numeric:tabular-nums}
.da-faults .off{color:var(--da-bad)}
.da-faults .ask{color:var(--da-fair)}
.da-faults bdi,.da-given bdi{overflow-wrap:anywhere}
.da-faults.da-changes li{grid-template-columns:1.2fr 1fr 1fr}
.da-changes b{font-weight:500}
.da-changes i{font-style:normal;color:var(--da-soft)}
.da-given li{margin:0 0 .2rem}
.st-key-d_map img{max-height:34rem;width:auto}
.st-key-d_in button[kind="primary"]:not(:disabled) p{color:var(--da-paper)}
@media (max-width:640px){.da-faults li,.da-faults.da-changes li{grid-template-columns:1fr}
 .da-faults .at{font-weight:600}.st-key-d_map{display:none}}
"""


def style(lang: Lang, most: Limits) -> str:
    """The style of the import, with the words that stand for Streamlit's own."""
    _ = translator(lang).gettext
    refused = _(
        "This file is not taken: CSV, TSV, TXT, XLSX, ZIP or GeoJSON of at most {n} MB, please."
    ).format(n=most.megabytes)
    css = _CSS.replace("REFUSED", _quoted(refused))
    return f"<style>{css}</style>"


def limits_words(most: Limits, lang: Lang, *, is_file: bool = True) -> str:
    """How much one import may bring, told before anything is sent."""
    _ = translator(lang).gettext
    size = {
        "rows": numbers.number(most.rows, lang, decimals=0),
        "columns": numbers.number(most.columns, lang, decimals=0),
    }
    if not is_file:
        return _("At most {rows} rows and {columns} columns.").format(**size)
    return _(
        "At most {megabytes} MB a file, {sheets} sheets, {rows} rows and {columns} columns a "
        "sheet; a workbook or package at most {unpacked} MB when unpacked."
    ).format(megabytes=most.megabytes, sheets=most.sheets, unpacked=most.unpacked_megabytes, **size)


def answered_html(told: Iterable[tuple[str, str]], lang: Lang) -> str:
    """Questions with the answers given."""
    _ = translator(lang).gettext
    items = "".join(
        f"<li><bdi>{escape(asked)}</bdi> <b><bdi>{escape(answer)}</bdi></b></li>"
        for asked, answer in told
    )
    return f'<ul class="da-given" aria-label="{escape(_("Answers given"))}">{items}</ul>'


def changes_html(
    found: Sequence[Change],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, Text],
    documents: Mapping[str, Document],
    lang: Lang,
) -> str:
    """Verdict, level and last figure of each target that new figures touched, before and now.

    Targets of several documents that are judged alike are told once, with the documents named.
    """
    _ = translator(lang).gettext
    if not found:
        return f"<p>{escape(_('No target is judged otherwise than before.'))}</p>"
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in found:
        target = one.after.target
        title = f"{names[target.series_id].in_(lang)}, {target.year}"
        told = [_state(state, indicators[target.series_id], lang)
                for state in (one.before, one.after)]  # fmt: skip
        document = documents[target.document_id].short
        alike.setdefault((title, *told), []).append(document)  # type: ignore[arg-type]
    before, now = escape(_("Before")), escape(_("Now"))
    items = "".join(
        f"<li><span><b>{escape(title)}</b> ({escape(', '.join(dict.fromkeys(where)))})</span>"
        f"<span><i>{before}:</i> {escape(was)}</span><span><i>{now}:</i> {escape(is_now)}</span>"
        "</li>"
        for (title, was, is_now), where in alike.items()
    )
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(_("What changed"))}">'
        f'<ul class="da-faults da-changes">{items}</ul></div>'
    )


def _state(one: Assessment, indicator: Indicator, lang: Lang) -> str:
    said = f"{SIGNS[one.verdict].shape} {terms.verdict(one.verdict, lang)}"
    said += f"; {terms.level(one.level, lang)}"
    if one.last is not None:
        value = numbers.value_of(one.last.value, indicator, lang)
        said += f"; {value} ({numbers.period(one.last.period, lang)})"
    return said


def few_html(lines: Iterable[str]) -> str:
    """A few sentences, one below the other."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="da-given">{items}</ul>'


def findings_html(findings: Sequence[Finding], *, label: str, lang: Lang) -> str:
    """Faults and doubts: the place, what kind, what was found and what was expected."""
    items = "".join(_finding(one, lang) for one in findings)
    return (
        f'<div class="da-box" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<ul class="da-faults">{items}</ul></div>'
    )


def _finding(one: Finding, lang: Lang) -> str:
    _ = translator(lang).gettext
    place = _("Row {row}, column {column}").format(row=one.row, column=one.column)
    form = _("found “{found}”, expected {expected}")
    if not one.found:
        form = _("found nothing, expected {expected}")
    said = escape(form).format(
        found=f"<bdi>{escape(shown(one.found))}</bdi>", expected=escape(one.expected.in_(lang))
    )
    kind = "ask" if one.status in _DOUBTS else "off"
    return (
        f'<li><span class="at">{escape(place)}</span>'
        f'<span class="{kind}">{escape(_(STATUS_WORDS[one.status]))}</span>'
        f"<span>{said}</span></li>"
    )


def _quoted(text: str) -> str:
    """A text as CSS writes it."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\3c ")
