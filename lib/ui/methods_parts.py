"""The parts of the Methods page, each drawn under its own place in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.export import picture
from lib.text import translator
from lib.ui import (
    figures,
    methods_figures,
    methods_live,
    methods_search,
    takeaway,
)
from lib.ui.plain import plain
from lib.view import (
    methods_backtest,
    methods_html,
    methods_pace,
    methods_projection,
    methods_register,
    methods_rules,
    methods_text,
    numbers,
    specs,
)
from lib.view.targets_formula import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from lib.ui.session import Settings
    from lib.view.methods_text import Place


def verdict(settings: Settings) -> None:
    """How a verdict comes about: comparison, verdicts, evidence, windows, what counts."""
    lang, found = settings.lang, methods_figures.standing()
    _ = translator(lang).gettext
    _heading("verdict", settings)
    _prose(_text("verdict", settings))
    st.html(methods_html.sub(_("Comparisons")) + methods_rules.comparison_table(lang))
    _prose(_text("precision", settings))
    st.html(
        methods_html.sub(_("The verdicts"))
        + methods_rules.verdict_table(found, lang, settings.theme)
    )
    _table_away("verdicts", settings, lambda: methods_rules.verdict_frame(found, lang))
    st.html(methods_html.sub(_("Evidence levels")))
    _prose(_text("level", settings))
    st.html(methods_rules.level_table(found, lang))
    _prose(
        _text("past", settings),
        _text("binding", settings),
        _text("ambiguous", settings, known={"n": methods_figures.ambiguous()}),
    )


def pace(settings: Settings) -> None:
    """Pace in three shapes, worked examples, an example of the reader's own, the path."""
    lang = settings.lang
    _ = translator(lang).gettext
    _heading("pace", settings)
    _prose(_text("symbols", settings, part=0), _formula("ratio"))
    for column, shape in zip(st.columns(len(SHAPES)), SHAPES, strict=True):
        with column:
            _prose(f":small[{_(SHAPES[shape])}]", _formula(shape))
    _prose(
        _text("symbols", settings, part=1, known={"documents": methods_figures.documents(lang)}),
        _text("cap", settings),
    )
    st.html(
        methods_html.sub(_("Worked examples")) + methods_pace.worked_table(lang, settings.theme)
    )
    _table_away("examples", settings, lambda: methods_pace.frame(methods_pace.WORKED, lang))
    st.html(methods_html.sub(_("Your own example")))
    _prose(_text("try", settings))
    methods_live.draw(settings)
    st.html(methods_html.sub(_("The path, and what depends on the method")))
    _prose(_text("standing", settings), _formula("path"), _text("badge", settings))


def projection(settings: Settings) -> None:
    """The model in words and formulas, its constants, the identity, its sources."""
    lang = settings.lang
    _ = translator(lang).gettext
    _heading("projection", settings)
    models: tuple[Place, ...] = ("model", "shrunk", "spread")
    _prose(
        *(block for place in models for block in (_text(place, settings, part=0), _formula(place))),
        _text("spread", settings, part=1),
        _text("is_not", settings),
    )
    st.html(methods_html.sub(_("Constants of the projection")))
    _prose(_text("constants", settings))
    st.html(methods_projection.constant_table(lang))
    _table_away("constants", settings, lambda: methods_projection.constant_frame(lang))
    st.html(methods_html.sub(_("The digital economy’s share")))
    _identity(settings)
    _prose(_text("realism", settings))
    literature = methods_html.listed(methods_projection.LITERATURE, classes="me-refs")
    st.html(methods_html.folded(_("Where the pieces come from"), literature))


def _identity(settings: Settings) -> None:
    lang, found = settings.lang, methods_figures.identity()
    _prose(_text("identity", settings), _formula("identity"))
    if found is None:
        return
    st.html(
        methods_html.say(methods_projection.identity_sentence(found, lang))
        + methods_projection.identity_table(found, lang)
    )
    _table_away(
        "identity",
        settings,
        lambda: methods_projection.identity_frame(found, lang),
        sources=methods_figures.titles(found.start.source_id),
    )


