"""The controls of the what-if page: their ranges, words, defaults and why one cannot act."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

from lib.analysis.projection.identity import IDENTITIES
from lib.analysis.scenarios.goal_seek import SEEKABLE
from lib.analysis.scenarios.levers import Idle, Lever, Unmoved, lever_moves
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang, PriceBasis, Sharing
from lib.text import N_, translator
from lib.wording import numbers, terms

Kind = Literal["assumption", "action"]
Rest = Unmoved | Literal["no_pace", "no_gain"]

HORIZON: Final = 2030
BASES: Final[tuple[PriceBasis, ...]] = get_args(PriceBasis)


@dataclass(frozen=True, slots=True)
class Range:
    """What a slider can be set to. `nudge` is one press of an arrow key, a multiple of `step`.

    `is_finer` folds it away until it is asked for. `unset` is the word for a slider that is not
    set at all, "" for one that always is.
    """

    lever: Lever
    kind: Kind
    label: str
    unit: str
    low: float
    high: float
    step: float
    nudge: float
    is_finer: bool = False
    unset: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives of which one holds."""

    lever: Lever
    kind: Kind
    label: str
    ids: tuple[str, ...]
    is_finer: bool = True


Span = Range | Options

SPANS: Final[tuple[Span, ...]] = (
    Range("grdp_growth", "assumption", N_("GRDP growth"), N_("% a year"), -5, 20, 0.01, 0.1),
    Range(
        "digital_economy_growth",
        "assumption",
        N_("Digital-economy growth"),
        N_("% a year"),
        -10,
        50,
        0.01,
        0.1,
    ),
    Range(
        "employment_growth",
        "assumption",
        N_("Employment growth"),
        N_("% a year"),
        -5,
        10,
        0.01,
        0.1,
        unset=N_("not published"),
    ),
    Range(
        "population_growth",
        "assumption",
        N_("Population growth"),
        N_("% a year"),
        -2,
        5,
        0.01,
        0.1,
        unset=N_("not published"),
    ),
    Range("effort_government", "action", N_("Effort: digital government"), "×", 0, 3, 0.05, 0.1),
    Range("effort_economy", "action", N_("Effort: digital economy"), "×", 0, 3, 0.05, 0.1),
    Range("effort_society", "action", N_("Effort: digital society"), "×", 0, 3, 0.05, 0.1),
    Range("start_year", "action", N_("Effort starts in"), "", 2027, HORIZON, 1, 1),
    Range("ramp_years", "action", N_("Years to full effect"), N_("years"), 0, 5, 0.25, 0.25),
    Range(
        "effort_by_indicator",
        "action",
        N_("Effort for this indicator alone"),
        "×",
        0,
        3,
        0.05,
        0.1,
        is_finer=True,
        unset=N_("follows the pillar"),
    ),
    Range("catch_up", "action", N_("Catching up"), "", 0, 0.5, 0.01, 0.05, is_finer=True),
    Range("ceiling", "action", N_("Ceiling"), N_("% of the highest"), 50, 100, 1, 1, is_finer=True),
    Options("sharing", "action", N_("Who gets the effort"), get_args(Sharing)),
)

LABELS: Final[dict[Lever, str]] = {each.lever: each.label for each in SPANS}

_PILLAR_EFFORTS: Final = ("effort_government", "effort_economy", "effort_society")


@dataclass(frozen=True, slots=True)
class Setting:
    """A control as it stands: its value, its default, and in words where the default comes from.

    A value of None is a slider that is not set. `rest` is why it cannot act on the chosen
    indicator, or None when it can; `idle` why it does not as the other controls stand.
    """

    span: Span
    key: str
    value: float | str | None
    default: float | str | None
    origin: str
    rest: Rest | None
    idle: Idle | None = None

    @property
    def lever(self) -> Lever:
        return self.span.lever

    @property
    def is_changed(self) -> bool:
        return self.value != self.default

    @property
    def acts(self) -> bool:
        """Whether it is changed and moves the indicator."""
        return self.is_changed and self.rest is None and self.idle is None

    def at(self, value: float | str | None) -> Setting:
        """The same control elsewhere."""
        return self if value == self.value else replace(self, value=value)


def accepts(span: Span, value: object) -> bool:
    """Whether a value from outside is one that the control can have."""
    if isinstance(span, Options):
        return value in span.ids
    if value is None:
        return bool(span.unset)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and span.low <= value <= span.high


