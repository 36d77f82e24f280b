"""Every sentence of the program is in the Vietnamese catalogue, whole and with its placeholders."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from lib.text import translator

ROOT = Path(__file__).parents[2]
# How many messages each function of gettext takes.
KEYWORDS = {"_": 1, "N_": 1, "gettext": 1, "n_": 2, "ngettext": 2}


def messages() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Every message in the code by its file; from the syntax tree, so inside f-strings too."""
    for folder in ("lib", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    found = message_of(node)
                    if found:
                        yield path.name, found if len(found) == 2 else found[0]


def message_of(call: ast.Call) -> tuple[str, str] | tuple[str] | tuple[()]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    texts = [
        arg.value
        for arg in call.args[: KEYWORDS.get(name, 0)]
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    if len(texts) != KEYWORDS.get(name):
        return ()  # a variable: what it holds is marked by N_ where it was written
    return (texts[0], texts[1]) if len(texts) == 2 else (texts[0],)


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with (ROOT / "lib/locale/vi.po").open("rb") as handle:
        return read_po(handle, locale="vi")


def placeholders(text: str) -> set[str]:
    return {name for _lit, name, _spec, _conv in Formatter().parse(text) if name is not None}


def test_the_extraction_finds_the_program() -> None:
    found = {message for _file, message in messages() if isinstance(message, str)}
    assert len(found) > 100
    assert "Copy link" in found


def test_every_message_is_translated(vietnamese: Catalog) -> None:
    missing = [
        f"{file}: {message}"
        for file, message in messages()
        if message not in vietnamese or not any(strings(vietnamese, message))
    ]
    assert missing == []


def test_no_message_is_left_over(vietnamese: Catalog) -> None:
    used = {message if isinstance(message, str) else message[0] for _file, message in messages()}
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in vietnamese if m.id}
    assert sorted(known - used) == []


def test_placeholders_are_kept(vietnamese: Catalog) -> None:
    pairs = [
        (message.id if isinstance(message.id, str) else message.id[-1], text)
        for message in vietnamese
        if message.id
        for text in strings(vietnamese, message.id)
    ]
    broken = [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])]
    assert broken == []


def test_translations_are_composed_and_trimmed_like_their_message(vietnamese: Catalog) -> None:
    for message in vietnamese:
        for text in strings(vietnamese, message.id) if message.id else ():
            assert unicodedata.is_normalized("NFC", text), text
            assert text == text.strip(), text


def test_english_plurals_and_vietnamese_without() -> None:
    english = translator("en").ngettext("{n} thing", "{n} things", 1)
    assert english == "{n} thing"
    assert translator("en").ngettext("{n} thing", "{n} things", 0) == "{n} things"
    assert translator("vi").gettext("Overview") == "Tổng quan"


def strings(catalogue: Catalog, message: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    found = catalogue.get(message if isinstance(message, str) else message[0])
    if found is None or found.string is None:
        return ()
    return (found.string,) if isinstance(found.string, str) else tuple(found.string)
