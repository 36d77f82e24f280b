"""What a run has drawn is on its way whole, also where the fragment runs again before it left."""

from __future__ import annotations

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from lib.app.shell import message_queue_patch

OUTER, INNER = "outer", "inner"


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> ForwardMsgQueue:
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    message_queue_patch.keep_whole()
    return ForwardMsgQueue()


def block(*path: int, fragment: str) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.add_block.allow_empty = True
    return at(message, path, fragment)


def text(*path: int, fragment: str, body: str = "") -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.markdown.body = body
    return at(message, path, fragment)


def at(message: ForwardMsg, path: tuple[int, ...], fragment: str) -> ForwardMsg:
    message.metadata.delta_path.extend(path)
    message.delta.fragment_id = fragment
    return message


def beginning() -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.name = "page"
    return message


def paths(queue: ForwardMsgQueue) -> list[tuple[int, ...]]:
    return [tuple(one.metadata.delta_path) for one in queue._queue if one.HasField("delta")]


def fill(queue: ForwardMsgQueue) -> None:
    queue.enqueue(beginning())
    queue.enqueue(block(0, 0, fragment=OUTER))
    queue.enqueue(text(0, 0, 0, fragment=INNER, body="before"))


def test_no_part_of_a_block_is_sent_without_the_block(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[OUTER])
    assert paths(queue) == [(0, 0), (0, 0, 0)]


def test_streamlit_still_sends_the_part_alone() -> None:
    # Once it does not, `lib/app/shell/message_queue_patch.py` is to go.
    queue = ForwardMsgQueue()
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[OUTER])
    assert paths(queue) == [(0, 0, 0)]


def test_what_the_next_run_draws_comes_after_what_the_last_one_did(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[OUTER])
    queue.enqueue(text(0, 0, fragment=OUTER))
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=[OUTER])
    queue.enqueue(block(0, 0, fragment=OUTER))
    queue.enqueue(text(0, 0, 0, fragment=INNER, body="after"))
    assert paths(queue) == [(0, 0), (0, 0, 0), (0, 0), (0, 0), (0, 0, 0)]
    sent = [one.delta.new_element.markdown.body for one in queue.flush() if one.HasField("delta")]
    assert sent == ["", "before", "", "", "after"]


def test_a_run_of_the_whole_page_replaces_what_was_on_its_way(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=None)
    assert paths(queue) == []
    assert not queue.is_empty()


def test_a_queue_that_was_sent_is_empty(queue: ForwardMsgQueue) -> None:
    fill(queue)
    assert len(queue.flush()) == 3
    assert queue.is_empty()
