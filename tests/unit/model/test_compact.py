"""What travels has no byte too many and loses nothing."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.json_bytes import packed_json

THINGS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_no_spaces_and_no_escapes() -> None:
    assert packed_json({"tên": ["Thịnh", 1.5, None]}) == '{"tên":["Thịnh",1.5,null]}'.encode()


@given(THINGS)
def test_what_is_read_is_what_was_written(thing: object) -> None:
    assert json.loads(packed_json(thing)) == thing


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        packed_json([math.nan])
