// Scenarios beside one another: their curves in one chart, or a map for each of them.
//
// The drawing is that of the what-if page; here are only the strokes that tell scenarios apart and
// the row of maps.

import { paintCurve } from "./scenario_curve.js"
import { documentsAt, draw } from "./dom.js"
import { canvas, make } from "./scenario_draw.js"
import { hatch, paintMap } from "./scenario_map.js"
import { CSS } from "./scenario_style.js"

const KINDS = ["one", "two", "three", "four"]
const DASHES = ["none", "9 4", "2 4", "11 4 2 4"]

const OWN = KINDS.map((kind, i) => `
.line.${kind} { stroke: var(--c-${kind}); stroke-width: 3; stroke-dasharray: ${DASHES[i]} }
svg .end.${kind} { fill: var(--c-${kind}) }
.title.${kind} { color: var(--c-${kind}) }`).join("") + `
.maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1rem 1.5rem }
.maps figure { margin: 0; min-width: 0 }
h3 { font-size: 1.15rem; font-weight: 600; margin: .5rem 0; color: var(--st-heading-color, inherit) }
.title { font-weight: 650; margin: 0; overflow-wrap: anywhere }
.said { margin: .1rem 0 .3rem; color: var(--c-soft); text-wrap: pretty }
@media (forced-colors: active) { ${KINDS.map((kind) => `.line.${kind}`).join(", ")} { stroke: CanvasText } }
`

const STATE = new WeakMap()

export function render({ data, parentElement }) {
  const root = parentElement.querySelector(".root")
  const state = STATE.get(root) ?? build(root)
  for (const [name, colour] of Object.entries(data.colours)) {
    root.style.setProperty(`--c-${name}`, colour)
  }
  state.asked = data
  // The curves first: they are what was asked for, and maps take as long again.
  root.drawn = Promise.all([documentsAt(data.assets ?? {}), data.maps ? nextFrame() : null]).then(([assets]) => {
    if (state.asked !== data) return // something else was asked for meanwhile
    Object.assign(state, { data, assets })
    lay(state)
  })
  return () => { state.watcher.disconnect(); STATE.delete(root); root.replaceChildren() }
}

function nextFrame() {
  return new Promise((done) => { requestAnimationFrame(() => setTimeout(done)) })
}

function build(root) {
  const style = make("style", {}, CSS + OWN)
  const state = { root, title: make("h3"), legend: make("div", { class: "legend" }), body: make("div"), charts: [] }
  root.replaceChildren(style, state.title, state.legend, state.body)
  state.watcher = new ResizeObserver(() => paint(state))
  state.watcher.observe(state.body)
  STATE.set(root, state)
  return state
}

// One place for the curves, or a titled place for each map.
function lay(state) {
  const { data } = state
  state.title.textContent = data.title ?? ""
  state.title.hidden = !data.title
  state.body.className = data.maps ? "maps" : ""
  state.charts = (data.maps ?? [{ scene: data.scene }]).map(({ scene: own, title, kind, said }) => {
    const scene = { ...data.classes, ...own }
    const chart = make("div", { class: "chart" })
    const tip = make("div", { class: "tip" })
    tip.hidden = true
    chart.append(tip)
    const place = make("figure")
    if (title) place.append(make("figcaption", { class: `title ${kind}` }, title), make("p", { class: "said" }, said))
    place.append(chart)
    return { place: title ? place : chart, chart, tip, scene, state: { tip, data: { ...data, scene }, assets: state.assets, send() {} } }
  })
  state.body.replaceChildren(...state.charts.map(({ place }) => place))
  paintLegend(state)
  paint(state)
}

function paint(state) {
  // All are measured before the first is drawn: each drawing would have the page laid out again.
  const boxes = state.charts.map(({ chart }) => measured(chart, state.data))
  state.charts.forEach((one, i) => {
    const box = boxes[i]
    if (box.width < 60) return
    const svg = canvas({
      width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}`, role: "img", "aria-label": one.scene.alt,
    })
    if (state.data.maps) paintMap(svg, one.state, box)
    else paintCurve(svg, one.state, box)
    const old = one.chart.querySelector("svg")
    if (old) old.replaceWith(svg)
    else one.chart.prepend(svg)
  })
}

function measured(chart, { narrow, tall }) {
  const width = Math.floor(chart.clientWidth)
  const em = parseFloat(getComputedStyle(chart).fontSize)
  const isNarrow = width < 40 * em
  return { width, height: Math.round((isNarrow ? narrow : tall) * em), em, isNarrow }
}

function paintLegend(state) {
  const isMaps = Boolean(state.data.maps)
  const { legend = [], is_made_up: isMadeUp } = state.charts[0]?.scene ?? {}
  state.legend.replaceChildren(...legend.map(([kind, text, fill], i) => {
    const entry = make("span", { class: "entry" })
    const swatch = canvas({ width: 26, height: 12, "aria-hidden": "true" })
    if (fill) draw(swatch, "rect", { width: 26, height: 12, fill: isMadeUp ? hatch(swatch, fill, `key_${i}`) : fill })
    else if (isMaps) draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: "ring" })
    else {
      if (kind !== "other") draw(swatch, "path", { d: "M0 6H26", class: `line ${kind}` })
      if (kind === "published" || kind === "other") draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: `dot ${kind}` })
    }
    entry.append(swatch, text)
    return entry
  }))
}
