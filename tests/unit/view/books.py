"""The Targets page of a package on a fixed day, and what is looked up in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from lib.analysis.progress.targets import assess_all
from lib.data.package import Dataset
from lib.features.targets.context import TargetsContext, open_book
from lib.model.vocabulary import Lang

TODAY = date(2026, 11, 25)

Pages = dict[Lang, dict[str, Any]]


def book_of(package: Dataset) -> TargetsContext:
    assessed = assess_all(
        package.targets,
        indicators=package.indicators,
        series=package.series,
        documents=package.documents,
        observations=package.observations,
        today=TODAY,
    )
    return open_book(package, assessed, TODAY)


def row(pages: Pages, target_id: str, lang: Lang = "en") -> dict[str, Any]:
    (found,) = (row for row in pages[lang]["rows"] if row["id"] == target_id)
    return dict(found)


def blocks(found: dict[str, Any], title: str) -> list[dict[str, Any]]:
    """The blocks of a row's drawer whose title starts so."""
    return [block for block in found["drawer"] if block["title"].startswith(title)]


def block(found: dict[str, Any], title: str) -> list[str]:
    """The texts of the first block of that title; none where there is no such block."""
    some = blocks(found, title)
    return [item["text"] for item in some[0]["items"]] if some else []
