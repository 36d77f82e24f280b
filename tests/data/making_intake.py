"""Reading a table of a few words, for the tests of the intake."""

from __future__ import annotations

from datetime import date

from lib.data.intake.intake_tables import Aliases, Answers, FileContents
from lib.data.intake.lookup import name_index
from lib.data.intake.preview import Origin, Preview, preview
from lib.data.intake.reading import read, read_paste
from lib.data.intake.sheet_parser import ParsedSheet, parse_sheet
from lib.data.limits import Limits
from lib.data.package import Dataset

TODAY = date(2026, 11, 25)
ORIGIN = Origin("github-com-2026-09")


def drafted(
    package: Dataset,
    content: str | bytes | FileContents,
    *,
    answers: Answers | None = None,
    aliases: Aliases | None = None,
    sheet: int = 0,
) -> ParsedSheet:
    if isinstance(content, FileContents):
        reading = content
    elif isinstance(content, str):
        reading = read_paste(content, Limits())
    else:
        reading = read(content, "bảng.csv", Limits())
    assert not reading.problems, [problem.text("en") for problem in reading.problems]
    return parse_sheet(
        reading.sheets[sheet],
        file=reading.file,
        known=name_index(package),
        answers=answers,
        aliases=aliases,
    )


def previewed(
    package: Dataset, draft: ParsedSheet, *, origin: Origin = ORIGIN, **more: object
) -> Preview:
    return preview(
        draft,
        known=name_index(package),
        held=package.observations,
        origin=origin,
        today=TODAY,
        **more,  # type: ignore[arg-type]
    )


def figures(draft: ParsedSheet) -> dict[tuple[str, str, str, str], float]:
    """What a draft understood: (series, geography, code, period) → value."""
    sound = draft.rows[draft.rows["status"] == ""]
    keys = zip(
        sound["series_id"], sound["geography"], sound["unit_code"], sound["period"], strict=True
    )
    return dict(zip(keys, sound["value"], strict=True))


def asked(draft: ParsedSheet) -> list[str]:
    return [question.question_id for question in draft.questions]
