"""The sentences about saved scenarios: what one is, and what has changed since it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final

from lib.features.scenarios.axes import value_text
from lib.features.scenarios.parameters import LABELS, SPANS, Setting, effort_text, level
from lib.features.scenarios.wording import percent
from lib.model.entities import Controls, Indicator
from lib.model.scenario import Snapshot
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers

_HANOI: Final = timezone(timedelta(hours=7))


def moment(when: datetime, lang: Lang) -> str:
    """A moment on Hà Nội's clock: 25/11/2026, 11:02."""
    local = when.astimezone(_HANOI)
    return f"{numbers.day(local.date(), lang)}, {local:%H:%M}"


def changes(then: Snapshot, now: Snapshot, indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    """What differs between the figures a scenario was made on and those of today.

    Empty when everything it rests on is as it was.
    """
    return tuple(_changes(then, now, indicator, lang))


def _changes(then: Snapshot, now: Snapshot, indicator: Indicator, lang: Lang) -> Iterator[str]:
    _ = translator(lang).gettext
    form = _("{what}: {then}, now {now}")
    before, after = _last(then, indicator, lang), _last(now, indicator, lang)
    if before != after:
        yield form.format(what=_("last figure"), then=before, now=after)
    for what, one, other in (
        (_("published GRDP growth"), then.grdp_growth, now.grdp_growth),
        (
            _("published growth of the digital economy"),
            then.digital_economy_growth,
            now.digital_economy_growth,
        ),
    ):
        told = [_none(lang) if rate is None else percent(rate, lang) for rate in (one, other)]
        if told[0] != told[1]:
            yield form.format(what=what, then=told[0], now=told[1])
    for what, one, other in (
        (_("as now, end of {year}").format(year=now.year), then.baseline, now.baseline),
        (_("this scenario, end of {year}").format(year=now.year), then.landing, now.landing),
    ):
        told = [_value(value, indicator, lang) for value in (one, other)]
        if told[0] != told[1]:
            yield form.format(what=what, then=told[0], now=told[1])


def _last(snapshot: Snapshot, indicator: Indicator, lang: Lang) -> str:
    if snapshot.last_value is None or snapshot.last_period is None:
        return _none(lang)
    period = numbers.period(snapshot.last_period, lang)
    return f"{_value(snapshot.last_value, indicator, lang)} ({period})"


def _value(value: float | None, indicator: Indicator, lang: Lang) -> str:
    return _none(lang) if value is None else value_text(value, indicator, lang)


def _none(lang: Lang) -> str:
    return translator(lang).gettext("no figure")


def older(then: str, now: str, changed: tuple[str, ...], lang: Lang) -> str:
    """Said over a scenario that was made on other data; "" when the data is the same.

    `then` and `now` are data versions, `changed` what `changes` found.
    """
    _ = translator(lang).gettext
    if then == now:
        return ""
    said = _("Made on data version {then}; today’s is {now}.").format(then=then, now=now)
    if not changed:
        return f"{said} " + _("What it rests on has not changed.")
    return f"{said} " + _("Changed since: {changes}.").format(changes="; ".join(changed))


def sets(controls: Controls, lang: Lang) -> str:
    """What a scenario sets, control by control; what stands as now is left out."""
    _ = translator(lang).gettext
    as_now = Controls()
    parts = []
    for span in SPANS:
        value = getattr(controls, span.lever)
        if value == getattr(as_now, span.lever):
            continue
        if span.lever == "effort_by_indicator":
            parts.append(own_efforts(controls.effort_by_indicator, lang))
        else:
            standing = Setting(span, "", value, value, "", None)
            parts.append(f"{_(LABELS[span.lever])} {level(value, standing, lang)}")
    return "; ".join(parts)


def own_efforts(own: Sequence[tuple[str, float]], lang: Lang) -> str:
    """Efforts on single indicators, as one says them: how many, and between what."""
    _ = translator(lang).gettext
    efforts = sorted(effort for _one, effort in own)
    low, high = (effort_text(effort, lang) for effort in (efforts[0], efforts[-1]))
    between = low if low == high else f"{low} … {high}"
    return _("an effort of its own for {n} indicators ({between})").format(
        n=len(efforts), between=between
    )


def others_set(controls: Controls, indicator_id: str, lang: Lang) -> str:
    """Said beside one indicator of the efforts that a scenario sets on others; "" without any."""
    others = [one for one in controls.effort_by_indicator if one[0] != indicator_id]
    if not others:
        return ""
    _ = translator(lang).gettext
    return _(
        "This scenario also sets {others}, which stay as they are while this one is looked at."
    ).format(others=own_efforts(others, lang))
