"""Words of strangers are shown as they are: nowhere do they become a link, a picture, or bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit import editing, session_dataset
from lib.app.kit.markdown_escape import plain
from lib.app.kit.navigation import STOPS
from lib.data import columns
from lib.data.editing import Allowed
from lib.data.store import access, scenarios
from lib.data.store.commit import commit
from tests.app.conftest import OpenPage
from tests.data import hostile_package, store_kit
from tests.data.hostile_package import HOST, MARKS
from tests.data.scenario_making import scenario

# Where Streamlit shows a text letter by letter; everywhere else it reads Markdown.
AS_IT_IS = {
    "MultiSelect.options",
    "Selectbox.options",
    "TextInput.default",
    "TextInput.value",
    "TextArea.default",
    "TextArea.value",
    "VegaLiteChart.alt",
}
HTML = {"Html.body"}
IN_ELEMENTS_ALONE = ("map", "unit", "targets")
MARKUP = re.compile(
    r"(?<!\\)(\*\*|\[xlink|!\[|`xcode|:red|\$x|<x|<img)|https?[:\\]|www[.\\]|an\\?@"
)

VIEWS: list[tuple[str, dict[str, str]]] = [
    ("overview", {}),
    ("map", {}),
    ("unit", {"unit": "commune:00004"}),
    ("targets", {}),
    ("scenarios", {}),
    ("scenarios", {"sc_view": "compare"}),
    ("scenarios", {"sc_view": "saved"}),
    ("data", {"d_part": "in", "d_way": "paste"}),
    ("data", {"d_part": "out"}),
    ("data", {"d_part": "versions"}),
    ("data", {"d_part": "gaps"}),
    ("data", {}),
    ("methods", {}),
]


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A package, a version and a scenario of strangers, and an editor who looks at them."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_UNSAFE", re.compile("(?!)"))  # which refuses such a package
        patch.setenv("HANOISO_DATA", str(hostile_package.hostile(folder)))
        patch.setenv("DATABASE_URL", f"sqlite:///{folder}/hanoiso.db")
        patch.setattr(editing, "may_edit_now", lambda: Allowed("an@evil.example"))
        source = replace(store_kit.source(), title=MARKS, publisher=MARKS, licence=MARKS)
        draft = store_kit.draft({("00004", "2026-08"): 41.5}, base=0, by=source, editor=MARKS)
        commit(access.ready(), replace(draft, origin=MARKS, reason=MARKS))
        kept = replace(scenario(), name=MARKS, note=MARKS, author=MARKS)
        scenarios.add(access.ready(), kept, editor=MARKS)
        session_dataset.served.cache_clear()
        yield
        session_dataset.served.cache_clear()
        access.close()


def texts(page: AppTest) -> Iterator[tuple[str, str]]:
    """Every text that the page sends to Streamlit's own elements, under the name of its place."""
    waiting: list[Any] = [page._tree]
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        proto: Any = getattr(node, "proto", None)
        if hasattr(proto, "ListFields"):
            yield from _texts(proto, proto.DESCRIPTOR.name)


def _texts(message: Any, place: str) -> Iterator[tuple[str, str]]:
    for field, found in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        for one in found if field.is_repeated else [found]:
            if field.type == field.TYPE_MESSAGE:
                yield from _texts(one, f"{place}.{field.name}")
            elif field.type == field.TYPE_STRING:
                yield f"{place}.{field.name}", one


class Elements(HTMLParser):
    """The elements of a piece of HTML that only a stranger can have meant."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in ("xelement", "img") or names & {"onerror", "xelement"}:
            self.found.append(tag)
        addresses = [text or "" for name, text in attrs if name in ("href", "src", "action")]
        if any(HOST in text for text in addresses):
            self.found.append(tag)


def is_read(text: str) -> bool:
    """Whether Markdown would make more of a stranger's marks than their letters."""
    start = text.index("xstrong")
    return bool(MARKUP.search(text[max(0, start - 10) : start + 2 * len(MARKS)]))


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_nothing_of_strangers_is_drawn_as_more_than_words(
    open_page: OpenPage, name: str, query: dict[str, str]
) -> None:
    page = open_page(next(stop for stop in STOPS if stop.name == name), "en")
    for key, text in query.items():
        page.query_params[key] = text
    page.run()
    if query.get("d_way") == "paste":
        page.text_area[0].set_value(f"{MARKS}\t2026-Q3 {MARKS}\n{MARKS}\t73,5\n00008\t74\n").run()
    assert not page.exception, [one.value for one in page.exception]
    told = [(place, text) for place, text in texts(page) if "xstrong" in text]
    assert told or name in IN_ELEMENTS_ALONE
    assert [place for place, text in told if place in HTML and Elements(text).found] == []
    others = [(place, text) for place, text in told if place not in AS_IT_IS | HTML]
    assert [(place, text) for place, text in others if is_read(text)] == []


def test_the_marks_are_what_is_looked_for() -> None:
    """So that the test above can fail."""
    assert is_read(MARKS)
    assert not is_read(plain(MARKS))
    for mark in ("![", "[xlink", "`xcode", ":red", "$x", "<x", "<img", f"www.{HOST}", "an@"):
        assert mark in MARKS
        assert is_read(f"xstrong {mark}"), mark
    assert Elements(f"<p>{MARKS}</p>").found == ["xelement", "img", "img"]
    assert Elements(f"<p>{escape(MARKS)}</p>").found == []