def rest_of(
    indicator: Indicator,
    lever: Lever,
    *,
    has_pace: bool,
    has_gain: bool,
    has_units: bool,
    has_people_rate: bool,
) -> Rest | None:
    """Why a control cannot move the indicator, or None.

    `has_pace` is false when there are too few figures for a pace, `has_gain` when no pace
    improves, so that there is nothing for effort to multiply, `has_units` when the city alone has
    a curve, `has_people_rate` when no growth of the population is published.
    """
    found = lever_moves(indicator, lever, has_units=has_units, has_people_rate=has_people_rate)
    if found is not None or indicator.indicator_id in IDENTITIES:
        return found
    if not has_pace:
        return "no_pace"
    needs_gain = lever not in ("population_growth", "catch_up", "ceiling")
    return "no_gain" if needs_gain and not has_gain else None


def reason(rest: Rest, lever: Lever, indicator: Indicator, lang: Lang) -> str:
    """The reason in words, for the reader who finds the control switched off."""
    _ = translator(lang).gettext
    if rest == "other_pillar":
        return _("Moves indicators of “{own}” only; this one belongs to “{other}”.").format(
            own=_pillar_of_effort(lever, lang), other=terms.pillar(indicator.pillar, lang)
        )
    return _(_REASONS[rest])


_REASONS: Final[dict[Rest, str]] = {
    "goes_by_identity": N_("This follows from growth rates alone."),
    "not_in_the_model": N_("Moves only what follows from growth rates by definition."),
    "no_people_rate": N_("No growth of the population is published that this could differ from."),
    "not_a_count": N_("More people make counts larger, not shares or rates."),
    "no_pillar": N_("This indicator belongs to no pillar, so no pillar’s effort moves it."),
    "no_path": N_("Ranks and growth rates are not projected."),
    "no_units": N_("The city alone has nobody to catch up with or to share with."),
    "no_cap": N_("There is no highest value that a ceiling could be a part of."),
    "less_is_better": N_("A ceiling holds nobody who is to come down."),
    "no_pace": N_("Too few figures: there is no pace that effort could change."),
    "no_gain": N_("The figures do not improve, so there is no pace to multiply."),
}


_IDLE: Final[dict[Idle, str]] = {
    "own_effort": N_("This indicator has an effort of its own, set below."),
    "no_effort": N_("Does nothing while effort is as now: set an effort first."),
    "no_more_effort": N_("Does nothing while no effort is added: set one above 1 first."),
}


def idle_reason(why: Idle, lang: Lang) -> str:
    """Why a control does nothing as the others stand."""
    return translator(lang).gettext(_IDLE[why])


def _pillar_of_effort(lever: Lever, lang: Lang) -> str:
    if lever == "effort_government":
        return terms.pillar("government", lang)
    return terms.pillar("economy" if lever == "effort_economy" else "society", lang)


def meaning(lever: Lever, lang: Lang) -> str:
    """What a level of the control means, in plain words."""
    _ = translator(lang).gettext
    found = _PLAIN.get(lever, "")
    return _(found) if found else ""


# Said wherever an effort of nought is: at the control, in the ledger, in sentences.
_STANDSTILL: Final = N_("comes to a stop")
_EFFORT: Final = N_(
    "1 = the pace of today; 2 = twice the pace; 0 = it comes to a stop once that is in full "
    "effect, and units slower than their group’s median slip back."
)
_PLAIN: Final[dict[Lever, str]] = {
    **dict.fromkeys(_PILLAR_EFFORTS, _EFFORT),
    "effort_by_indicator": N_(
        "Until it is set, it follows the pillar’s effort; 1 = the pace of today."
    ),
    "start_year": N_("From 1 January of that year on."),
    "ramp_years": N_("How long it takes until effort acts in full; 0 = at once."),
    "catch_up": N_(
        "What part of their distance to their group’s median those behind close each year: 0.1 is "
        "a tenth."
    ),
    "ceiling": N_("What nobody passes, where part of the people stays out of reach."),
    "population_growth": N_("More people make more of what is counted, such as accounts or firms."),
    "employment_growth": N_("GRDP a worker grows by GRDP growth less this."),
}

_SHARED: Final[dict[str, tuple[str, str]]] = {
    "all_alike": (N_("All alike"), N_("Every commune gets the same effort.")),
    "by_shortfall": (N_("By shortfall"), N_("The farther from the target, the more effort.")),
    "lagging_first": (N_("Lagging first"), N_("The lowest are lifted first, then the next.")),
}


def option_name(option: str, lang: Lang) -> str:
    """An alternative's name."""
    return translator(lang).gettext(_SHARED[option][0])


