"""The controls of the what-if page: their ranges, words, defaults and why one cannot act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from lib.analysis.history import PriceBasis
from lib.analysis.levers import Lever, Unmoved, lever_moves
from lib.model.kinds import Lang
from lib.model.things import Indicator
from lib.text import N_, translator
from lib.view import words

Kind = Literal["assumption", "action"]
Rest = Unmoved | Literal["no_pace", "no_gain"]

HORIZON: Final = 2030
BASES: Final[tuple[PriceBasis, ...]] = get_args(PriceBasis)


@dataclass(frozen=True, slots=True)
class Range:
    """What a control can be set to. `nudge` is one press of an arrow key, a multiple of `step`."""

    lever: Lever
    kind: Kind
    label: str
    unit: str
    low: float
    high: float
    step: float
    nudge: float


RANGES: Final[tuple[Range, ...]] = (
    Range("grdp_growth", "assumption", N_("GRDP growth"), N_("% a year"), 0, 20, 0.01, 0.1),
    Range(
        "digital_economy_growth",
        "assumption",
        N_("Digital-economy growth"),
        N_("% a year"),
        0,
        50,
        0.01,
        0.1,
    ),
    Range("effort_government", "action", N_("Effort: digital government"), "×", 0, 3, 0.05, 0.1),
    Range("effort_economy", "action", N_("Effort: digital economy"), "×", 0, 3, 0.05, 0.1),
    Range("effort_society", "action", N_("Effort: digital society"), "×", 0, 3, 0.05, 0.1),
    Range("start_year", "action", N_("Effort starts in"), "", 2027, HORIZON, 1, 1),
)

LABELS: Final[dict[Lever, str]] = {each.lever: each.label for each in RANGES}

_PILLAR_EFFORTS: Final = ("effort_government", "effort_economy", "effort_society")


@dataclass(frozen=True, slots=True)
class Setting:
    """A control as it stands: its value, its default, and in words where the default comes from.

    `rest` is why it cannot act on the chosen indicator, or None when it can.
    """

    range: Range
    key: str
    value: float
    default: float
    origin: str
    rest: Rest | None

    @property
    def is_changed(self) -> bool:
        return self.value != self.default


def key_of(lever: Lever, basis: PriceBasis) -> str:
    """The control's name in the link. GRDP growth on another price basis is another control."""
    keys: dict[Lever, str] = {
        "grdp_growth": "sc_grdp" if basis == "real" else "sc_grdp_nominal",
        "digital_economy_growth": "sc_digital",
        "effort_government": "sc_gov",
        "effort_economy": "sc_eco",
        "effort_society": "sc_soc",
        "start_year": "sc_start",
        "ramp_years": "sc_ramp",
    }
    return keys[lever]


def rest_of(indicator: Indicator, lever: Lever, *, has_pace: bool, has_gain: bool) -> Rest | None:
    """Why a control cannot move the indicator, or None.

    `has_pace` is false when there are too few figures for a pace, `has_gain` when no pace
    improves, so that there is nothing for effort to multiply.
    """
    reason = lever_moves(indicator, lever)
    if reason is not None or lever in ("grdp_growth", "digital_economy_growth"):
        return reason
    if not has_pace:
        return "no_pace"
    return None if has_gain else "no_gain"


def reason(rest: Rest, lever: Lever, indicator: Indicator, lang: Lang) -> str:
    """The reason in words, for the reader who finds the control switched off."""
    _ = translator(lang).gettext
    if rest == "other_pillar":
        return _("Moves indicators of “{own}” only; this one belongs to “{other}”.").format(
            own=_pillar_of_effort(lever, lang), other=words.pillar(indicator.pillar, lang)
        )
    return _(_REASONS[rest])


_REASONS: Final[dict[Rest, str]] = {
    "goes_by_identity": N_("This share follows from the two growth rates alone."),
    "not_in_the_model": N_("Growth rates move the digital economy’s share of GRDP only."),
    "no_pillar": N_("This indicator belongs to no pillar, so no pillar’s effort moves it."),
    "no_path": N_("Ranks and growth rates are not projected."),
    "no_pace": N_("Too few figures: there is no pace that effort could change."),
    "no_gain": N_("The figures do not improve, so there is no pace to multiply."),
}


def _pillar_of_effort(lever: Lever, lang: Lang) -> str:
    if lever == "effort_government":
        return words.pillar("government", lang)
    return words.pillar("economy" if lever == "effort_economy" else "society", lang)


def meaning(lever: Lever, lang: Lang) -> str:
    """What a level of the control means, in plain words."""
    _ = translator(lang).gettext
    if lever in _PILLAR_EFFORTS:
        return _("1 = the pace of today; 2 = twice the pace; 0 = standstill.")
    if lever == "start_year":
        return _("Full effect two years after its start.")
    return ""


def described(settings: tuple[Setting, ...], indicator: Indicator, lang: Lang) -> list[Any]:
    """The controls as the browser draws them, assumptions and actions apart; without values.

    It changes with indicator, language and price basis only, never with a move of a control.
    """
    _ = translator(lang).gettext
    titles: dict[Kind, str] = {
        "assumption": _("Assumptions: what may happen"),
        "action": _("Actions: what the city does"),
    }
    return [
        {
            "kind": kind,
            "title": title,
            "rows": [_row(one, indicator, lang) for one in settings if one.range.kind == kind],
        }
        for kind, title in titles.items()
    ]


def values_of(settings: tuple[Setting, ...]) -> dict[str, float]:
    """Where every control stands, by lever."""
    return {one.range.lever: one.value for one in settings}


def _row(one: Setting, indicator: Indicator, lang: Lang) -> dict[str, Any]:
    _ = translator(lang).gettext
    span = one.range
    row: dict[str, Any] = {
        "id": span.lever,
        "label": _(span.label),
        "unit": _(span.unit) if span.unit else "",
        "low": span.low,
        "high": span.high,
        "step": span.step,
        "nudge": span.nudge,
        "default": one.default,
        "hint": " ".join(part for part in (meaning(span.lever, lang), one.origin) if part),
    }
    if one.rest is not None:
        row["rest"] = reason(one.rest, span.lever, indicator, lang)
    return row
