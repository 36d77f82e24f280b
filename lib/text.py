"""The words of the program: gettext catalogues, one a language, read once.

Message ids are the English sentences, so `lib/locale/en.po` holds only what English itself needs
(none today) and `vi.po` holds every sentence. The catalogues are read from their .po sources:
there is no compiled file that could be stale.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lib.model.vocabulary import Lang

_FOLDER = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message marked but not yet translated
    """Mark a message for the catalogue where it is stored, to be translated where it is shown."""
    return message


@cache
def translator(lang: Lang) -> gettext.NullTranslations:
    """The catalogue of `lang`: use its `.gettext` as `_` and its `.ngettext` as `n_`.

    A message that is missing from the catalogue comes back in English.
    """
    path = _FOLDER / f"{lang}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as handle:
        catalogue = read_po(handle, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
