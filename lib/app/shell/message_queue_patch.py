"""What is on its way to a browser when the next run begins reaches it whole and in order."""

from __future__ import annotations

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_clear = ForwardMsgQueue.clear


def keep_whole() -> None:
    """Have what a fragment has drawn sent, also where it runs again before that.

    Streamlit then drops the fragment's own messages, but keeps those of fragments within it and
    the marks that stand for messages sent before; a browser which is told of a part of a block
    that was dropped stumbles, and the page is dead. Two quick moves are enough. Sent whole, the
    browser sees what it would see had the queue been emptied a moment earlier.
    """
    ForwardMsgQueue.clear = _clear_for_pages  # type: ignore[assignment, method-assign]


def _clear_for_pages(
    queue: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,  # noqa: FBT001, FBT002 - Streamlit's own signature
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    if fragment_ids_this_run:
        # From here on nothing is written into a message of the run before: it would come too early.
        # Streamlit has no public way to say so. The exact pin holds it.
        queue._delta_index_map = {}  # noqa: SLF001
        return
    _clear(queue, retain_lifecycle_msgs, fragment_ids_this_run)
