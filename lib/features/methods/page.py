"""The parts of the Methods page, each drawn under its own place in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import downloads, session_dataset
from lib.app.kit.markdown_escape import plain
from lib.features.methods import backtest as methods_backtest
from lib.features.methods import (
    html,
    live_example,
    pace_examples,
    projection_text,
    prose,
    queries,
    register,
    register_search,
    verdict_rules,
)
from lib.style import png, vega_specs
from lib.text import translator
from lib.wording import numbers
from lib.wording.formulas import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from lib.app.kit.session import Settings
    from lib.features.methods.prose import Place


def verdict(settings: Settings) -> None:
    """How a verdict comes about: comparison, verdicts, evidence, windows, what counts."""
    lang, found = settings.lang, queries.standing()
    _ = translator(lang).gettext
    _heading("verdict", settings)
    _prose(_text("verdict", settings))
    st.html(html.sub(_("Comparisons")) + verdict_rules.comparison_table(lang))
    _prose(_text("precision", settings))
    st.html(html.sub(_("The verdicts")) + verdict_rules.verdict_table(found, lang, settings.theme))
    _table_away("verdicts", settings, lambda: verdict_rules.verdict_frame(found, lang))
    st.html(html.sub(_("Evidence levels")))
    _prose(_text("level", settings))
    st.html(verdict_rules.level_table(found, lang))
    _prose(
        _text("past", settings),
        _text("binding", settings),
        _text("ambiguous", settings, known={"n": queries.ambiguous()}),
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
        _text("symbols", settings, part=1, known={"documents": queries.documents(lang)}),
        _text("cap", settings),
    )
    st.html(html.sub(_("Worked examples")) + pace_examples.worked_table(lang, settings.theme))
    _table_away("examples", settings, lambda: pace_examples.frame(pace_examples.WORKED, lang))
    st.html(html.sub(_("Your own example")))
    _prose(_text("try", settings))
    live_example.draw(settings)
    st.html(html.sub(_("The path, and what depends on the method")))
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
    st.html(html.sub(_("Constants of the projection")))
    _prose(_text("constants", settings))
    st.html(projection_text.constant_table(lang))
    _table_away("constants", settings, lambda: projection_text.constant_frame(lang))
    st.html(html.sub(_("The digital economy’s share")))
    _identity(settings)
    _prose(_text("realism", settings))
    literature = html.listed(projection_text.LITERATURE, classes="me-refs")
    st.html(html.folded(_("Where the pieces come from"), literature))


def _identity(settings: Settings) -> None:
    lang, found = settings.lang, queries.identity()
    _prose(_text("identity", settings), _formula("identity"))
    if found is None:
        return
    st.html(
        html.say(projection_text.identity_sentence(found, lang))
        + projection_text.identity_table(found, lang)
    )
    _table_away(
        "identity",
        settings,
        lambda: projection_text.identity_frame(found, lang),
        sources=queries.titles(found.start.source_id),
    )


def backtest(settings: Settings) -> None:
    """How far off each method was on curves that are known; ours against its bar."""
    lang = settings.lang
    _ = translator(lang).gettext
    _heading("backtest", settings)
    if queries.is_scored():
        scores = queries.scores()
    else:
        with st.spinner(_("Testing the methods on known curves …")):
            scores = queries.scores()
    st.html(html.say(methods_backtest.answer(scores, lang)))
    _prose(_text("backtest", settings))
    rows = methods_backtest.rows(scores, lang)
    title = _("Truths inside the 80% band (%)")
    if len(rows):
        with st.container(key="methods_drawn"):
            st.vega_lite_chart(
                rows,
                vega_specs.spec("backtest", lang, settings.theme),
                theme=None,
                key="methods_chart",
                alt=f"{title}. {methods_backtest.answer(scores, lang)}",
            )
    st.html(
        html.columns(
            html.sub(methods_backtest.series_words(series_id, lang))
            + methods_backtest.score_table(
                scores, origin="reference", series_id=series_id, part="clean", lang=lang
            )
            for series_id in methods_backtest.series_of(scores, "reference", "clean")
        )
    )
    notes = downloads.notes(settings, sources=queries.reference_titles(), is_illustrative=False)
    downloads.offer(
        settings,
        key="methods_backtest",
        name="hanoiso_methods_backtest",
        frame=lambda: methods_backtest.frame(scores, lang),
        notes=notes,
        picture=lambda: png.chart_png(
            methods_backtest.pictured(scores, lang, settings.theme),
            title=title,
            notes=notes,
            theme=settings.theme,
        ),
    )
    st.html(html.say(methods_backtest.official_sentence(scores, lang)))
    _prose(_text("backtest_caution", settings))
    apart = methods_backtest.aside(scores, queries.series_names(lang), lang)
    if apart:
        st.html(html.folded_all(apart))


def city(settings: Settings) -> None:
    """City values from units, the share of the shortfall, kinds of empty, the reform."""
    lang = settings.lang
    _heading("city", settings)
    _prose(
        _text("city", settings),
        _text("shortfall", settings),
        _formula("share"),
        _text("vintage", settings, known=queries.vintages(lang)),
        _text("missing", settings),
    )
    st.html(verdict_rules.missing_table(lang))


def definitions(settings: Settings) -> None:
    """Every measured indicator, to be searched and ordered."""
    _heading("definitions", settings)
    _prose(_text("definitions", settings))
    register_search.draw(settings)


def sources(settings: Settings) -> None:
    """Where everything was published, and under which licence it may be used."""
    lang, package = settings.lang, session_dataset.package()
    _ = translator(lang).gettext
    _heading("sources", settings)
    day = numbers.day(session_dataset.as_of(), lang)
    _prose(
        _text("own", settings, known={"version": package.version, "day": day}),
        _text("outlines", settings),
        _text("reference", settings),
    )
    on_paper = html.on_paper(lang).format(n=numbers.number(len(package.sources), lang))
    st.html(html.boxed(queries.sources(lang), label=_("Sources"), on_paper=on_paper))
    _table_away("sources", settings, lambda: register.source_frame(package.sources.values()))


def _heading(name: str, settings: Settings) -> None:
    st.html(html.heading(name, settings.lang))


def _prose(*blocks: str) -> None:
    """Paragraphs and formulas as one element: each costs time at every move on the page."""
    st.markdown("\n\n".join(blocks))


def _formula(name: str) -> str:
    return f"$$\n{prose.FORMULAS[name]}\n$$"


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
    return prose.text(place, settings.lang, part=part, known=told)


def _table_away(
    name: str,
    settings: Settings,
    frame: Callable[[], pd.DataFrame],
    *,
    sources: tuple[str, ...] = (),
) -> None:
    """A table to be taken away; what names no source is the program's own."""
    own = queries.titles("definitions") or ("Hà Nội Số",)
    downloads.offer(
        settings,
        key=f"methods_{name}",
        name=f"hanoiso_methods_{name}",
        frame=frame,
        notes=downloads.notes(settings, sources=sources or own, is_illustrative=False),
    )