def backtest(settings: Settings) -> None:
    """How far off each method was on curves that are known; ours against its bar."""
    lang = settings.lang
    _ = translator(lang).gettext
    _heading("backtest", settings)
    if methods_figures.is_scored():
        scores = methods_figures.scores()
    else:
        with st.spinner(_("Testing the methods on known curves …")):
            scores = methods_figures.scores()
    st.html(methods_html.say(methods_backtest.answer(scores, lang)))
    _prose(_text("backtest", settings))
    rows = methods_backtest.rows(scores, lang)
    title = _("Truths inside the 80% band (%)")
    if len(rows):
        with st.container(key="methods_drawn"):
            st.vega_lite_chart(
                rows,
                specs.spec("backtest", lang, settings.theme),
                theme=None,
                key="methods_chart",
                alt=f"{title}. {methods_backtest.answer(scores, lang)}",
            )
    st.html(
        methods_html.beside(
            methods_html.sub(methods_backtest.series_words(series_id, lang))
            + methods_backtest.score_table(
                scores, origin="reference", series_id=series_id, part="clean", lang=lang
            )
            for series_id in methods_backtest.series_of(scores, "reference", "clean")
        )
    )
    notes = takeaway.notes(
        settings, sources=methods_figures.reference_titles(), is_illustrative=False
    )
    takeaway.offer(
        settings,
        key="methods_backtest",
        name="hanoiso_methods_backtest",
        frame=lambda: methods_backtest.frame(scores, lang),
        notes=notes,
        picture=lambda: picture.chart_png(
            methods_backtest.pictured(scores, lang, settings.theme),
            title=title,
            notes=notes,
            theme=settings.theme,
        ),
    )
    st.html(methods_html.say(methods_backtest.official_sentence(scores, lang)))
    _prose(_text("backtest_caution", settings))
    apart = methods_backtest.aside(scores, methods_figures.series_names(lang), lang)
    if apart:
        st.html(methods_html.folded_all(apart))


def city(settings: Settings) -> None:
    """City values from units, the share of the shortfall, kinds of empty, the reform."""
    lang = settings.lang
    _heading("city", settings)
    _prose(
        _text("city", settings),
        _text("shortfall", settings),
        _formula("share"),
        _text("vintage", settings, known=methods_figures.vintages(lang)),
        _text("missing", settings),
    )
    st.html(methods_rules.missing_table(lang))


def definitions(settings: Settings) -> None:
    """Every measured indicator, to be searched and ordered."""
    _heading("definitions", settings)
    _prose(_text("definitions", settings))
    methods_search.draw(settings)


def sources(settings: Settings) -> None:
    """Where everything was published, and under which licence it may be used."""
    lang, package = settings.lang, figures.package()
    _ = translator(lang).gettext
    _heading("sources", settings)
    day = numbers.day(figures.as_of(), lang)
    _prose(
        _text("own", settings, known={"version": package.version, "day": day}),
        _text("outlines", settings),
        _text("reference", settings),
    )
    st.html(methods_html.boxed(methods_figures.sources(lang), label=_("Sources")))
    _table_away(
        "sources", settings, lambda: methods_register.source_frame(package.sources.values())
    )


def _heading(name: str, settings: Settings) -> None:
    st.html(methods_html.heading(name, settings.lang))


def _prose(*blocks: str) -> None:
    """Paragraphs and formulas as one element: each costs time at every move on the page."""
    st.markdown("\n\n".join(blocks))


def _formula(name: str) -> str:
    return f"$$\n{methods_text.FORMULAS[name]}\n$$"


def _text(
    place: Place,
    settings: Settings,
    *,
    part: int | None = None,
    known: Mapping[str, str | int] | None = None,
) -> str:
    # What comes out of the data is no markup, whatever stands in it.
    told = {
        name: plain(value) if isinstance(value, str) else value
        for name, value in (known or {}).items()
    }
    return methods_text.text(place, settings.lang, part=part, known=told)


def _table_away(
    name: str,
    settings: Settings,
    frame: Callable[[], pd.DataFrame],
    *,
    sources: tuple[str, ...] = (),
) -> None:
    """A table to be taken away; what names no source is the program's own."""
    own = methods_figures.titles("definitions") or ("Hà Nội Số",)
    takeaway.offer(
        settings,
        key=f"methods_{name}",
        name=f"hanoiso_methods_{name}",
        frame=frame,
        notes=takeaway.notes(settings, sources=sources or own, is_illustrative=False),
    )
