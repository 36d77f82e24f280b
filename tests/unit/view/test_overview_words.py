"""The Overview's sentences against golden texts in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from lib.analysis.progress.verdict import Verdict
from lib.features.overview import wording as say
from lib.features.overview.summary import Tally
from lib.model.period import parse_period
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.unit.analysis.making import LINEAR, SHARE, point, target
from tests.unit.view.overview_golden import COUNTED, HEADLINES, SHIPPED, TOLD
from tests.unit.view.overviews import SITUATIONS, TALLIES, due, fact, shipped

LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_series_is_told_as_a_reader_would_say_it(situation: str) -> None:
    told = SITUATIONS[situation]
    assert (say.fact_words(told, "vi"), say.fact_words(told, "en")) == TOLD[situation]


@pytest.mark.parametrize("situation", TALLIES)
def test_every_count_reads_well(situation: str) -> None:
    tally = TALLIES[situation]
    assert (say.counted(tally, "vi"), say.counted(tally, "en")) == COUNTED[situation]


@pytest.mark.parametrize("situation", TALLIES)
def test_every_headline_reads_well(situation: str) -> None:
    documents = 1 if situation == "one each" else 3
    view = replace(shipped(), tally=TALLIES[situation], documents=documents)
    assert (say.headline(view, "vi"), say.headline(view, "en")) == HEADLINES[situation]


def test_the_shipped_figures_are_told_so() -> None:
    found = {
        f"{block.pillar} {i}": (say.fact_words(one, "vi"), say.fact_words(one, "en"))
        for block in shipped().blocks
        for i, one in enumerate(block.told)
    }
    assert found == SHIPPED


def test_the_shipped_headline() -> None:
    view = shipped()
    assert say.headline(view, "en") == (
        "Of the 59 measurable targets for 2025 in 4 documents, 4 were met, 4 missed and 51 not "
        "reported."
    )
    assert say.headline(view, "vi") == (
        "Trong 59 mục tiêu định lượng năm 2025 tại 4 văn bản: 4 hoàn thành, 4 không hoàn thành và "
        "51 chưa công bố kết quả."
    )
    assert say.headline_notes(view, "en") == (
        "4 of these verdicts rest on the last figure within 24 months, for want of one for 2025.",
    )


def test_the_notes_tell_one_from_many_and_are_silent_of_none() -> None:
    tally = Tally(2025, 1, 1, 1, unmeasurable=1)
    view = replace(shipped(), tally=tally, on_last_figure=1)
    assert say.headline_notes(view, "en") == (
        "1 of these verdicts rests on the last figure within 24 months, for want of one for 2025.",
        "1 more target can no longer be measured.",
    )
    many = replace(view, tally=replace(tally, unmeasurable=3))
    assert say.headline_notes(many, "en")[1] == "3 more targets can no longer be measured."
    assert say.headline_notes(many, "vi")[1] == "Ngoài ra có 3 mục tiêu không còn đo được."
    none = replace(view, tally=replace(tally, unmeasurable=0), on_last_figure=0)
    assert say.headline_notes(none, "en") == ()


@pytest.mark.parametrize(
    ("counts", "english", "vietnamese"),
    [
        (
            {"no_figure": 6, "not_measurable": 1},
            (
                "None of the 6 targets for 2030 has a published figure, so no pace can be worked "
                "out yet."
            ),
            (
                "Cả 6 mục tiêu năm 2030 đều chưa có số liệu công bố nên chưa tính được tốc độ cần "
                "thiết."
            ),
        ),
        (
            {"no_figure": 1},
            "The one target for 2030 has no published figure, so no pace can be worked out yet.",
            (
                "Mục tiêu duy nhất của năm 2030 chưa có số liệu công bố nên chưa tính được tốc độ "
                "cần thiết."
            ),
        ),
        ({"no_figure": 6, "distance_only": 1}, None, None),
        ({"not_measurable": 1}, None, None),
        ({}, None, None),
    ],
)
def test_what_cannot_be_said_of_the_year_ahead(
    counts: dict[Verdict, int], english: str | None, vietnamese: str | None
) -> None:
    block = replace(shipped().blocks[0], open_counts=counts)
    assert say.unknown_ahead(block, "en") == english
    assert say.unknown_ahead(block, "vi") == vietnamese


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        ("2025", "in 2025", "năm 2025"),
        ("2025-Q3", "in Q3 2025", "quý III/2025"),
        ("2022-11", "in November 2022", "tháng 11/2022"),
        ("2025-09-06", "on 6 September 2025", "ngày 06/09/2025"),
        ("undated", "(undated)", "(không ghi thời gian)"),
    ],
)
def test_a_period_in_a_sentence(text: str, english: str, vietnamese: str) -> None:
    period = parse_period(text)
    assert say.when(period, "en") == english
    assert say.when(period, "vi") == vietnamese


def test_what_is_no_final_figure_says_so() -> None:
    assert say.mark(point("2025", 1.0, "estimate"), "en") == " (estimate)"
    assert say.mark(point("2025", 1.0, "derived"), "vi") == " (tính toán)"
    assert say.mark(point("2025", 1.0), "en") == ""


def test_a_milestone_or_a_series_without_a_figure_is_never_told() -> None:
    with pytest.raises(ValueError, match="nothing published"):
        say.fact_words(fact(SHARE, (), due(90)), "en")
    milestone = fact(LINEAR, (), target(kind="milestone", aims=())).past
    assert milestone is not None
    with pytest.raises(ValueError, match="no number"):
        say.goal(milestone, LINEAR, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_is_left_with_a_hole_or_a_stray_space(lang: Lang) -> None:
    view = shipped()
    every = [
        say.headline(view, lang),
        *say.headline_notes(view, lang),
        *(say.counted(block.tally, lang) for block in view.blocks),
        *(say.fact_words(one, lang) for block in view.blocks for one in block.told),
        *(say.fact_words(one, lang) for one in SITUATIONS.values()),
    ]
    for sentence in every:
        assert not set("{}") & set(sentence), sentence
        assert "  " not in sentence, sentence
        assert " ," not in sentence, sentence
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence


def test_every_message_is_in_the_vietnamese_catalogue() -> None:
    catalogue = translator("vi")
    for forms in (say._COUNTED, say._HEADLINES, say._WHERE):
        for message in forms.values():
            assert catalogue.gettext(message) != message, message
