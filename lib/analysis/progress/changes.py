"""What new figures changed: the verdict and evidence level of each target, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.analysis.progress.verdict import Assessment


@dataclass(frozen=True, slots=True)
class Change:
    """One reading of a target, as it was judged before and is now."""

    before: Assessment
    after: Assessment

    @property
    def is_verdict(self) -> bool:
        """Whether the verdict is another one; else only the evidence is."""
        return self.before.verdict != self.after.verdict


def changes(before: Iterable[Assessment], after: Iterable[Assessment]) -> tuple[Change, ...]:
    """The readings whose verdict, evidence level or last figure differ; verdicts first."""
    was = {_key(one): one for one in before}
    found = [
        Change(was[_key(one)], one)
        for one in after
        if _key(one) in was and _judged(was[_key(one)]) != _judged(one)
    ]
    return tuple(sorted(found, key=lambda one: not one.is_verdict))


def _key(one: Assessment) -> tuple[str, str | None]:
    return one.target.target_id, one.aim.reading if one.aim else None


def _judged(one: Assessment) -> tuple[object, ...]:
    last = one.last
    return one.verdict, one.level, (last.period.text, last.value) if last else None
