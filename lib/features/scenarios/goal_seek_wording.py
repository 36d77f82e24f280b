"""Goal seek in words: what a control must be, what each commune would have to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from lib.analysis.scenarios.goal_seek import SeekResult, Shares
from lib.features.scenarios.axes import value_text
from lib.features.scenarios.ledger import effect
from lib.features.scenarios.parameters import (
    LABELS,
    Range,
    Setting,
    effort_text,
    level,
    option_name,
    reason,
    sought_between,
)
from lib.features.scenarios.tables import table
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers

_QUANTILES: Final = (0.0, 0.5, 1.0)


def sought_sentences(
    found: SeekResult,
    one: Setting,
    indicator: Indicator,
    *,
    goal: str,
    value: float | None,
    lang: Lang,
) -> tuple[str, ...]:
    """What the control must be for `goal` (in words); `value` is the one that can be set."""
    _ = translator(lang).gettext
    control = _(LABELS[one.lever])
    if found.status == "found" and value is not None:
        form = (
            _("{goal}: met as things stand. “{control}” is enough at {value}; it stands at {now}.")
            if found.is_met
            else _(
                "{goal}: “{control}” must be {value}; it stands at {now}. All else stays as it is."
            )
        )
        return (
            form.format(
                goal=goal,
                control=control,
                value=level(value, one, lang),
                now=level(one.value, one, lang),
            ),
        )
    if found.status == "always" and found.landing is not None:
        return (
            _("{goal}: met whatever “{control}” is. As things stand: {landing}.").format(
                goal=goal, control=control, landing=value_text(found.landing, indicator, lang)
            ),
        )
    if found.status == "unreachable" and found.best is not None and found.landing is not None:
        return _unreachable(found, one, indicator, goal=goal, lang=lang)
    if found.status == "cannot_move" and found.reason is not None:
        return (f"{control}: {reason(found.reason, one.lever, indicator, lang)}",)
    return (_("Not enough data: there is no curve to bring to the target."),)


def _unreachable(
    found: SeekResult, one: Setting, indicator: Indicator, *, goal: str, lang: Lang
) -> tuple[str, ...]:
    _ = translator(lang).gettext
    assert isinstance(one.span, Range)  # noqa: S101 - alternatives are not sought
    assert found.best is not None  # noqa: S101 - the caller has looked
    assert found.landing is not None  # noqa: S101
    low, high = sought_between(one.span)
    return (
        _("{goal}: out of reach by “{control}” alone, from {low} to {high}.").format(
            goal=goal,
            control=_(LABELS[one.lever]),
            low=level(low, one, lang),
            high=level(high, one, lang),
        ),
        _("{best} comes closest: {landing}, {missing} short.").format(
            best=level(found.best, one, lang),
            landing=value_text(found.landing, indicator, lang),
            missing=effect(found.missing, indicator, lang).lstrip("+"),
        ),
    )


def shares_html(found: Sequence[Shares], indicator: Indicator, *, goal: str, lang: Lang) -> str:
    """Under each way of sharing: the city's effort, and the least, middle and most of communes."""
    _ = translator(lang).gettext
    rows = [_shares_row(one, indicator, lang) for one in found]
    head = (
        _("Who gets the effort"),
        _("effort of the city"),
        _("least of a commune"),
        _("half of them at most"),
        _("most of a commune"),
        _("the city comes to"),
    )
    caption = _("The effort that is needed for {goal}, and how it falls on communes")
    return table(caption.format(goal=goal), head, rows)


def _shares_row(one: Shares, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    _ = translator(lang).gettext
    name = option_name(one.sharing, lang)
    known = one.efforts[np.isfinite(one.landings)]
    effort = one.effort.value if one.effort.value is not None else one.effort.best
    if effort is None or not known.size:
        return (name, "–", "–", "–", "–", _met(one, indicator, lang))
    ends = (effort_text(float(np.quantile(known, q)), lang) for q in _QUANTILES)
    return (name, effort_text(effort, lang), *ends, _met(one, indicator, lang))


def _met(one: Shares, indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    if one.effort.landing is None:
        return "–"
    landing = value_text(one.effort.landing, indicator, lang)
    return _("{landing}: not enough").format(landing=landing) if one.effort.missing else landing


def shares_frame(
    found: Sequence[Shares], names: Sequence[str], indicator: Indicator, *, lang: Lang
) -> pd.DataFrame:
    """Every commune: effort, change a year and landing under each way of sharing."""
    _ = translator(lang).gettext
    columns: dict[str, object] = {_("Commune"): list(names)}
    for one in found:
        name = option_name(one.sharing, lang)
        columns[f"{name}: {_('effort')}"] = one.efforts.round(3)
        columns[f"{name}: {_('change a year')}"] = one.per_year.round(4)
        columns[f"{name}: {_('comes to')}"] = one.landings.round(4)
    frame = pd.DataFrame(columns)
    frame[_("Indicator")] = indicator.name.in_(lang)
    frame[_("Unit")] = numbers.unit_words(indicator.unit, lang)
    return frame
