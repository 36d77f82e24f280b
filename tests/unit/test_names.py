"""Names are the field's words, and one name is one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache

from tests.serving import ROOT

# Pronouns, participles and old words; docs/glossary.md has what to use instead.
BANNED = frozenset(
    {"anew", "asked", "beside", "found", "held", "look", "made", "nought", "said", "seldom",
     "thereof", "things", "told"}
)  # fmt: skip
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def public() -> dict[str, dict[str, list[str]]]:
    """Public classes and functions of every module of lib, by kind and name."""
    names: dict[str, dict[str, list[str]]] = {"class": defaultdict(list), "def": defaultdict(list)}
    for path in sorted((ROOT / "lib").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                kind = "class" if isinstance(node, ast.ClassDef) else "def"
                names[kind][node.name].append(str(path.relative_to(ROOT)))
    return names


def test_no_two_classes_have_one_name() -> None:
    assert {name: where for name, where in public()["class"].items() if len(where) > 1} == {}


def test_no_public_name_is_a_pronoun_or_a_participle() -> None:
    modules = {path.stem: [str(path)] for path in (ROOT / "lib").rglob("*.py")}
    everything = {**public()["class"], **public()["def"], **modules}
    assert {n: where for n, where in everything.items() if BANNED & {*n.lower().split("_")}} == {}
