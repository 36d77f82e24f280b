"""What of a link the controls could not take, in words."""

from __future__ import annotations

from lib.features.scenarios.parameters import Range, Setting, bounds, level
from lib.model.vocabulary import Lang
from lib.text import translator

_LONGEST = 40


def clamped_words(control: str, one: Setting, *, text: str, lang: Lang) -> str:
    """Said of a number beyond the control's range: what was asked, the range, where it stands."""
    assert isinstance(one.span, Range)  # noqa: S101 - alternatives have no range
    return (
        translator(lang)
        .gettext(
            "“{control}” is {text} in this link, beyond its range ({range}); it stands at {now}."
        )
        .format(
            control=control,
            text=text[:_LONGEST],
            range=bounds(one, lang),
            now=level(one.value, one, lang),
        )
    )


def rounded(control: str, one: Setting, *, text: str, lang: Lang) -> str:
    """Said of a number between two steps of the control: what was asked, where it stands."""
    return (
        translator(lang)
        .gettext("“{control}” is {text} in this link; it was rounded to {now}.")
        .format(control=control, text=text[:_LONGEST], now=level(one.value, one, lang))
    )


def unread(control: str, one: Setting, *, text: str, lang: Lang) -> str:
    """Said of what is no level of the control at all: it was left out."""
    return (
        translator(lang)
        .gettext(
            "“{control}” is “{text}” in this link, which it cannot be; that was left out and it "
            "stands at {now}."
        )
        .format(control=control, text=text[:_LONGEST], now=level(one.value, one, lang))
    )
