// The look of the what-if element; colours come from the page's palette, sizes follow its type.

export const CSS = `
:host, .root { display: block }
.root { font-family: var(--st-font); color: var(--c-ink); font-size: .875rem }
.lab.curve { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem }
@media (min-width: 900px) {
  .lab.curve { grid-template-columns: minmax(0, 2fr) minmax(17rem, 1fr); gap: 2rem }
  .lab.curve .stage { position: sticky; top: 4.5rem; align-self: start }
  .lab.communes { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 2rem }
}
@media (max-width: 899px) and (min-height: 640px) {
  .lab.curve .stage { position: sticky; top: 3.75rem; z-index: 1; background: var(--c-paper);
    margin-inline: -.6rem; padding: 0 .6rem .3rem }
}
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; min-height: 1.4em; line-height: 1.4 }
.entry { display: inline-flex; align-items: center; gap: .4rem }
.chart { position: relative; width: 100% }
svg { display: block; overflow: visible; touch-action: pan-y; font-family: inherit }
svg text { font-size: .93em; fill: var(--c-ink) }
svg .tick { fill: var(--c-soft) }
svg .strong { font-weight: 650 }
svg .halo { paint-order: stroke; stroke: var(--c-paper); stroke-width: 4px; stroke-linejoin: round }
svg .end.scenario, svg .end.unit_ahead, svg .end.assumed { fill: var(--c-main) }
svg .end.now { fill: var(--c-soft) }
.grid { stroke: var(--c-rule); stroke-width: 1; fill: none; opacity: .7 }
.axis { stroke: var(--c-soft); stroke-width: 1; fill: none }
.rule { stroke: var(--c-soft); stroke-width: 1; fill: none; stroke-dasharray: 2 4 }
.rule.today { stroke: var(--c-ink); stroke-dasharray: none; opacity: .55 }
.rule.target { stroke: var(--c-ink); stroke-dasharray: 6 4 }
.lead { stroke: var(--c-soft); stroke-width: 1; fill: none }
.band { fill: var(--c-main); opacity: .16 }
.line { fill: none; stroke: var(--c-ink); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round }
.line.old { stroke: var(--c-soft); stroke-width: 1.75 }
.line.past { stroke: var(--c-ink) }
.line.now { stroke: var(--c-soft); stroke-dasharray: 7 5 }
.line.scenario { stroke: var(--c-main); stroke-width: 3 }
.line.fan { stroke: var(--c-main); stroke-width: 1.25; stroke-dasharray: 2 4 }
.line.assumed { stroke: var(--c-main); stroke-width: 1.75; stroke-dasharray: 2 5 }
.line.unit, .line.unit_ahead { stroke: var(--c-main); stroke-width: 1.5 }
.line.unit_ahead { stroke-dasharray: 1 4 }
.line.unit_now { stroke: var(--c-soft); stroke-width: 1.25; stroke-dasharray: 1 4 }
.line.way { stroke: var(--c-soft); stroke-width: 1.5; stroke-dasharray: 1 6 }
.dot { fill: var(--c-ink); stroke: var(--c-paper); stroke-width: 1.25 }
.dot.other { fill: var(--c-paper); stroke: var(--c-soft); stroke-width: 2 }
.dot.now { fill: var(--c-paper); stroke: var(--c-soft) }
.dot.scenario { fill: var(--c-main); stroke: none }
.dot.here { stroke: var(--c-ink); stroke-width: 2.5 }
.stem { stroke: var(--c-main); stroke-width: 1; opacity: .45 }
.aim { stroke: var(--c-ink); stroke-width: 2.5; fill: none }
.reader { stroke: var(--c-soft); stroke-width: 1; fill: none; pointer-events: none }
.tip { position: absolute; pointer-events: none; background: var(--c-paper); border: 1px solid var(--c-rule);
  border-radius: 6px; padding: .4rem .6rem; box-shadow: 0 2px 10px rgb(0 0 0 / .12); white-space: nowrap; z-index: 2 }
.tip .when { color: var(--c-soft) }
.tip div { display: flex; justify-content: space-between; gap: 1rem }
fieldset { border: 0; border-top: 2px solid var(--c-rule); margin: 0 0 .9rem; padding: .55rem 0 0; min-width: 0 }
fieldset legend { font-weight: 650; padding: 0 .6rem 0 0; font-size: 1rem }
.row { margin: 0 0 .55rem }
/* What is reached by key must not come to lie behind the chart that stays in view. */
@media (max-width: 899px) { .row, .row input, .row button, .panel summary, .panel select, .tool { scroll-margin-top: 29rem } }
.top { display: flex; align-items: baseline; gap: .3rem }
.top label { flex: 1 }
.row.moved .top label { font-weight: 650 }
.top input { font: inherit; font-variant-numeric: tabular-nums; width: 4.6em; text-align: right; color: inherit;
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: .1rem .3rem; min-height: 1.6rem }
.top input:hover:enabled { border-color: var(--c-rule) }
.row.moved .top input { font-weight: 650; color: var(--c-main) }
.track { position: relative; height: 1.5rem; display: flex; align-items: center }
.track i { position: absolute; top: 0; bottom: 0; margin-left: -1px; width: 2px; background: var(--c-soft); border-radius: 1px }
input[type=range] { appearance: none; -webkit-appearance: none; width: 100%; margin: 0; height: 1.5rem; background: transparent; position: relative; cursor: pointer }
input[type=range]::-webkit-slider-runnable-track { height: 4px; border-radius: 2px;
  background: linear-gradient(to right, var(--st-primary-color) var(--at), var(--c-rule) var(--at)) }
input[type=range]::-moz-range-track { height: 4px; border-radius: 2px;
  background: linear-gradient(to right, var(--st-primary-color) var(--at), var(--c-rule) var(--at)) }
input[type=range]::-webkit-slider-thumb { -webkit-appearance: none; width: 1.1em; height: 1.1em; margin-top: calc(2px - .55em);
  border-radius: 50%; background: var(--st-primary-color); border: 2px solid var(--c-paper); box-shadow: 0 0 0 1px var(--st-primary-color) }
input[type=range]::-moz-range-thumb { width: .95em; height: .95em; border-radius: 50%; background: var(--st-primary-color);
  border: 2px solid var(--c-paper); box-shadow: 0 0 0 1px var(--st-primary-color) }
input:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; border-radius: 4px }
.top .unit + input { width: 2.6em }
.row.follows .track { opacity: .55 }
.row.follows .top input:not(:focus) { color: var(--c-soft) }
.top .unset { color: var(--c-soft); font-weight: 400 }
.row.off { color: var(--c-soft) }
.row.off .track { opacity: .45 }
.row.off input { cursor: not-allowed }
.row p { margin: 0; font-size: .8rem; line-height: 1.35; color: var(--c-soft); text-wrap: pretty }
.row p.why { font-style: italic }
.row p.error { color: var(--c-ink); font-weight: 650 }
.row p.error:not(:empty)::before { content: "⚠ " }
.row .back { font: inherit; line-height: 1; color: inherit; background: transparent; border: 0; border-radius: 4px;
  min-width: 1.7rem; min-height: 1.7rem; cursor: pointer }
.toolbar { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: 0 0 .7rem }
.tool { font: inherit; color: inherit; background: transparent; border: 1px solid var(--c-rule); border-radius: 6px;
  padding: .2rem .7rem; min-height: 2rem; cursor: pointer }
.tool:hover:enabled { border-color: var(--st-primary-color); color: var(--st-primary-color) }
.tool:disabled { opacity: .5; cursor: default }
.quiet { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.looked { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem }
.looked:empty { display: none }
.pick { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .6rem; margin: 0 0 .8rem }
.pick select { font: inherit; color: inherit; background: var(--c-paper); border: 1px solid var(--c-rule); border-radius: 6px;
  min-height: 2rem; padding: .1rem .4rem; max-width: 100% }
.segments { display: flex; flex-wrap: wrap; border: 0; margin: 0 0 .8rem; padding: 0 }
.segments legend { font-weight: 400; font-size: inherit; padding: 0 0 .25rem }
.segments p { flex-basis: 100%; margin: .4rem 0 0; font-size: .8rem; line-height: 1.4; color: var(--c-soft); text-wrap: pretty }
.segments input { position: absolute; opacity: 0; pointer-events: none }
.segments label { border: 1px solid var(--c-rule); padding: .25rem .8rem; min-height: 1.5rem; cursor: pointer }
.segments label:first-of-type { border-radius: 6px 0 0 6px }
.segments label:last-of-type { border-radius: 0 6px 6px 0; border-left: 0 }
.segments input:checked + label { border-color: var(--st-primary-color); color: var(--st-primary-color); font-weight: 650;
  box-shadow: inset 0 0 0 1px var(--st-primary-color) }
.segments input:focus-visible + label { outline: 3px solid var(--st-primary-color); outline-offset: 2px }
.row.choice { border: 0; padding: 0 }
.row.choice legend { font-weight: 400; font-size: inherit; padding: 0 }
.row.choice.moved legend { font-weight: 650 }
.row.choice label { display: grid; grid-template-columns: auto 1fr; gap: 0 .5rem; align-items: baseline; padding: .15rem 0; cursor: pointer }
.row.choice small { grid-column: 2; color: var(--c-soft); font-size: .8rem; line-height: 1.35 }
.row.choice input { accent-color: var(--st-primary-color); width: 1.05rem; height: 1.05rem; margin: 0; align-self: center }
details { margin: 0 0 .6rem }
summary { cursor: pointer; min-height: 1.6rem; padding: .15rem 0; color: var(--st-primary-color) }
details[open] > summary { margin-bottom: .4rem }
details.resting > summary { color: var(--c-soft) }
.hatch { stroke: var(--c-paper); stroke-width: 1.3; stroke-opacity: .5 }
.area { stroke: var(--c-paper); stroke-width: .8 }
.area.none { fill: var(--c-rule) }
.area.here { stroke: var(--c-ink); stroke-width: 3 }
.ring { fill: var(--c-ink); stroke: var(--c-paper); stroke-width: 1; pointer-events: none }
@media (forced-colors: active) {
  .line.scenario { stroke: Highlight }
  input[type=range], .track i { forced-color-adjust: none }
}
`
