"""What was changed and what it does: every control alone and together, as sentences and a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from lib.analysis.rounding import decimals, round_for_display
from lib.analysis.scenarios.whatif import Ledger
from lib.features.scenarios.axes import value_text
from lib.features.scenarios.parameters import LABELS, Kind, Setting, level
from lib.features.scenarios.tables import table
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import N_, translator
from lib.wording import numbers
from lib.wording.magnitudes import with_gap_unit

_KINDS: dict[Kind, str] = {"assumption": N_("Assumptions"), "action": N_("Actions")}


def summary(
    ledger: Ledger,
    settings: Sequence[Setting],
    indicator: Indicator,
    *,
    year: int,
    lang: Lang,
    assumed: float | None = None,
) -> tuple[str, ...]:
    """The scenario in sentences: what it assumes, what is done, and what comes of it.

    `assumed` is the city's value at the horizon under the assumptions alone, where both kinds are
    changed.
    """
    _ = translator(lang).gettext
    changed = [one for one in settings if one.acts]
    if not changed and not any(one.is_changed for one in settings):
        return (_("Nothing is changed: this is the baseline, “as now”."),)
    if not changed:
        return (_("Nothing is changed that moves this indicator: it goes on as now."),)
    told = [_told(kind, changed, lang) for kind in _KINDS]
    landing = _(
        "Together they bring the city at the end of {year} from {now} to {then}: {effect}."
    ).format(
        year=year,
        now=value_text(ledger.baseline, indicator, lang),
        then=value_text(ledger.scenario, indicator, lang),
        effect=effect(ledger.together, indicator, lang),
    )
    parts = [one for one in told if one] + [landing]
    if assumed is not None:
        parts.append(
            _("Of that, {assumed} come from the assumptions and {done} from the actions.").format(
                assumed=effect(assumed - ledger.baseline, indicator, lang),
                done=effect(ledger.scenario - assumed, indicator, lang),
            )
        )
    parts += _most(ledger, indicator, lang)
    return tuple(parts)


def _told(kind: Kind, changed: Sequence[Setting], lang: Lang) -> str:
    _ = translator(lang).gettext
    said = [
        _("{control} {value} (as now {default})").format(
            control=_(LABELS[one.lever]),
            value=level(one.value, one, lang),
            default=level(one.default, one, lang),
        )
        for one in changed
        if one.span.kind == kind
    ]
    return f"{_(_KINDS[kind])}: {'; '.join(said)}." if said else ""


def _most(ledger: Ledger, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    """The control that does most by itself, where several are changed."""
    _ = translator(lang).gettext
    moving = [one for one in ledger.effects if round_for_display(one.alone, indicator)]
    if len(moving) < 2:
        return ()
    most = max(moving, key=lambda one: abs(one.alone))
    return (
        _("By itself, “{control}” does most: {effect}.").format(
            control=_(LABELS[most.lever]), effect=effect(most.alone, indicator, lang)
        ),
    )


def ledger_html(
    ledger: Ledger, settings: Sequence[Setting], indicator: Indicator, *, year: int, lang: Lang
) -> str:
    """Every changed control with its effect alone, and all together, on the city's value."""
    _ = translator(lang).gettext
    changed = [one for one in settings if one.is_changed]
    if not changed:
        return _said(
            _("What you changed"),
            _("Nothing yet: this is the baseline. Move a control and its effect stands here."),
        )
    found_of = {effect.lever: effect for effect in ledger.effects}
    rows = []
    for one in changed:
        moved = f"{level(one.default, one, lang)} → {level(one.value, one, lang)}"
        found, acts = found_of[one.lever], one.rest is None and one.idle is None
        effects = (effect(each, indicator, lang) for each in (found.alone, found.within))
        rows.append((_(LABELS[one.lever]), moved, *(effects if acts else ("–", "–"))))
    together = effect(ledger.together, indicator, lang)
    head = (_("Control"), _("as now → scenario"), _("alone"), _("within the scenario"))
    whole = table(
        _("What you changed: effect on the city at the end of {year}").format(year=year),
        head,
        rows,
        total=(_("All together"), "", together, ""),
    )
    note = _("Within the scenario: what would be missing without this control, the others as set.")
    within = f'<p class="sc-note">{escape(note)}</p>' if len(changed) > 1 else ""
    return whole + within + _remainder(ledger, len(changed), indicator, lang)


def ledger_frame(
    ledger: Ledger, settings: Sequence[Setting], indicator: Indicator, *, lang: Lang
) -> pd.DataFrame:
    """The same to be taken away: every changed control alone, then all of them together.

    A control that cannot move the indicator has no effect, and none is written.
    """
    _ = translator(lang).gettext
    changed = [one for one in settings if one.is_changed]
    found = {effect.lever: effect for effect in ledger.effects}
    places = decimals(indicator)
    acting = [
        found[one.lever] if one.rest is None and one.idle is None else None for one in changed
    ]
    alone = [None if each is None else round(each.alone, places) for each in acting]
    within = [None if each is None else round(each.within, places) for each in acting]
    return pd.DataFrame(
        {
            _("Control"): [*(_(LABELS[one.lever]) for one in changed), _("All together")],
            _("Kind"): [*(_(_KINDS[one.span.kind]) for one in changed), ""],
            _("As now"): [*(level(one.default, one, lang) for one in changed), ""],
            _("Scenario"): [*(level(one.value, one, lang) for one in changed), ""],
            _("Effect on the city"): [*alone, round(ledger.together, places)],
            _("Within the scenario"): [*within, None],
            _("Indicator"): indicator.name.in_(lang),
            _("Unit"): numbers.unit_words(numbers.gap_unit(indicator.unit), lang),
        }
    )


def _remainder(ledger: Ledger, count: int, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    rest = round_for_display(ledger.remainder, indicator)
    if count < 2 or rest == 0:
        return ""
    note = _("The controls act on one another: {rest} of the whole come from that.").format(
        rest=effect(rest, indicator, lang)
    )
    return f'<p class="sc-note">{escape(note)}</p>'


def effect(value: float, indicator: Indicator, lang: Lang) -> str:
    """A difference on the city's value, signed, with its unit."""
    text = numbers.signed(round_for_display(value, indicator), lang, decimals=decimals(indicator))
    return with_gap_unit(text, indicator.unit, lang)


def _said(title: str, sentence: str) -> str:
    return (
        f'<p style="font-weight:600;margin:0 0 .35rem">{escape(title)}</p>'
        f'<p class="sc-note" style="margin:0">{escape(sentence)}</p>'
    )
