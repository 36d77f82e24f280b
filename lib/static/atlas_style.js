// How the map element looks. Sizes are in rem and em, so that presenting enlarges everything.

export const STYLE = `
.root { container: atlas / inline-size; color: var(--st-text-color); font-size: .875rem;
  line-height: 1.35; --line: var(--st-border-color); --panel: var(--st-secondary-background-color);
  --paper: var(--st-background-color); --ink: var(--st-text-color);
  --soft: var(--st-gray-text-color, var(--st-text-color)); --accent: var(--st-primary-color) }
.root *, .root *::before { box-sizing: border-box }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem }
button, input, select { font: inherit; color: inherit }
button { background: none; border: 0; padding: 0; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }

.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: .25rem 1.5rem; min-height: 2.5rem }
.title { font-size: 1.05rem; font-weight: 600; margin: 0; flex: 1 1 16rem }
.title small { font-weight: 400; color: var(--soft); font-size: .875rem }
.steps { display: flex; align-items: center; gap: .5rem }
.steps button { width: 2.25rem; height: 2.25rem; border: 1px solid var(--line);
  border-radius: var(--st-button-radius); line-height: 1 }
.steps button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent) }
.steps button:disabled { opacity: .4; cursor: default }
.steps input { width: 7.5rem; accent-color: var(--accent) }
.steps output { font-weight: 600; font-variant-numeric: tabular-nums }

.plate { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) }
.sheet { position: relative; min-width: 0 }
.sheet > svg { display: block; width: 100%; height: auto; max-height: 44rem; touch-action: pan-y }
.sheet > svg.zoomed { touch-action: none; cursor: grab }
.unit { stroke: var(--paper); stroke-width: .9px; vector-effect: non-scaling-stroke; cursor: pointer;
  outline: none; transition: opacity .12s }
.dim { opacity: .16 }
svg { user-select: none }
.ring { fill: none; pointer-events: none; vector-effect: non-scaling-stroke; stroke: var(--ink);
  stroke-linejoin: round }
.ring.hover { stroke-width: 1.6px }
.ring.chosen { stroke-width: 3px }
.ring.focus { stroke: var(--accent); stroke-width: 4px }
.halo { fill: none; pointer-events: none; vector-effect: non-scaling-stroke; stroke: var(--paper);
  stroke-width: 6px; stroke-linejoin: round }
.name { pointer-events: none; text-anchor: middle; fill: var(--ink); stroke: var(--paper);
  stroke-opacity: .82; paint-order: stroke; stroke-linejoin: round; font-family: inherit }
.name .hollow { fill: var(--paper); stroke: var(--ink); stroke-opacity: 1; stroke-width: .08em; paint-order: normal }
.legend .hollow, td .hollow { -webkit-text-stroke: 1px currentColor; -webkit-text-fill-color: transparent }
.frame-of-inset { fill: none; stroke: var(--ink); stroke-width: 1px; stroke-opacity: .55;
  stroke-dasharray: 3 3; vector-effect: non-scaling-stroke; pointer-events: none }
.zoom { position: absolute; right: 0; top: 0; display: grid; gap: .25rem }
.zoom button { width: 2.25rem; height: 2.25rem; border: 1px solid var(--line); font-size: 1.1rem;
  border-radius: var(--st-button-radius); background: var(--paper); line-height: 1 }
.zoom button:hover { border-color: var(--accent); color: var(--accent) }
.inset { margin: 0; width: 10.5rem }
.inset svg { display: block; width: 100%; border: 1px solid var(--line); background: var(--panel);
  border-radius: var(--st-base-radius) }
.inset figcaption { font-size: .75rem; color: var(--soft); margin-top: .15rem }
.side { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-end;
  justify-content: space-between }

.legend { min-width: 9.5rem; flex: 1; order: -1 }
.legend button[hidden] { display: none }
.legend .class { white-space: nowrap }
.legend .status .class { white-space: normal }
.legend p.of { font-size: .75rem; font-weight: 400; color: var(--soft); margin: 0 0 .25rem .3rem }
.legend button { display: grid; grid-template-columns: 1.75rem 1fr auto; gap: .5rem; width: 100%;
  align-items: center; text-align: left; padding: .12rem .3rem; border-radius: 4px;
  font-variant-numeric: tabular-nums; min-height: 1.6rem }
.legend button:hover { background: var(--panel) }
.legend button[aria-pressed=true] { background: var(--panel); box-shadow: inset 0 0 0 2px var(--accent) }
.legend .sw { width: 1.75rem; height: 1.1rem; display: block; border-radius: 2px }
.legend .what { color: var(--ink); font-weight: 600 }
.legend .bar { width: calc(100% - .6rem); height: 1.1rem; margin: 0 .3rem; display: block; border-radius: 2px }
.legend .ends { display: flex; justify-content: space-between; margin: .1rem .3rem .4rem;
  font-variant-numeric: tabular-nums }
.legend .n { color: var(--soft); min-width: 1.6em; text-align: right }
.legend p { margin: .25rem .3rem 0; font-size: .75rem; color: var(--soft) }

.hint { position: absolute; left: 50%; top: 45%; translate: -50% -50%; z-index: 2; pointer-events: none;
  padding: .5rem .9rem; border-radius: var(--st-base-radius); background: var(--ink); color: var(--paper);
  font-size: 1rem; white-space: nowrap; animation: hint 3s forwards }
@keyframes hint { 80% { opacity: 1 } 100% { opacity: 0 } }
.tip { position: absolute; pointer-events: none; z-index: 2; max-width: 17rem; padding: .5rem .65rem;
  background: var(--paper); border: 1px solid var(--line); border-radius: var(--st-base-radius);
  box-shadow: 0 2px 10px rgb(0 0 0 / .18); font-size: .8125rem }
.tip b { display: block }
.tip .big { font-size: 1.05rem; font-weight: 600 }
.tip span { display: block; color: var(--soft) }
/* Hatched beside its word, which lines would strike out. */
.badge { display: inline-block; padding: 0 .4em 0 1.4em; border-radius: 3px; color: var(--ink) !important;
  border: 1px solid var(--soft); font-size: .75rem; background: repeating-linear-gradient(135deg,
  transparent 0 3px, var(--soft) 3px 4px) 0 0 / 1em 100% no-repeat }

.list { display: flex; flex-direction: column; min-width: 0; min-height: 0 }
.above { display: flex; gap: .5rem; margin-bottom: .5rem }
.find { flex: 1; min-width: 0; min-height: 2.5rem; padding: .3rem .75rem; border: 1px solid var(--line);
  border-radius: var(--st-base-radius); background: var(--panel) }
.more-columns { border: 1px solid var(--line); border-radius: var(--st-base-radius); padding: 0 .6rem;
  min-height: 2.5rem; white-space: nowrap }
.more-columns:hover { border-color: var(--accent); color: var(--accent) }
.find::placeholder { color: var(--soft); opacity: 1 }
.scroll { position: relative; overflow: auto; max-height: 26rem; border: 1px solid var(--line);
  border-radius: var(--st-base-radius); overscroll-behavior: contain }
/* Fixed columns: a step through time neither moves them nor measures every row again. */
table { border-collapse: separate; border-spacing: 0; width: 100%; table-layout: fixed; font-variant-numeric: tabular-nums }
th { position: sticky; top: 0; z-index: 1; background: var(--panel); text-align: left;
  font-weight: 600; border-bottom: 1px solid var(--line); padding: 0 }
thead th button { font-weight: 600; padding: .45rem .6rem; width: 100%; text-align: inherit }
thead th button::after { content: " ↕"; color: var(--soft); opacity: .6 }
th[aria-sort=ascending] button::after { content: " ↑"; opacity: 1 }
th[aria-sort=descending] button::after { content: " ↓"; opacity: 1 }
td, tbody th { padding: 0 .6rem; height: 1.85rem; position: static; background: none;
  border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); font-weight: 400 }
.gone, .scroll:not(.wide) .more { display: none }
.num { text-align: right; white-space: nowrap }
th.num { width: 46% }
.in-words th.num { width: 54% }
.in-words td.num { white-space: normal; padding-block: .15rem }
.wide th.num, .wide th.unit-name { width: auto }
.wide td { white-space: normal }
.wide table { min-width: 46rem }
.wide .unit-name, .wide tbody th { position: sticky; left: 0; background: var(--paper) }
.wide thead .unit-name { z-index: 2; background: var(--panel) }
.wide tr.chosen th { background: color-mix(in srgb, var(--accent) 14%, var(--paper)) }
.wide tr:hover th, .wide tr.hover th { background: var(--panel) }
.rank { width: 6.6rem; text-align: right; color: var(--soft); white-space: nowrap }
thead .num { white-space: normal }
tbody th button { text-align: left; width: 100%; padding: .2rem 0 }
tbody tr { cursor: pointer }
tbody tr:hover, tbody tr.hover { background: var(--panel) }
tbody tr.chosen { background: color-mix(in srgb, var(--accent) 14%, transparent) }
tbody tr.chosen th { font-weight: 600; box-shadow: inset 3px 0 0 var(--accent) }
.none { color: var(--soft); font-size: .8125rem; white-space: normal }
td .sw { display: inline-block; width: .85rem; height: .85rem; border-radius: 2px; margin-left: .5rem;
  vertical-align: -.1rem }
.empty { padding: .75rem; color: var(--soft) }

@container atlas (min-width: 46rem) {
  .frame { grid-template-columns: minmax(0, 1fr) minmax(16rem, 30%) }
  .card { grid-column: 1 / -1 }
  .frame.wide { grid-template-columns: minmax(0, 1fr) minmax(15rem, 24%) }
  .frame.wide .list { grid-column: 1 / -1; grid-row: 2; min-height: 30rem }
  .frame.wide .card { grid-column: 2; grid-row: 1 }
  .plate { grid-template-columns: minmax(16cqi, auto) minmax(0, 1fr); gap: .5rem }
  .side { grid-row: 1; flex-direction: column; align-items: stretch }
  .inset { width: 0; min-width: 100% }
  .legend { flex: none; order: 0 }
  /* In the room the legend must be seen, the inset may be scrolled to. */
  .presenting .legend { order: -1 }
  .sheet { grid-column: 2 }
  .sheet > svg { height: clamp(26rem, calc(100vh - 25rem), 56rem); max-height: none }
  .lower .sheet > svg { height: clamp(26rem, calc(100vh - 29.5rem), 56rem) }
  .scroll { flex: 1 1 0; max-height: none; min-height: 0 }
}
@container atlas (min-width: 76rem) {
  .frame { grid-template-columns: minmax(0, 1fr) minmax(16rem, 23%) minmax(15rem, 22%) }
  .card { grid-column: auto }
}
@media (prefers-reduced-motion: reduce) { .unit { transition: none } }
@media (forced-colors: active) {
  .unit, .sw, .bar { forced-color-adjust: none }
  .legend button[aria-pressed=true], tbody tr.chosen { outline: 2px solid Highlight }
}
`
