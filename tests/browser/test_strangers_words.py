"""What strangers wrote is words in our own elements and in all that a browser makes of a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenerOf
from tests.data import hostile_package
from tests.data.hostile_package import HOST
from tests.serving import Server, serving

HERE = Path(__file__).parent

# Whatever only a stranger's marks can have made, in any element, and how often the marks are seen.
FOUND = """(host) => {
  const made = []
  let seen = 0
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) look(one.shadowRoot)
      const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data).join('')
      seen += own.includes('**xstrong**')
      const addresses = ['href', 'src', 'xlink:href'].map((name) => one.getAttribute(name) ?? '')
      if (one.localName === 'xelement' || addresses.some((text) => text.includes(host))) {
        made.push(one.outerHTML.slice(0, 200))
      }
      if (['xstrong', 'xlink', 'xcode', 'xcolour'].includes(own.trim())) {
        made.push(one.outerHTML.slice(0, 200))
      }
      if (one.matches('.katex') && one.textContent.includes('xformula')) made.push('a formula')
    }
  }
  look(document)
  return [made, seen]
}"""

VIEWS: list[tuple[str, dict[str, str]]] = [
    ("/", {}),
    ("/map", {}),
    ("/unit", {"unit": "commune:00004"}),
    ("/targets", {"t_open": "QD4098-2025-001"}),
    ("/scenarios", {}),
    ("/scenarios", {"sc_view": "compare"}),
    ("/data", {}),
    ("/data", {"d_part": "gaps"}),
    ("/methods", {}),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    package = hostile_package.hostile(tmp_path_factory.mktemp("hostile"))
    environment = {"HANOISO_DATA": str(package), "PYTHONPATH": str(HERE / "without_check")}
    with serving(environment=environment) as running:
        yield running


def test_nothing_that_strangers_wrote_is_drawn_as_more_than_words(
    server: Server, opener_of: OpenerOf
) -> None:
    """`opener_of` fails the test when a picture of theirs is asked for, or a script runs."""
    page_at = opener_of(server)
    for path, query in VIEWS:
        page = page_at(path, lang="en", **query)  # type: ignore[arg-type]
        made, seen = page.evaluate(FOUND, HOST)
        assert made == [], (path, query)
        assert seen, (path, query)
        page.close()
