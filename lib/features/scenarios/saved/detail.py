"""One scenario as the page shows it: name, who and when, its note, what has changed since."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import session_dataset
from lib.features.scenarios import queries as source
from lib.features.scenarios.saved import current_scenario, wording

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.model.scenario import Scenario


def shown(settings: Settings, scenario: Scenario) -> None:
    """A scenario in full. Its texts come from strangers and are shown as text alone."""
    lang = settings.lang
    indicator = source.indicator_of(scenario.setup.series_id)
    about = (
        scenario.author,
        wording.moment(scenario.made_at, lang),
        indicator.name.in_(lang),
    )
    lines = [
        f'<p class="sv-name">{escape(scenario.name)}</p>',
        f'<p class="sv-about">{escape(" · ".join(part for part in about if part))}</p>',
    ]
    if told := wording.sets(scenario.setup.controls, lang):
        lines.append(f'<p class="sv-about">{escape(told)}</p>')
    if scenario.note:
        lines.append(f'<p class="sv-note">{escape(scenario.note)}</p>')
    st.html("".join(lines))
    older(settings, scenario)


def older(settings: Settings, scenario: Scenario) -> None:
    """Say that a scenario was made on other data, and what of it has changed."""
    version = session_dataset.package().version
    if scenario.data_version == version:
        return
    now = current_scenario.snapshot_of(current_scenario.view_of(settings, scenario.setup))
    indicator = source.indicator_of(scenario.setup.series_id)
    changed = wording.changes(scenario.snapshot, now, indicator, settings.lang)
    said = wording.older(scenario.data_version, version, changed, settings.lang)
    st.html(f'<p class="sv-older" role="note">{escape(said)}</p>')


STYLE = """<style>
.sv-name{font-weight:650;font-size:1.05rem;margin:0;overflow-wrap:anywhere}
.sv-about{font-size:.875rem;opacity:.85;margin:.1rem 0 0;overflow-wrap:anywhere}
.sv-note{white-space:pre-line;margin:.35rem 0 0;overflow-wrap:anywhere;text-wrap:pretty}
.sv-older{font-size:.925rem;margin:.4rem 0 0;padding:.35rem .7rem;
border-left:3px solid currentColor;
background:color-mix(in srgb,currentColor 7%,transparent);overflow-wrap:anywhere;text-wrap:pretty}
</style>"""