def described(settings: tuple[Setting, ...], indicator: Indicator, lang: Lang) -> dict[str, Any]:
    """The controls as the browser draws them, assumptions and actions apart; without values.

    It changes with indicator, language and price basis only, never with a move of a control.
    """
    _ = translator(lang).gettext
    titles: dict[Kind, str] = {
        "assumption": _("Assumptions: what may happen"),
        "action": _("Actions: what the city does"),
    }
    return {
        "indicator": indicator.indicator_id,
        "words": _browser_words(lang),
        "groups": [
            {
                "kind": kind,
                "title": title,
                "more": _("Finer: pace of this indicator, catching up, ceiling, who gets it"),
                "resting": _("Cannot move this indicator: {n}").format(
                    n=sum(one.span.kind == kind and one.rest is not None for one in settings)
                ),
                "rows": [_row(one, indicator, lang) for one in settings if one.span.kind == kind],
            }
            for kind, title in titles.items()
        ],
    }


def _browser_words(lang: Lang) -> dict[str, Any]:
    """The fixed words of the panel; `{text}` and `{range}` are filled in by the browser."""
    _ = translator(lang).gettext
    return {
        "steps": _("Steps"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "reset": _("Reset all"),
        "back": _("Back to as now"),
        "undone": _("Undone"),
        "redone": _("Done again"),
        "default": _("As now"),
        "year": _("year"),
        "idle": {why: _(text) for why, text in _IDLE.items()},
        "no_number": _("“{text}” is not a number; nothing was changed."),
        "outside": _("{text} is out of range ({range}); nothing was changed."),
    }


def values_of(settings: tuple[Setting, ...]) -> dict[str, float | str | None]:
    """Where every control stands that is not at its default, by lever."""
    return {one.lever: one.value for one in settings if one.is_changed}


def level(value: float | str | None, one: Setting, lang: Lang) -> str:
    """A level of a control as a sentence writes it: "×1.5", "9.5%", "2028"."""
    span = one.span
    if value is None or isinstance(value, str):
        return _unset(span, lang) if value is None else option_name(value, lang)
    if span.lever == "start_year":
        return f"{value:.0f}"
    text = numbers.number(value, lang)
    if not isinstance(span, Range) or not span.unit:
        return text
    if span.unit == "×":
        return effort_text(float(value), lang)
    if span.unit.startswith("%"):
        return numbers.quantity(value, "percent", lang)
    n_ = translator(lang).ngettext
    return n_("{n} year", "{n} years", 1 if value == 1 else 2).format(n=text)


def _unset(span: Span, lang: Lang) -> str:
    return translator(lang).gettext(span.unset) if isinstance(span, Range) and span.unset else ""


def effort_text(effort: float, lang: Lang) -> str:
    """An effort as a sentence writes it: "×1.5"; none at all is named: "×0 (comes to a stop)"."""
    text = f"×{numbers.number(effort, lang)}"
    return f"{text} ({translator(lang).gettext(_STANDSTILL)})" if effort == 0 else text


def sought_between(span: Range) -> tuple[float, float]:
    """Where a control's value is sought: no target is worth an economy that shrinks."""
    low, high = SEEKABLE.get(span.lever, (span.low, span.high))
    return max(span.low, low), min(span.high, high)


def bounds(one: Setting, lang: Lang) -> str:
    """A slider's range as a sentence writes it: "0% … 50%"."""
    span = one.span
    assert isinstance(span, Range)  # noqa: S101 - alternatives have no range
    if span.unit == "×":
        low, high = (numbers.number(end, lang) for end in (span.low, span.high))
        return f"×{low} … ×{high}"
    return f"{level(span.low, one, lang)} … {level(span.high, one, lang)}"


def _row(one: Setting, indicator: Indicator, lang: Lang) -> dict[str, Any]:
    _ = translator(lang).gettext
    span = one.span
    row: dict[str, Any] = {
        "id": span.lever,
        "label": _(span.label),
        "default": one.default,
        "hint": " ".join(part for part in (meaning(span.lever, lang), one.origin) if part),
    }
    if isinstance(span, Options):
        row["options"] = [[each, *(_(text) for text in _SHARED[each])] for each in span.ids]
    else:
        row |= {
            "unit": _(span.unit) if span.unit else "",
            "low": span.low,
            "high": span.high,
            "step": span.step,
            "nudge": span.nudge,
            "range": bounds(one, lang),
        }
        if span.unit == "×":
            row |= {"zero": _(_STANDSTILL), "isFactor": 1}
        if span.unset:
            row["unset"] = _(span.unset)
        if span.lever == "effort_by_indicator":
            row["follows"] = f"effort_{indicator.pillar}"
    if span.is_finer:
        row["more"] = 1
    if one.rest is not None:
        row["rest"] = reason(one.rest, span.lever, indicator, lang)
    return row
