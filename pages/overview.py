from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.analysis.progress.verdict import Verdict
from lib.app.kit import downloads, session
from lib.features.overview import balance_table, charts, html, layout, links, queries
from lib.features.overview import wording as say
from lib.features.overview.summary import Block, Fact, Overview, by_pillar
from lib.style import png
from lib.text import translator
from lib.wording import terms

settings = session.settings()
lang, theme = settings.lang, settings.theme
_ = translator(lang).gettext


def answer(view: Overview) -> None:
    """The answer first, and the way to each of the targets it counts."""
    with st.container(key="overview_answer", gap="xsmall"):
        st.html(html.headline(say.headline(view, lang)))
        with st.container(key="overview_beside", horizontal=True, vertical_alignment="center"):
            notes = say.headline_notes(view, lang)
            if notes:
                st.html(html.notes(notes), width="content")
            links.statement(
                _("The targets for {year}, one by one").format(year=view.tally.year),
                links.query(year=view.tally.year),
                width="content",
            )


def block_of_pillar(block: Block) -> None:
    """One pillar: what came out, what is known, what it takes, drawn and to be taken away."""
    st.html(html.heading(block.pillar, lang, theme))
    statements(block)
    verdicts(block)
    if block.drawn:
        drawings(block)


def statements(block: Block) -> None:
    """The sentences, each of which leads to what proves it."""
    with st.container(key=f"overview_count_{block.pillar}"):
        links.statement(
            say.counted(block.tally, lang),
            links.query(year=block.tally.year, pillar=block.pillar),
        )
    with st.container(key=f"overview_say_{block.pillar}"):
        unknown = say.unknown_ahead(block, lang)
        if unknown:
            links.statement(unknown, links.query(year=block.open_year, pillar=block.pillar))
        for fact in told(block):
            links.fact(say.fact_words(fact, lang), fact)


def told(block: Block) -> tuple[Fact, ...]:
    """A room reads one sentence a pillar; the rest is for those who sit at the page."""
    return block.told[:1] if settings.present else block.told


def years(block: Block) -> dict[int, Mapping[Verdict, int]]:
    """The verdicts shown by year; in a room the year ahead makes way for the chart."""
    past = {block.tally.year: block.past_counts}
    return past if settings.present else past | {block.open_year: block.open_counts}


def verdicts(block: Block) -> None:
    """The verdict bars."""
    found = years(block).items()
    bars = (html.verdict_bar(counts, year, lang, theme) for year, counts in found)
    st.html("".join(bars))


def bars(block: Block) -> tuple[Fact, ...]:
    """The bullets that there is room for on one screen."""
    unknown = say.unknown_ahead(block, lang)
    fit = layout.bars_that_fit(
        say.counted(block.tally, lang),
        [*filter(None, [unknown]), *(say.fact_words(fact, lang) for fact in told(block))],
        years(block).values(),
        lang,
        present=settings.present,
        further=[len(fact.others) for fact in block.bars],
    )
    return block.bars[:fit]


def drawings(block: Block) -> None:
    """Bars and chart of a block, with their figures and picture to be taken away."""
    with st.container(
        key=f"overview_shown_{block.pillar}",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
    ):
        st.html(html.caption(caption(block)), width="content")
        if not settings.present:
            offer(block)
    if block.bars:
        st.html(html.bullets(bars(block), block.pillar, lang, theme))
    spec = charts.drawn(block, lang, theme)
    if spec is not None:
        st.vega_lite_chart(
            charts.rows(block, lang),
            spec,
            theme=None,
            key=f"overview_chart_{block.pillar}",
            alt=" ".join(say.fact_words(fact, lang) for fact in block.lines),
        )


def caption(block: Block) -> str:
    """What the drawings of a block are."""
    if block.plan.chart == "ranks":
        return _("Ranks by edition; DTI of 63 provinces, then of 34")
    if any(fact.past or fact.open for fact in block.bars):
        return _("The last figures, and what is asked for")
    return _("Published, though no target asks for it")


def offer(block: Block) -> None:
    """The drawings of a block to be taken away."""
    notes = downloads.notes(
        settings, sources=queries.sources_of(block.drawn), is_illustrative=False
    )
    downloads.offer(
        settings,
        key=f"overview_{block.pillar}",
        name=f"hanoiso_overview_{block.pillar}",
        frame=lambda: queries.table(block.drawn, lang),
        notes=notes,
        picture=lambda: png.chart_png(
            charts.pictured(block, lang, theme),
            title=terms.pillar(block.pillar, lang),
            notes=notes,
            theme=theme,
        ),
    )


def balance(view: Overview) -> None:
    """The balance sheet of the year that is over: what is known, and what is not."""
    title = _("The balance of {year}").format(year=view.tally.year)
    st.header(title, anchor=False)
    address = links.addresses()
    st.html(balance_table.table(view.balance, address, lang, theme))
    silent = [one for one in view.balance if not one.points]
    groups = (
        (_("Not reported, no figure at all: {n}"), "not_reported"),
        (_("Not measurable any more: {n}"), "not_measurable"),
    )
    for heading, verdict in groups:
        some = by_pillar([one for one in silent if one.past and one.past.verdict == verdict])
        n = sum(len(facts) for facts in some.values())
        if n:
            st.html(balance_table.folded(heading.format(n=n), some, address, lang, theme))
    notes = downloads.notes(
        settings, sources=queries.sources_of(view.balance), is_illustrative=False
    )
    downloads.offer(
        settings,
        key="overview_balance",
        name=f"hanoiso_balance_{view.tally.year}",
        frame=lambda: queries.table(view.balance, lang),
        notes=notes,
        picture=lambda: png.svg_png(
            balance_table.svg(view.balance, lang, theme), title=title, notes=notes, theme=theme
        ),
    )


view = queries.overview_today()
st.html(html.style(theme, present=settings.present))
answer(view)
with st.container(key="overview_blocks"):
    for column, one in zip(st.columns(len(view.blocks), gap="medium"), view.blocks, strict=True):
        with column:
            block_of_pillar(one)
balance(view)
