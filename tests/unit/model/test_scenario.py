from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.scenario import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kịch   bản  1 ", "Kịch bản 1"),
        (unicodedata.normalize("NFD", "Đống Đa"), "Đống Đa"),
        ("abc\u202edcba\u200b", "abcdcba"),
        ("hai\ndòng\tvà\u00a0cách", "hai dòng và cách"),
        ("a\x00b\x1bc", "abc"),
        ("<b>x</b>", "<b>x</b>"),
        ("\u200b\u200d", ""),
    ],
)
def test_a_name_is_held_to_one_line_of_what_can_be_seen(typed: str, kept: str) -> None:
    assert tidy(typed, longest=120) == kept


def test_a_note_keeps_its_lines_and_no_more_letters_than_allowed() -> None:
    assert tidy(" một \r\n hai  ba ", longest=99, has_lines=True) == "một\nhai ba"
    assert tidy("ă" * 500, longest=120) == "ă" * 120
    assert tidy("abc def", longest=4) == "abc"


@given(st.text(), st.booleans())
def test_tidying_twice_changes_nothing(typed: str, has_lines: bool) -> None:  # noqa: FBT001
    once = tidy(typed, longest=40, has_lines=has_lines)
    assert tidy(once, longest=40, has_lines=has_lines) == once
    assert len(once) <= 40
