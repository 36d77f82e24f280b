"""Which unit a row is about: by code and name, and by the period where several are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.data.intake.intake_tables import (
    LONGEST,
    SKIP,
    Aliases,
    Answers,
    Notice,
    Option,
    Question,
    clipped,
)
from lib.data.intake.lookup import NameIndex
from lib.data.intake.names import plain, plain_name
from lib.model.entities import UnitKey
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, words
from lib.text import N_

_CODE_DIGITS = 3  # of a district, the shortest
_MOST_QUESTIONS = 40

_GEOGRAPHIES: Mapping[str, str] = {
    "city": N_("the city"),
    "district": N_("districts, up to 30 June 2025"),
    "commune": N_("wards and communes, since 1 July 2025"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """How a row names its unit; "" for what it does not say."""

    code: str = ""
    name: str = ""
    geography: str = ""

    @property
    def shown(self) -> str:
        return " ".join(part for part in (self.code, self.name) if part)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """The unit, or why there is none. `unsettled`: an answer would tell."""

    key: UnitKey | None = None
    expected: Notice | None = None
    unsettled: bool = False


@dataclass(slots=True)
class UnitMatcher:
    """Matches the units of one table, remembering what it had to ask."""

    known: NameIndex
    answers: Answers
    aliases: Aliases
    own_form: bool = False
    _found: dict[tuple[Named, tuple[UnitKey, ...], str], UnitMatch] = field(default_factory=dict)
    _several: dict[str, set[Geography]] = field(default_factory=dict)
    _unknown: dict[str, str] = field(default_factory=dict)
    _met: dict[Geography, int] = field(default_factory=dict)

    def find(self, named: Named, headed: tuple[UnitKey, ...], period: str) -> UnitMatch:
        """The unit of a row in a period; `headed` are those that the column's heading names."""
        place = (named, headed, period)
        if place not in self._found:
            self._found[place] = self._find(named, headed, period)
        found = self._found[place]
        if found.key is not None:
            self._met[found.key[0]] = self._met.get(found.key[0], 0) + 1
        return found

    def _find(self, named: Named, headed: tuple[UnitKey, ...], period: str) -> UnitMatch:
        if self.own_form:
            return self._own(named, period)
        candidates, expected = self._candidates(named, headed)
        if not candidates:
            return UnitMatch(expected=expected)
        living = tuple(key for key in candidates if self._lives(key, period))
        if not living:
            return UnitMatch(expected=Notice(N_("a period in which the unit existed")))
        chosen = self.answers.get("geography")
        if len(living) > 1 and chosen in words(Geography):
            living = tuple(key for key in living if key[0] == chosen) or living
        if len(living) == 1:
            return UnitMatch(living[0])
        self._several.setdefault(named.shown, set()).update(key[0] for key in living)
        return UnitMatch(expected=Notice(N_("a unit that can be told from others")), unsettled=True)

    def _own(self, named: Named, period: str) -> UnitMatch:
        """The program's own tables name geography and code, and nothing else is looked at."""
        for key in self.known.by_code.get(named.code, ()):
            if key[0] == named.geography:
                if self._lives(key, period):
                    return UnitMatch(key)
                return UnitMatch(expected=Notice(N_("a period in which the unit existed")))
        return UnitMatch(expected=Notice(N_("a unit of this geography, or a group_id")))

    def _candidates(
        self, named: Named, headed: tuple[UnitKey, ...]
    ) -> tuple[tuple[UnitKey, ...], Notice | None]:
        if headed:
            return headed, None
        by_name = self._by_name(named.name)
        by_code = self.known.units_coded(named.code) if named.code else ()
        if not named.code:
            found = by_name
        elif not named.name:
            found = by_code
        else:
            found = tuple(key for key in by_code if key in by_name)
            if by_code and by_name and not found:
                params = {"unit": self.known.names[by_code[0]]}
                expected = N_("a code and a name of one unit; the code is that of {unit}")
                return (), Notice(expected, params)
        if named.geography in words(Geography):
            found = tuple(key for key in found if key[0] == named.geography)
        return found, None if found else self._stranger(named)

    def _by_name(self, name: str) -> tuple[UnitKey, ...]:
        if not name:
            return ()
        for said in (self.answers, self.aliases):
            meaning = said.get(f"unit:{plain(name)}")
            if meaning:
                key = next((key for key in self.known.names if as_text(key) == meaning), None)
                return (key,) if key is not None else ()
        found = self.known.units_named(name)
        # A column of units may hold codes; fewer digits are a number of order.
        if not found and name.isdecimal() and len(name) >= _CODE_DIGITS:
            found = self.known.units_coded(name)
        return found

    def _stranger(self, named: Named) -> Notice:
        became = self.known.old_names.get(plain_name(named.name))
        if became:
            expected = N_(
                "a unit of today; this commune ended on 30 June 2025 and is now in {units}"
            )
            return Notice(expected, {"units": became})
        if 0 < len(named.name) <= LONGEST:
            self._unknown.setdefault(plain(named.name), named.name)
        return Notice(N_("the code or name of a unit of Hà Nội"))

    def _lives(self, key: UnitKey, period: str) -> bool:
        first, last = self.known.spans[key]
        when = parse_period(period)
        if when.start is None or when.end is None:
            return True
        return (first is None or when.end >= first) and (last is None or when.start <= last)

    def questions(self) -> list[Question]:
        """What had to be asked, after all rows have been looked for."""
        asked: list[Question] = []
        if self._several:
            asked.append(self._which_geography())
        for written, name in list(self._unknown.items())[:_MOST_QUESTIONS]:
            question_id = f"unit:{written}"
            if question_id in self.answers:
                continue
            close = self.known.similar_units(name)
            options = [Option(as_text(key), self.known.names[key]) for key in close]
            asked.append(
                Question(
                    question_id,
                    Notice(N_("Which unit is “{name}”?"), {"name": clipped(name)}),
                    (*options, Option(SKIP, Notice(N_("none: leave its rows out")))),
                    accepts="unit",
                    required=False,
                    about=name,
                )
            )
        return asked

    def _which_geography(self) -> Question:
        name = next(iter(self._several))
        kinds = [
            kind for kind in words(Geography) if any(kind in met for met in self._several.values())
        ]
        met: dict[str, int] = {kind: count for kind, count in self._met.items() if kind in kinds}
        likely = max(met, key=lambda kind: met[kind], default=None)
        return Question(
            "geography",
            Notice(
                N_("“{name}” is the name or code of several units. Which are meant?"),
                {"name": clipped(name)},
            ),
            tuple(Option(kind, Notice(_GEOGRAPHIES[kind])) for kind in kinds),
            suggested=likely,
            about=name,
        )


def as_text(key: UnitKey) -> str:
    """A unit as answers and aliases write it: "district/002"."""
    return f"{key[0]}/{key[1]}"
