// How the unit's profile looks: sizes in rem and em, so that presenting enlarges everything.

// Paper is light whatever the theme.
const COLOURS = ["paper", "panel", "ink", "soft", "rule", "accent", "good", "fair", "poor", "bad",
  "quiet", "government", "economy", "society", "general", "unit0", "unit1", "unit2", "unit3"]
const ON_PAPER = COLOURS.map((name) => `--${name}: var(--print-${name}) !important`).join("; ")

export const STYLE = `
:host, .root { display: block }
.root { container: profile / inline-size; font-family: var(--st-font); color: var(--ink);
  font-size: .9375rem; line-height: 1.4 }
.root *, .root *::before { box-sizing: border-box }
[hidden] { display: none !important }
h2, h3, p, ul, dl, dd, dt { margin: 0; padding: 0; font-weight: 400 }
ul { list-style: none }
h2 { font-size: 1.15rem; font-weight: 650; line-height: 1.25 }
h2 small { font-weight: 400; color: var(--soft); font-size: .875rem }
h3 { font-size: .9375rem; font-weight: 600; margin: .6rem 0 .15rem }
a { color: var(--accent) }
button, input, select { font: inherit; color: inherit }
button, select, input { min-height: 2.25rem; border: 1px solid var(--rule); border-radius: 6px;
  background: var(--paper); padding: .2rem .7rem }
button { cursor: pointer; color: var(--accent) }
button:hover:not(:disabled) { border-color: var(--accent) }
button:disabled { opacity: .45; cursor: default }
input::placeholder { color: var(--soft); opacity: 1 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }
.headline { font-size: 1.3rem; line-height: 1.35; font-weight: 600; text-wrap: pretty }
.standing { font-size: 1rem; margin: .35rem 0 .6rem; display: grid; gap: .15rem }
.note { color: var(--soft); font-size: .8125rem; margin: .25rem 0 }
.banner { border: 1px solid var(--fair); border-left-width: 5px; border-radius: 6px;
  padding: .4rem .75rem; margin: .5rem 0; font-size: .875rem; background:
  repeating-linear-gradient(135deg, transparent 0 7px, color-mix(in srgb, var(--fair) 9%, transparent) 7px 9px) }
.banner.quiet { border-color: var(--accent); background: var(--panel) }

.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: .6rem 0 .3rem }
.steps { display: inline-flex; gap: .25rem }
.steps button { width: 2.5rem; padding: 0 }
.finder { position: relative; flex: 0 1 19rem; min-width: 12rem }
.finder input { width: 100% }
.finder.add { flex-basis: 13rem; min-width: 9rem }
.finder ul { position: absolute; z-index: 5; left: 0; top: calc(100% + 2px); width: max(100%, 17rem);
  max-height: 21rem; overflow: auto; background: var(--paper); border: 1px solid var(--rule);
  border-radius: 6px; box-shadow: 0 6px 24px rgb(0 0 0 / .22) }
.finder li { padding: .35rem .7rem; cursor: pointer; display: flex; flex-wrap: wrap; gap: 0 .6rem;
  align-items: baseline; justify-content: space-between }
.finder li small { color: var(--soft); font-size: .75rem }
.finder li[aria-selected=true], .finder li:hover { background: var(--panel);
  box-shadow: inset 3px 0 var(--accent) }
.finder li.none { cursor: default; color: var(--soft) }
.chips { display: flex; flex-wrap: wrap; gap: .35rem }
.chip { display: inline-flex; align-items: center; gap: .35rem; border: 1px solid var(--rule);
  border-left: 5px solid var(--own, var(--rule)); border-radius: 6px; padding-left: .5rem }
.chip button { border: 0; min-height: 2rem; min-width: 2rem; padding: 0 }
.print, .map { margin-left: auto }
.map ~ .print { margin-left: 0 }
.u0 { --own: var(--unit0) } .u1 { --own: var(--unit1) } .u2 { --own: var(--unit2) }
.u3 { --own: var(--unit3) }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem 2rem }
.left { min-width: 0 }
@container profile (min-width: 1080px) {
  .columns { grid-template-columns: minmax(0, 9fr) minmax(0, 11fr) }
  .present .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) }
}
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem;
  align-items: center }
.top h2 { flex: 1 1 14rem }
.top select { max-width: 15rem; flex: 0 1 15rem; min-width: 0 }
.side { display: grid; gap: 1.1rem 2rem; margin-top: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)) }
.side ul, .side dl { margin: .25rem 0 }
.side li { padding: .25rem 0; border-bottom: 1px solid var(--rule) }
.side small { display: block; color: var(--soft); font-size: .8125rem }
.similar li { display: grid; grid-template-columns: minmax(0, 1fr) auto 2rem; align-items: center;
  gap: .5rem }
.similar li button { min-height: 1.9rem; width: 2rem; padding: 0 }
.facts dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .2rem 0;
  border-bottom: 1px solid var(--rule) }
.facts dt { color: var(--soft) }
.facts dd { font-weight: 600; text-align: right; font-variant-numeric: tabular-nums }
.kin p { margin: .2rem 0 }
button.link { border: 0; background: none; padding: 0; min-height: 1.5rem; text-align: left;
  text-decoration: underline; text-underline-offset: .15em }

table { border-collapse: collapse; width: 100%; font-size: .875rem;
  font-variant-numeric: tabular-nums }
caption { text-align: left; font-size: 1.15rem; font-weight: 650; padding: 0 0 .3rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem .35rem 0; font-weight: 400;
  border-bottom: 1px solid var(--rule) }
thead th { color: var(--soft); font-size: .8125rem; border-bottom-width: 2px }
thead th[class] { color: var(--own); font-weight: 650 }
tbody th { padding-right: 1rem }
.pillar th { font-weight: 650; padding-top: .8rem }
tbody th button { border: 0; background: none; padding: 0; min-height: 1.5rem; text-align: left;
  color: var(--ink) }
tbody th button:hover { color: var(--accent); text-decoration: underline }
tr.chosen > th { box-shadow: inset 4px 0 var(--accent); padding-left: .6rem }
tr.chosen th button { font-weight: 650; color: var(--accent) }
td small { display: block; color: var(--soft); font-size: .78rem }
td b { font-weight: 650 }
.one th:first-child { width: 30% } .one .rank { min-width: 6.5rem } .goals > div + div { margin-top: .3rem }
.many th:first-child { width: 24% }
.status { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: .35rem }
.status small { grid-column: 2; color: var(--soft) }
.status .hollow { -webkit-text-stroke: 1px currentColor; -webkit-text-fill-color: transparent }
.good { color: var(--good) } .fair { color: var(--fair) } .poor { color: var(--poor) }
.bad { color: var(--bad) } .quiet { color: var(--quiet) }
.badge, .key .made { display: inline-block; width: .8em; height: .8em; margin-left: .35em;
  border: 1px solid var(--soft); border-radius: 2px; vertical-align: -.05em;
  print-color-adjust: exact; background: repeating-linear-gradient(135deg, transparent 0 3px,
  color-mix(in srgb, var(--soft) 60%, transparent) 3px 4px) }
.empty { display: inline-block; padding: 0 .35em; border: 1px dashed var(--soft); border-radius: 3px;
  color: var(--soft); print-color-adjust: exact }
.eN { background: repeating-linear-gradient(135deg, transparent 0 6px, color-mix(in srgb, var(--soft) 22%, transparent) 6px 7px) }
.eC { background: repeating-linear-gradient(45deg, transparent 0 6px, color-mix(in srgb, var(--soft) 22%, transparent) 6px 7px) }
.eA { background: none; border-style: solid }
.eS { background: repeating-linear-gradient(90deg, transparent 0 5px, color-mix(in srgb, var(--soft) 22%, transparent) 5px 6px) }
.eP { background: radial-gradient(circle, color-mix(in srgb, var(--soft) 35%, transparent) 1px, transparent 1.5px) 0 0 / 6px 6px }

.key { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .8125rem; color: var(--soft);
  min-height: 1.4em }
.key > span { display: inline-flex; align-items: center; gap: .4rem }
.key i { flex: none; width: 1.5rem; height: 0; border-top: 3px dashed var(--unit0) }
.key .made { width: .7rem; height: .7rem; margin: 0; border: 2px solid var(--unit0);
  border-radius: 50%; background: none }
.key .way { border-top: 2px dotted var(--ink) }
.key .band, .key .fan { border: 0; height: .8rem; background: var(--unit0); opacity: .22 }
.chart { width: 100%; overflow: hidden }
svg { display: block; font-family: inherit; font-size: .93em; max-width: 100% }
svg text { fill: var(--ink); font-size: 1em }
svg .tick { fill: var(--soft); font-size: .9em }
svg .strong { font-weight: 650 }
.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round }
.grid { stroke: var(--rule); fill: none }
.axis { stroke: var(--soft); fill: none }
.goal { stroke: var(--ink); stroke-width: 2.5; fill: none }
.line { fill: none; stroke: var(--own); stroke-width: 2.5; stroke-linejoin: round }
.line.made { stroke-dasharray: 5 3 }
.line.ahead { stroke-dasharray: 2 5; stroke-linecap: round }
.line.uc { --own: var(--soft); stroke-width: 2 }
.line.way { --own: var(--ink); stroke-width: 1.5; stroke-dasharray: 1 5; stroke-linecap: round }
.band { fill: var(--own); opacity: .16 }
.band.fan { opacity: .09 }
.all-values { stroke: var(--soft); opacity: .45; fill: none }
.city-value { stroke: var(--ink); stroke-width: 2; fill: none }
.dot { fill: var(--own); stroke: var(--paper); stroke-width: 1.25 }
.dot.uc { --own: var(--soft) }
.leader { stroke: var(--soft); stroke-width: 1; fill: none }
.dot.hollow { fill: var(--paper); stroke: var(--own); stroke-width: 2 }
.end { fill: var(--own); font-weight: 650 }
.end.uc { fill: var(--soft); font-weight: 400 }
details { margin: .4rem 0 }
summary { cursor: pointer; color: var(--accent); min-height: 1.75rem }
.wide { overflow-x: auto }

@container profile (max-width: 700px) {
  .headline { font-size: 1.15rem }
  .finder, .finder.add { flex: 1 1 10rem }
  .bar select { flex: 1 1 10rem; min-width: 0 }
  .top select { max-width: none; flex: 1 1 100% }
  .all table, .all tbody, .all caption { display: block }
  .all thead { display: none }
  .all tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .1rem .75rem;
    border-bottom: 1px solid var(--rule); padding: .4rem 0 }
  .all th, .all td { border: 0; padding: 0 }
  .all tr > th { grid-column: 1 / -1; width: auto !important; font-weight: 600 }
  .all td::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--soft) }
  .all td:is(.u0, .u1, .u2, .u3)::before { color: var(--own) }
  .all td:empty { display: none }
}
.present .finder, .present .chips button, .present .print, .present .map, .present .side,
.present .note, .present .top select { display: none }
.present .all { font-size: .9em }
.present td.value, .present td.city { white-space: nowrap }
.present td small, .present .empty { white-space: normal }
.present .bar select, .present td.city small, .present td.value small:first-of-type,
.present .goals > div + div { display: none }
.present .chip { padding-right: .6rem }
@media print {
  .root { font-size: 9.5pt; container-type: normal; ${ON_PAPER} }
  .bar, .top select, .similar button { display: none !important }
  .columns { display: block }
  .chart, li, tr, dl div { break-inside: avoid }
  .all { break-before: page }
  .side { display: block; columns: 2 }
  .side section { break-inside: avoid }
  a { color: inherit }
}
/* Windows' high contrast drops every background; these are marks and their key. */
@media (forced-colors: active) { .badge, .empty, .key i { forced-color-adjust: none } }
`
