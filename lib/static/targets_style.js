// How the list of targets looks, inside its shadow root; colours are the theme's own.

export const STYLE = `
.root { container-type: inline-size; font-family: var(--st-font); color: var(--st-text-color);
  font-size: 1rem; line-height: 1.4 }
h2, h3, p, ul, dl, dd { margin: 0; padding: 0 }
ul { list-style: none }
[hidden] { display: none !important }
.filters { display: grid; grid-template-columns: 2fr repeat(6, minmax(0, 1fr)) auto; gap: .75rem;
  align-items: end; padding: .5rem 0 .25rem }
label { display: block; font-size: .8125rem; color: var(--soft) }
select, input { font: inherit; font-size: .9375rem; width: 100%; box-sizing: border-box;
  min-height: 2.5rem; margin-top: .2rem; padding: .3rem .6rem; color: var(--st-text-color);
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius) }
input::placeholder { color: var(--soft); opacity: 1 }
button { font: inherit; font-size: .875rem; min-height: 2.25rem; padding: .3rem .75rem;
  cursor: pointer; color: var(--st-link-color); background: transparent; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius) }
button:hover { border-color: var(--st-primary-color) }
.filters button { min-height: 2.5rem }
:is(select, input, button, a):focus-visible { outline: 3px solid var(--st-primary-color);
  outline-offset: 1px }
.asked { display: none; font-size: .875rem }
.status { font-size: .875rem; color: var(--soft); padding: .25rem 0 }
h2 { font-size: 1.15rem; font-weight: 600; padding: 1.25rem 0 .35rem;
  border-bottom: 2px solid var(--st-border-color) }
h2 span { font-weight: 400; color: var(--soft); font-size: .9375rem }
.columns, li.row { display: grid; column-gap: 1rem; align-items: start;
  grid-template-columns: minmax(11rem, 2.6fr) minmax(7.5rem, 1.3fr) minmax(6rem, 1.1fr)
    minmax(7rem, 1.2fr) minmax(5.5rem, 1.1fr) minmax(7.5rem, 1.3fr) 5.5rem }
.columns { font-size: .8125rem; color: var(--soft); padding-top: .5rem }
/* What is off the screen is laid out only when it comes near. */
li.row { content-visibility: auto; contain-intrinsic-size: auto 3.75rem; scroll-margin-top: 4.5rem; padding: .6rem 0; border-bottom: 1px solid var(--st-border-color) }
h3 { font-size: 1rem; font-weight: 600; line-height: 1.3 }
.name { grid-column: 1; grid-row: 1 / span var(--lines) }
.reading { display: contents }
.verdict { grid-column: 2; font-weight: 600; display: flex; gap: .45rem }
.aim { grid-column: 3; font-variant-numeric: tabular-nums }
.last { grid-column: 4; grid-row: 1 / span var(--lines); font-variant-numeric: tabular-nums }
.bar { grid-column: 5; grid-row: 1 / span var(--lines) }
.gap { grid-column: 6 }
.why { grid-column: 7; grid-row: 1 / span var(--lines) }
.verdict, .aim, .gap { grid-row: var(--line); padding-bottom: .15rem }
.beside { grid-column: 2 / 7; font-size: .8125rem; color: var(--soft); padding-top: .15rem }
.beside b { font-weight: 600 }
small { display: block; font-size: .8125rem; font-weight: 400; color: var(--soft) }
.value { font-weight: 600 }
.shape { flex: none; width: 1.1em; text-align: center }
.hollow .shape { -webkit-text-stroke: 1px currentColor; -webkit-text-fill-color: transparent }
.good { color: var(--good) } .fair { color: var(--fair) } .poor { color: var(--poor) }
.bad { color: var(--bad) } .quiet { color: var(--quiet) }
.label { position: absolute; left: -9999px }
.track { position: relative; height: .8rem; margin: .3rem 0 .1rem; box-sizing: border-box;
  border: 1px solid var(--st-border-color); background: var(--st-secondary-background-color);
  print-color-adjust: exact }
.track.empty { border-style: dashed; background: transparent }
.track i { position: absolute; top: 0; bottom: 0; box-sizing: border-box }
.track .fill { left: 0; background: currentColor; opacity: .75 }
.track .start { width: 0; border-left: 2px dotted var(--st-text-color); top: -3px; bottom: -3px }
.track .goal { top: -4px; bottom: -4px; min-width: 3px; margin-left: -1.5px;
  background: var(--st-text-color) }
.track .range { background: transparent; border: 2px solid var(--st-text-color) }
.track.marked { margin-top: .7rem }
.track .path { top: -9px; bottom: auto; width: 0; height: 0; margin-left: -5px;
  border: 5px solid transparent; border-top: 8px solid var(--st-text-color); border-bottom: 0 }
.track .reach { top: calc(50% - 2px); bottom: auto; height: 4px; min-width: 2px;
  background: var(--st-text-color); outline: 1px solid var(--st-background-color) }
.track .reach.fan { background: repeating-linear-gradient(90deg, var(--st-text-color) 0 4px,
  var(--st-background-color) 4px 7px) }
.track .landing { top: calc(50% - 5px); bottom: auto; width: 10px; height: 10px; margin-left: -5px;
  border: 2px solid var(--st-text-color); border-radius: 50%;
  background: var(--st-background-color) }
.landed { font-variant-numeric: tabular-nums }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; font-size: .8125rem; color: var(--soft) }
.key > span { display: flex; align-items: center; gap: .45rem }
.key .track { flex: none; width: 1.6rem; height: .8rem; margin: .5rem 0 .1rem;
  border-color: transparent; background: transparent }
.ends { display: flex; justify-content: space-between; font-size: .75rem; color: var(--soft) }
.drawer { grid-column: 1 / -1; margin-top: .6rem; padding: .75rem 1rem;
  background: var(--st-secondary-background-color); border-left: 3px solid var(--st-primary-color);
  columns: 2; column-gap: 2.5rem }
.drawer section { break-inside: avoid; padding-bottom: .75rem; font-size: .9375rem }
.drawer h4 { margin: 0 0 .15rem; font-size: .8125rem; font-weight: 600; color: var(--soft) }
.drawer p { overflow-wrap: anywhere; padding-bottom: .2rem }
.drawer [lang=vi].quote { font-size: 1rem; border-left: 2px solid var(--st-border-color);
  padding-left: .6rem }

.drawer table { border-collapse: collapse; margin: .1rem 0 .35rem; font-size: .875rem;
  font-variant-numeric: tabular-nums }
.drawer :is(th, td) { text-align: left; vertical-align: top; padding: .2rem 1.25rem .2rem 0;
  border-bottom: 1px solid var(--st-border-color) }
.drawer th { font-weight: 600; font-size: .8125rem; color: var(--soft) }
.drawer .illustrative { padding: .5rem .75rem; margin-bottom: .75rem;
  border: 1px dashed var(--soft); background: repeating-linear-gradient(135deg,
    transparent 0 7px, color-mix(in srgb, var(--soft) 14%, transparent) 7px 9px) }
.drawer .banner { font-weight: 600; border-left: 3px solid var(--fair); padding: 0 0 0 .6rem;
  margin-bottom: .3rem }
.official .illustrative { display: none }
.drawer a { color: var(--st-link-color); font-size: .8125rem }
@container (max-width: 68rem) {
  .filters { grid-template-columns: repeat(4, minmax(0, 1fr)) }
}
@container (max-width: 57rem) {
  .columns, .last:not(:has(.value)) { display: none }
  .filters { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .filters .search { grid-column: 1 / -1 }
  li.row { display: flex; flex-direction: column; gap: .3rem }
  .reading { display: block }
  .bar, .drawer { align-self: stretch }
  .drawer { columns: 1; padding: .6rem .75rem }
  .cell .label { position: static; color: var(--soft); font-size: .8125rem }
  .cell .label::after { content: ": " }
  .cell small { display: inline; margin-left: .4rem }
  .gap small { display: block; margin-left: 0 }
  .bar { max-width: 24rem; width: 100% }
  .drawer thead { position: absolute; left: -9999px }
  .drawer :is(table, tbody, tr, td) { display: block; border: 0; padding-bottom: 0 }
  .drawer tr { padding: .3rem 0; border-bottom: 1px solid var(--st-border-color) }
  .drawer td::before { content: attr(data-label) ": "; color: var(--soft) }
}
@media print {
  .filters, .why, .take { display: none !important }
  .asked { display: block }
  li.row { content-visibility: visible }
  .name, .reading, h2 { break-inside: avoid; break-after: avoid }
  .drawer { background: transparent; font-size: .8125rem; columns: 2; padding: .25rem .75rem }
  .drawer section, .drawer section * { font-size: inherit; padding-bottom: .1rem }
}
/* Windows' high contrast drops every background; these are the figures themselves. */
@media (forced-colors: active) { .track, .track *, .drawer .illustrative { forced-color-adjust: none } }
`
