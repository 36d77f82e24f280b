"""The page that a browser is sent first: Streamlit's own, with a name, a language and our script.

What must be there when anything else is lost (a script, the connection, the server) stands in the
page itself: sentences in both languages, and the script that shows them.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.app.kit.assets import STATIC, static
from lib.app.kit.session import NAME
from lib.app.shell import rate_limit, streamlit_texts
from lib.model.vocabulary import Lang
from lib.text import N_, translator

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

# In their order: each uses what the one before has put into `shell`.
_SCRIPTS: Final = (
    "shell.js",
    "shell_mount.js",
    "shell_connection.js",
    "shell_words.js",
    "shell_print.js",
)

_OWN: Final = {
    "loading": N_("Loading…"),
    "no_script": N_("This page needs JavaScript. Please switch it on in your browser."),
    "part_lost": N_("This part of the page did not load."),
    "page_lost": N_("The page did not load completely."),
    "again": N_("Try again"),
    "reload": N_("Reload the page"),
    "unconnected": N_("The server cannot be reached yet. Trying again…"),
    "disconnected": N_(
        "The connection to the server is lost. Shown is what was last received. Trying again…"
    ),
    "no_answer": N_("The server still does not answer ({time}). Trying again…"),
    "connected": N_("Connected again."),
    "undrawn": N_("This page was printed before it was completely drawn."),
    "too_many": rate_limit.TOO_MANY,
    "full": rate_limit.FULL,
}

# No mark of its own framework's before anything is drawn; gone as soon as something is.
_STYLE: Final = (
    "#shell-loading{position:fixed;inset:0;display:grid;place-content:center;text-align:center;"
    "font:1rem/1.5 sans-serif;color:#51606c}"
    "#shell-loading b{font-size:1.75rem;color:#0b4f6c}"
    "#root:not(:empty)+#shell-loading{display:none}"
    # Of Streamlit's menu: its dialogues on recording are in English, and its name is no choice.
    '[data-testid="stMainMenuItem-recordScreencast"],'
    '[data-testid="stMainMenuPopover"]>div>:has(.stMenuVersionCopyButton){display:none!important}'
    "@media(prefers-color-scheme:dark){html{background:#12181d}#shell-loading{color:#a9b6c0}"
    "#shell-loading b{color:#7cc4e0}}"
)

# Streamlit's lists are searched letter by letter: "dan so" does not find "Dân số". Its script has
# no setting for it: the function that finds is replaced by ours (`shell.found`) on the way, which
# Streamlit's exact pin and a unit test hold.
_LISTS: Final = re.compile(r"/static/js/useSyncComboBoxEnterTargetFocus\.[\w-]+\.js$")
FINDING: Final = "function xn(e,t){if(!t)return e;"
_FINDING_OURS: Final = FINDING + "if(globalThis.shell?.found)return shell.found(e,t);"

_DROPPED: Final = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")
_OF_THE_FILE: Final = (b"content-length", b"etag", b"last-modified", b"content-encoding")


class Shell:
    """Puts our own words and scripts into what Streamlit sends: its page, and one script of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_list = _is_read(scope) and _LISTS.search(scope["path"]) is not None
        if not is_list and not _asks_for_a_page(scope):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        # The whole page each time: what a browser keeps of an earlier start may be another's.
        asked = {**scope, "headers": [one for one in scope["headers"] if one[0] not in _DROPPED]}
        takes_gzip = b"gzip" in headers.get(b"accept-encoding", b"")
        change = finding if is_list else partial(page, lang=_lang(scope))
        kind = b"javascript" if is_list else b"text/html"
        await self.app(asked, receive, _Rewriting(send, change, kind, takes_gzip=takes_gzip))


class _Rewriting:
    """Sends an answer on; a page is held back until it is whole, and sent with our part in it."""

    def __init__(
        self, send: Send, change: Callable[[str], bytes], kind: bytes, *, takes_gzip: bool
    ) -> None:
        self.send = send
        self.change = change
        self.kind = kind
        self.takes_gzip = takes_gzip
        self.start: MutableMapping[str, Any] | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is(message, self.kind):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: MutableMapping[str, Any]) -> None:
        body = self.change(self.body.decode())
        kept = [one for one in start["headers"] if one[0].lower() not in _OF_THE_FILE]
        kept.append((b"vary", b"accept-encoding"))
        if self.takes_gzip:
            kept.append((b"content-encoding", b"gzip"))
            body = _packed(body)
        kept.append((b"content-length", str(len(body)).encode()))
        await self.send({**start, "headers": kept})
        await self.send({"type": "http.response.body", "body": body})


@cache
def page(given: str, lang: Lang) -> bytes:
    """Streamlit's page `given`, with the program's name, `lang`, and what `shell.js` needs."""
    _ = translator(lang).gettext
    loading = f"<b>{NAME}</b><span>{html.escape(_(_OWN['loading']))}</span>"
    # What keeps the browser's history must be there before Streamlit's own.
    history = f'<script type="module" src="{static("history.js").url}"></script>'
    head = f"<title>{NAME}</title><style>{_STYLE}</style>{_script()}{history}"
    said = (
        # A browser's own translation would put other nodes where scripts write: figures that change
        # would stand still under words of today. Both languages are the page's own.
        ('<html lang="en">', f'<html lang="{lang}" translate="no">'),
        ("<title>Streamlit</title>", head),
        ('<div id="root"></div>', f'<div id="root"></div><div id="shell-loading">{loading}</div>'),
    )
    for old, new in said:
        given = given.replace(old, new, 1)
    no_script = f"<noscript><p>{html.escape(_(_OWN['no_script']))}</p></noscript>"
    before, opened, rest = given.partition("<noscript>")
    _theirs, closed, after = rest.partition("</noscript>")
    return (f"{before}{no_script}{after}" if opened and closed else given).encode()


@cache
def finding(given: str) -> bytes:
    """Streamlit's script `given` of its lists, which finds names typed without tone marks too."""
    return given.replace(FINDING, _FINDING_OURS, 1).encode()


@cache
def _script() -> str:
    words = {
        lang: {
            "own": {key: translator(lang).gettext(text) for key, text in _OWN.items()},
            "framework": streamlit_texts.words(lang),
        }
        for lang in get_args(Lang)
    }
    packed = json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    code = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    page_print, element_print = (
        (STATIC / name).read_text(encoding="utf-8")
        for name in ("print_page.css", "print_element.css")
    )
    return (
        f"<style>{page_print}</style>"
        f'<script type="text/plain" id="shell-print">{element_print}</script>'
        f'<script type="application/json" id="shell-words">{packed}</script><script>{code}</script>'
    )


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


def _asks_for_a_page(scope: Scope) -> bool:
    return _is_read(scope) and b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _is_read(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["method"] == "GET")


def _is(message: Message, kind: bytes) -> bool:
    return message["status"] == 200 and any(
        name.lower() == b"content-type" and kind in value for name, value in message["headers"]
    )


def _lang(scope: Scope) -> Lang:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return next((lang for lang in get_args(Lang) if lang == asked), "vi")
