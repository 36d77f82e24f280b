"""Every page, in both languages, both themes, with the cable out: no other host is asked.

`page_at` itself fails a test that asked another host; here every page is walked as a reader
walks, and a page is left only once its pictures are drawn.
"""

from __future__ import annotations

from typing import get_args

import pytest
from playwright.sync_api import Browser, BrowserContext

from lib.app.kit.navigation import STOPS
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.browser.conftest import Opener, PageAt, Theme, Witness, faults_of, settle
from tests.serving import Server


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_walk_over_every_page_stays_at_home(
    first_visit_at: PageAt, lang: Lang, theme: Theme
) -> None:
    _ = translator(lang).gettext
    page = first_visit_at("/", lang=lang, theme=theme)
    for stop in STOPS:
        page.locator('[data-testid="stTopNavLink"]', has_text=_(stop.title)).click()
        page.locator("h1", has_text=_(stop.title)).wait_for()
        settle(page)
        assert page.locator('[data-testid="stException"]').count() == 0, stop.name
    requests = first_visit_at.witness.requests
    assert any("/_stcore/stream" in url for url in requests), "the walk was not recorded"
    assert first_visit_at.witness.elsewhere() == []


def test_the_cable_really_is_out(browser: Browser, server: Server) -> None:
    """If this fails, the other tests here prove nothing."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(server.url)
        outcome = page.evaluate(
            """async () => {
              const image = new Image();
              const done = new Promise((r) => {
                image.onload = () => r('loaded'); image.onerror = () => r('failed');
              });
              image.src = 'https://example.org/x.png';
              return done;
            }"""
        )
        assert outcome == "failed"
    finally:
        context.close()


def test_the_witness_sees_a_request_to_another_host_and_a_violation(
    empty_context: BrowserContext, server: Server
) -> None:
    """The recorder itself is proven on a page that does what no page of ours may."""
    witness = Witness([server.url])
    witness.watch(empty_context)
    page = Opener(empty_context, server, witness)("/")
    page.evaluate("fetch('https://example.org/beacon').catch(() => {})")
    page.evaluate("new Image().src = 'https://example.org/pixel.png'")
    page.evaluate("setTimeout(() => { throw new Error('uncaught by test') })")
    page.wait_for_timeout(200)
    faults = "\n".join(faults_of(witness, ()))
    assert "CSP violation: connect-src" in faults
    assert "CSP violation: img-src" in faults
    assert "uncaught by test" in faults


def test_a_request_the_policy_would_let_through_is_still_seen(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(bypass_csp=True)
    witness = Witness([server.url])
    witness.watch(context)
    page = context.new_page()
    page.goto(server.url)
    page.evaluate("fetch('https://example.org/beacon').catch(() => {})")
    context.close()
    assert witness.elsewhere() == ["https://example.org/beacon"]
