"""Reading a table of a few words, for the tests of the intake."""

from __future__ import annotations

from datetime import date

from lib.data.intake.known import known_of
from lib.data.intake.preview import Origin, Preview, preview
from lib.data.intake.reading import read, read_paste
from lib.data.intake.things import Aliases, Answers, Reading
from lib.data.intake.understand import Draft, understand
from lib.data.limits import Limits
from lib.data.package import Package

TODAY = date(2026, 11, 25)
ORIGIN = Origin("github-com-2026-09")


def drafted(
    package: Package,
    content: str | bytes | Reading,
    *,
    answers: Answers | None = None,
    aliases: Aliases | None = None,
    sheet: int = 0,
) -> Draft:
    if isinstance(content, Reading):
        reading = content
    elif isinstance(content, str):
        reading = read_paste(content, Limits())
    else:
        reading = read(content, "bảng.csv", Limits())
    assert not reading.problems, [problem.text("en") for problem in reading.problems]
    return understand(
        reading.sheets[sheet],
        file=reading.file,
        known=known_of(package),
        answers=answers,
        aliases=aliases,
    )


def previewed(
    package: Package, draft: Draft, *, origin: Origin = ORIGIN, **more: object
) -> Preview:
    return preview(
        draft,
        known=known_of(package),
        held=package.observations,
        origin=origin,
        today=TODAY,
        **more,  # type: ignore[arg-type]
    )


def figures(draft: Draft) -> dict[tuple[str, str, str, str], float]:
    """What a draft understood: (series, geography, code, period) → value."""
    sound = draft.rows[draft.rows["status"] == ""]
    keys = zip(
        sound["series_id"], sound["geography"], sound["unit_code"], sound["period"], strict=True
    )
    return dict(zip(keys, sound["value"], strict=True))


def asked(draft: Draft) -> list[str]:
    return [question.question_id for question in draft.questions]
