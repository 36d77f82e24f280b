"""The part of a drawer that says which units decide the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.analysis.progress.verdict import Assessment
from lib.features.targets.context import TargetsContext
from lib.geo.contribution_wording import basis_sentence, deciding_sentence, share_lines
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording.verdict_reasons import aim_words


def deciding_blocks(
    book: TargetsContext, readings: Sequence[Assessment], lang: Lang
) -> list[dict[str, Any]]:
    """A block a reading, as `drawer.Block`; the aim in its title if they differ.

    A block on illustrative values has a `banner`, which the browser draws over it, and names no
    unit in a sentence; "official only" hides it.
    """
    _ = translator(lang).gettext
    blocks = [_block(book, one, lang) for one in readings]
    found = [(one, block) for one, block in zip(readings, blocks, strict=True) if block]
    if len(found) > 1 and found[0][1] != found[1][1]:
        indicator = book.indicator(readings[0].target)
        for one, block in found:
            aim = aim_words(one.target, one.aim, indicator, lang) if one.aim else ""
            block["title"] = f"{block['title']} ({aim})"
        return [block for _one, block in found]
    return [block for _one, block in found[:1]]


def _block(book: TargetsContext, one: Assessment, lang: Lang) -> dict[str, Any] | None:
    _ = translator(lang).gettext
    found = book.deciding_of(one)
    if found is None:
        return None
    indicator = book.indicator(one.target)
    block: dict[str, Any] = {"title": _("Which units decide it?"), "items": []}
    if found.is_citable:
        said = deciding_sentence(found, indicator, lang)
        block["items"].append({"text": said})
        has_shares = bool(found.found.deciding)
    else:
        block["banner"] = _(
            "Illustrative values, made for demonstration: they say nothing of any unit. “Official "
            "only” hides them."
        )
        has_shares = found.found.status == "shares"
        if not has_shares:
            block["items"].append({"text": _("On these values no unit decides it.")})
    if has_shares:
        block["kind"] = "table"
        block["head"] = [_("District, ward or commune"), _("Figure"), _("Share of the shortfall")]
        block["lines"] = share_lines(found, indicator, lang)
    block["items"].append({"text": basis_sentence(found, indicator, lang)})
    return block
