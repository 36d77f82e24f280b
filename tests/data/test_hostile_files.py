"""A broken or hostile file gets a clear message, in both languages; nothing is taken wrongly."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date

import pytest

from lib.data.intake.lookup import name_index
from lib.data.intake.preview import Origin, preview
from lib.data.intake.reading import read, read_paste
from lib.data.intake.sheet_parser import parse_sheet
from lib.data.limits import Limits
from lib.data.package import Dataset
from lib.model.vocabulary import Lang
from tests.data import hostile
from tests.serving import ROOT

SEEDS = range(25)
TODAY = date(2026, 6, 30)
LANGS: tuple[Lang, ...] = ("vi", "en")
SMALL = replace(Limits(), unpacked_megabytes=8, rows=1_000)


@pytest.mark.parametrize("name", hostile.MAKERS)
def test_a_hostile_file_is_told_and_nothing_is_taken_wrongly(name: str, shipped: Dataset) -> None:
    held = shipped.observations[shipped.observations["series_id"] == hostile.SERIES]
    shipped = replace(shipped, observations=held)
    for seed in SEEDS:
        made = hostile.MAKERS[name](random.Random(f"{name} {seed}"))  # noqa: S311
        check(made, shipped, f"{name} {seed}")


def check(made: hostile.Hostile, package: Dataset, place: str) -> None:
    """Raises AssertionError for a figure taken wrongly, or when nothing is said."""
    limits = SMALL if made.small_limits else Limits()
    if isinstance(made.content, str):
        reading = read_paste(made.content, limits)
    else:
        reading = read(made.content, "bảng.csv", limits)
    said = [problem.text(lang) for problem in reading.problems for lang in LANGS]
    said += [notice.in_(lang) for notice in reading.notices for lang in LANGS]
    assert not made.refused or (reading.problems and not reading.sheets), place
    known = name_index(package)
    taken = dict[tuple[str, str], float]()
    for sheet in reading.sheets:
        draft = parse_sheet(
            sheet, file=reading.file, known=known, answers={"series": hostile.SERIES}
        )
        said += [problem.text(lang) for problem in draft.problems for lang in LANGS]
        view = preview(
            draft, known=known, held=package.observations, today=TODAY,
            origin=Origin("github-com-2026-09"), confirmed="all",
        )  # fmt: skip
        said += [question.asks.in_(lang) for question in draft.questions for lang in LANGS]
        said += [notice.in_(lang) for notice in draft.notices for lang in LANGS]
        said += [finding.expected.in_(lang) for finding in view.findings for lang in LANGS]
        accepted = view.accepted()
        taken |= {
            (code, period): value
            for code, period, value in zip(
                accepted["unit_code"], accepted["period"], accepted["value"], strict=True
            )
        }
        assert set(accepted["series_id"]) <= {hostile.SERIES}, place
    wrong = {key: value for key, value in taken.items() if made.truth.get(key) != value}
    assert not wrong, (place, wrong, made.truth)
    assert len(taken) == len(made.truth) or said, place
    assert all(sentence and "Traceback" not in sentence for sentence in said), place


def test_every_class_is_told_apart() -> None:
    assert len(hostile.MAKERS) >= 40


def test_no_file_takes_a_gigabyte() -> None:
    script = textwrap.dedent(
        """
        import io, random, resource, sys, zipfile
        resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))
        from pathlib import Path
        from lib.data.package import load
        from tests.data import hostile
        from tests.data.test_hostile_files import check
        package = load(Path("data"))
        for name in hostile.MAKERS:
            check(hostile.MAKERS[name](random.Random(name)), package, name)
        whole = hostile.Hostile
        check(whole(b"," * 20_000_000, refused=True), package, "only commas")
        check(whole(b"a;b\\n" * 5_000_000, refused=True), package, "many rows")
        many = b'{"features":[' + b"[]," * 6_000_000 + b"[]]}"
        check(whole(many, refused=True), package, "json")
        cells = b"\\t".join(b"%d" % (number % 90 + 10) for number in range(1_900)) + b"\\n"
        check(whole(cells * 3_500, refused=True), package, "many cells")
        heads = ";".join(f"{1990 + place % 100}" for place in range(1_990))
        line = "\\nPhường Láng" + ";50.5" * 1_990
        check(whole(f"Tên đơn vị;{heads}{line * 130}".encode()), package, "many figures")
        row = b'<row><c r="A2"><v>12.5</v></c>' * 7_000_000
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("xl/workbook.xml", b"<a/>")
            archive.writestr("xl/worksheets/sheet1.xml", row[: 200 << 20][: -1000])
        del row
        check(whole(made.getvalue(), refused=True), package, "many cells of a workbook")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"<a/>")
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                for _megabyte in range(300):
                    part.write(bytes(1 << 20))
        check(whole(made.getvalue(), refused=True), package, "bomb of 300 MB")
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        """
    )
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) < 1 << 20  # kilobytes
