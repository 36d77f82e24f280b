"""What stands above and below every page: title, date of the data, language, switches, link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import components, navigation, session, session_dataset, url_state
from lib.app.kit.markdown_escape import plain
from lib.style.palette import GROUNDS
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

    from lib.app.kit.navigation import Stop
    from lib.app.kit.session import Settings

_CHROME = components.element("chrome")

# The pages that show values made for demonstration.
_WITH_ILLUSTRATIVE = frozenset({"map", "unit", "scenarios"})

_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}

# Presenting: larger type and nothing of the machine; everything else follows from rem units.
_PRESENTING = (
    "<style>html{font-size:130%}[data-testid='stHeader']{display:none}"
    # The room that the hidden header had.
    "[data-testid='stMainBlockContainer']{padding-top:1.5rem}</style>"
)

# One height and ground for all that stands in the row, whoever made it.
_ONE_LOOK = (
    "<style>.st-key-controls [data-testid^='stBaseButton'],.st-key-controls [role='radio']"
    "{height:2.25rem;min-height:2.25rem;padding-block:0}"
    ".st-key-controls [data-testid='stBaseButton-secondary']{background-color:transparent}</style>"
)

# Streamlit writes the size of its help signs in pixels, from the type as it was when they were
# drawn: those of a presentation would stay large after its end.
_HELP_SIGNS = "<style>.stTooltipIcon svg.icon{width:1rem;height:1rem}</style>"

# Windows' high contrast drops backgrounds, and with them what Streamlit's switches and rows of
# alternatives say of their own state.
_HIGH_CONTRAST = (
    "<style>@media (forced-colors:active){"
    "[data-testid='stCheckbox'] label>div:not([data-testid]),"
    "[data-testid='stCheckbox'] label>div:not([data-testid]) *"
    "{forced-color-adjust:none}"
    "[data-testid='stButtonGroup'] [aria-checked='true']"
    "{outline:2px solid Highlight;outline-offset:-4px}}</style>"
)

# Streamlit writes in white on the accent, which in the dark is too light for it.
_ON_ACCENT = (
    "<style>:is([data-testid^='stBaseButton-primary'],[data-tag]):not(:disabled),"
    ":is([data-testid^='stBaseButton-primary'],[data-tag]):not(:disabled) *"
    "{{color:{paper}}}</style>"
)


def chrome(settings: Settings, page: StreamlitPage) -> None:
    """Draw the row above the page; while presenting, large type and keys instead of controls."""
    # The tab, the history and bookmarks tell pages apart by it.
    st.set_page_config(page_title=f"{page.title} – {session.NAME}")
    st.html(_HIGH_CONTRAST + _ONE_LOOK + _HELP_SIGNS)
    if settings.present:
        st.html(_PRESENTING)
    if settings.theme == "dark":
        st.html(_ON_ACCENT.format(paper=GROUNDS["dark"].paper))
    with st.container(
        key="chrome",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(key="heading", width="content", gap=None):
            st.title(page.title, anchor=False)
            st.caption(_data_as_of(settings, page))
        with st.container(
            key="controls",
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            width="content",
        ):
            _controls(settings, page)


def say_ignored(settings: Settings, place: DeltaGenerator) -> None:
    """Say at `place`, once the page has read the address, what of it the program does not know."""
    ignored = url_state.ignored()
    if ignored:
        _ = translator(settings.lang).gettext
        place.info(
            _("This link asks for something that is not here; it was left out: {what}").format(
                what=", ".join(plain(f"{key}={text[:40]}") for key, text in ignored.items())
            )
        )


def footer(settings: Settings, page: StreamlitPage) -> None:
    """Draw what stands below the page: sources of the outlines, version, and the way on."""
    _ = translator(settings.lang).gettext
    if settings.present:
        _page_keys(settings, page)
        return
    package = session_dataset.package()
    st.caption(
        _(
            "Outlines of districts: geoBoundaries (geoboundaries.org; Runfola et al. 2020), from "
            "OCHA ROAP / Government of Viet Nam, CC BY 3.0 IGO. Outlines of communes: © "
            "OpenStreetMap contributors, ODbL 1.0. Data version {version}."
        ).format(version=package.version)
    )


def _data_as_of(settings: Settings, page: StreamlitPage) -> str:
    """The day of the published data, and beside it that of what was made for demonstration."""
    _ = translator(settings.lang).gettext
    said = _("Data as of {day}").format(day=numbers.day(session_dataset.as_of(), settings.lang))
    made = session_dataset.illustrative_to(session_dataset.package().version)
    if made is None or settings.official_only or page.url_path not in _WITH_ILLUSTRATIVE:
        return said
    made_to = _("illustrative values up to {day}").format(day=numbers.day(made, settings.lang))
    return f"{said}; {made_to}"


def _official_only(settings: Settings) -> None:
    _ = translator(settings.lang).gettext
    url_state.toggle(
        _("Official only"),
        key="official",
        help=_("Hide every illustrative value, on every page."),
    )


@url_state.part("official")
def _official_only_alone(settings: Settings) -> None:
    """The switch where it changes nothing else: a fragment, so the page is not drawn again.

    The page's links then know nothing of it; the browser puts it into them (`chrome.js`).
    """
    _official_only(settings)


def _controls(settings: Settings, page: StreamlitPage) -> None:
    _ = translator(settings.lang).gettext
    if not settings.present:
        if navigation.stop_at(page.url_path).always_official:
            _official_only_alone(settings)
        else:
            _official_only(settings)
        url_state.segments(
            _("Language"),
            tuple(_LANGUAGES),
            key="lang",
            default="vi",
            label_of=_LANGUAGES.__getitem__,
            hide_label=True,
        )
        st.button(
            _("Present"),
            key="start_presenting",
            help=_(
                "Large type, no menu. Page down, page up, space bar and arrow keys step through "
                "the pages; B makes the screen dark, F fills it, Esc ends."
            ),
            on_click=url_state.set_flag,
            args=("present",),
            kwargs={"on": True},
        )
    _CHROME(
        key="copy_link",
        data={
            "lang": settings.lang,
            "theme": settings.theme,
            "label": _("Copy link"),
            "copied": _("Link copied"),
            "failed": _("Copy it from the address bar"),
            "presenting": _presenting_words(settings),
            "path": _path(navigation.stop_at(page.url_path)),
            "paths": [_path(stop) for stop in navigation.STOPS],
        },
        # Being asked to run again is all: the run knows the new theme.
        on_theme_change=url_state.touched,
        width="content",
        height="content",
    )


def _path(stop: Stop) -> str:
    return f"/{'' if stop.is_default else stop.name}"


def _page_keys(settings: Settings, page: StreamlitPage) -> None:
    """Where one is among the pages, each a link that the keys of `presenting.js` follow."""
    _ = translator(settings.lang).gettext
    here = navigation.stop_at(page.url_path)
    with st.container(key="page_keys", horizontal=True, vertical_alignment="center"):
        for place, stop in enumerate(navigation.STOPS, start=1):
            label = f"{place}. {_(stop.title)}"
            st.page_link(
                stop.script,
                label=f"**{label}**" if stop == here else label,
                query_params=url_state.kept(),
                width="content",
            )
        st.button(
            _("End presenting"),
            key="end_presenting",
            on_click=url_state.set_flag,
            args=("present",),
            kwargs={"on": False},
        )


def _presenting_words(settings: Settings) -> dict[str, str] | None:
    """What the keys of a presentation say; None where nothing is presented."""
    if not settings.present:
        return None
    _ = translator(settings.lang).gettext
    n = len(navigation.STOPS)
    return {
        "first": _("This is the first of {n} pages.").format(n=n),
        "last": _("This is the last of {n} pages.").format(n=n),
        "dark": _("The screen is dark; any key brings it back."),
    }
