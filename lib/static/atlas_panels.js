// How the map's choices, its break in time and the card of a unit look.

export const PANELS = `
.controls { display: grid; gap: .5rem; margin-bottom: .75rem }
.choices { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end }
.choices label { display: grid; gap: .1rem; min-width: 0 }
.choices label[hidden] { display: none }
.choices label span { font-size: .75rem; color: var(--soft) }
.choices select, .choices input { min-height: 2.25rem; max-width: 100%; padding: .2rem .5rem;
  border: 1px solid var(--line); border-radius: var(--st-base-radius); background: var(--panel);
  color: var(--ink) }
.choices select:hover, .choices input:hover { border-color: var(--accent) }
.choices option, .choices optgroup { background: var(--paper); color: var(--ink) }
/* Narrowing the list is for preparing; in the room the row is short. */
.presenting .of-pillar { display: none }
.choices .of-ind { flex: 1 1 18rem; max-width: 30rem }
.presenting .choices .of-ind { flex-basis: 12rem }
.choices .of-ind select { width: 100%; font-weight: 600 }
.of-colour select { max-width: 14rem }
.of-target select { max-width: 15rem }
.of-breaks input { width: 12rem }
.segments { display: inline-flex; border: 1px solid var(--line); border-radius: var(--st-base-radius);
  overflow: hidden }
.segments button { min-height: 2.25rem; padding: .2rem .8rem }
.segments button + button { border-left: 1px solid var(--line) }
.segments button:hover { color: var(--accent) }
.segments button:focus-visible { outline-offset: -3px }
.segments button[aria-pressed=true] { background: var(--accent); color: var(--paper); font-weight: 600 }
.note { margin: 0; font-size: .8125rem; color: var(--soft); max-width: 60rem }
.note[hidden] { display: none }
.filter { color: var(--ink) }
.filter button, .link { color: var(--accent); text-decoration: underline; padding: .1rem }
.filter button { margin-left: .75rem }
.reform { margin-top: .5rem }
.steps { flex-wrap: wrap }
.steps .cross { width: auto; padding: 0 .6rem; border-style: dashed; border-color: var(--soft);
  font-size: .8125rem; white-space: nowrap }
.steps .cross.first { order: -1 }

.card { min-width: 0 }
.card p { margin: 0 0 .3rem }
.card .soft, .card small { color: var(--soft); font-size: .8125rem }
.card-head { display: flex; justify-content: space-between; align-items: start; gap: .5rem }
.card h2 { font-size: 1.35rem; font-weight: 650; margin: 0 0 .2rem; line-height: 1.2 }
.clear { width: 2rem; height: 2rem; font-size: 1.25rem; line-height: 1; flex: none; border-radius: 4px }
.clear:hover { background: var(--panel) }
.card dl { display: flex; gap: 2rem; margin: .6rem 0 }
.card dt { color: var(--soft); font-size: .8125rem }
.card dd { margin: 0; font-weight: 600; font-size: 1.05rem; font-variant-numeric: tabular-nums }
.lead { background: var(--panel); border-radius: 6px; padding: .65rem .85rem; margin: .6rem 0 }
.lead .value { font-size: 1.75rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums }
.lead .badge { font-weight: 400; vertical-align: .25em }
.lead .none { font-size: 1.1rem }
.goal { display: block; margin: .15rem 0; color: var(--ink) !important }
.goal small { display: block; color: var(--soft) }
.tip .goal span { display: inline }
.goal .verdict { font-weight: 600 }
.trend { margin: .35rem 0 }
.trend figcaption { font-size: .75rem; color: var(--soft) }
.spark { display: block; width: 10.5rem; height: 2.5rem }
.spark path { fill: none; stroke: var(--ink); stroke-width: 1.6px; stroke-linejoin: round }
.spark.made path { stroke-dasharray: 4 3 }
.spark circle { fill: var(--accent) }
.card .kin { font-size: .8125rem }
.card .kin .link { padding-inline: 0 }
.card .kin .item { white-space: nowrap }
.card .kin b { font-weight: 600 }
.card a { color: var(--accent) }
@container atlas (max-width: 46rem) {
  .choices label { flex: 1 1 9rem }
  .choices .of-ind { flex-basis: 100%; max-width: none }
  .choices select, .choices input { width: 100% }
  .segments { flex: 1 1 100% }
  .segments button { flex: 1; min-height: 2.75rem }
  .choices select, .choices input { min-height: 2.75rem }
  .steps .cross { flex: 1 1 100%; order: -1 }
  .card { order: 1 }
  .list { order: 2 }
}
`
