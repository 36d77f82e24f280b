// The what-if laboratory: the curve with its controls, and the communes at the horizon.
//
// Python publishes what no control moves (the still scene, the controls' words, the model's
// numbers) under addresses that browsers keep, and sends with each answer only what has moved. While
// a control is held, the browser works the curve out by the same formulas (whatif_model.js); the
// server's answer then takes its place.

import { placeControls } from "./scenario_controls.js"
import { paintCurve } from "./scenario_curve.js"
import { documentsAt, draw } from "./dom.js"
import { canvas, make } from "./scenario_draw.js"
import { pend, tellHeadline } from "./scenario_headline.js"
import { movingOf, sceneOf } from "./scenario_live.js"
import { hatch, paintMap } from "./scenario_map.js"
import { CSS } from "./scenario_style.js"
import { paintUnits } from "./scenario_units.js"

const STATE = new WeakMap()

export function render({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".root")
  let state = STATE.get(root)
  if (!state) {
    state = { seq: data.seq ?? 0, held: null }
    STATE.set(root, state)
    build(root, state, data)
  }
  Object.assign(state, { keep: setStateValue, send: setTriggerValue })
  for (const [name, colour] of Object.entries(data.colours)) {
    root.style.setProperty(`--c-${name}`, colour)
  }
  root.drawn = documentsAt(data.assets).then((assets) => take(state, data, assets))
  return () => { state.watcher.disconnect(); STATE.delete(root); root.replaceChildren() }
}

function take(state, data, assets) {
  if (!state.root.isConnected) return // the page was left while the files were loading
  // An answer to an older move must neither put a slider back nor the curve.
  const isLate = state.data && data.assets.controls === state.data.assets.controls && data.seq < state.seq
  Object.assign(state, { data, assets })
  if (!isLate) state.held = null
  if (data.kind === "curve") pend(Boolean(state.held))
  if (assets.controls) placeControls(state, { isLate })
  for (const view of state.views) measure(view)
  paint(state)
  if (data.kind === "curve" && !isLate) tellHeadline(state)
}

// Reading sizes makes a browser lay out anew: done when they may have changed, not while dragging.
function measure(view) {
  const width = Math.floor(view.chart.clientWidth)
  const em = parseFloat(getComputedStyle(view.chart).fontSize)
  view.size = { width, em, isNarrow: width < 40 * em }
}

// Called at every input of a control that is held: the picture follows without a server.
export function follow(state) {
  pend(true)
  if (!state.data.moving.baseline) return
  state.held = movingOf(state)
  paint(state)
  tellHeadline(state)
}

function build(root, state, data) {
  const style = document.createElement("style")
  style.textContent = CSS
  state.root = root
  state.views = (data.kind === "communes" ? ["map", "units"] : ["curve"]).map(viewOf)
  const lab = make("div", { class: `lab ${data.kind}` })
  lab.append(...state.views.map((view) => view.stage))
  if (data.kind === "curve") {
    state.panel = make("div", { class: "panel" })
    lab.append(state.panel)
  }
  root.replaceChildren(style, lab)
  state.follow = () => follow(state)
  state.watcher = new ResizeObserver(() => {
    for (const view of state.views) measure(view)
    paint(state)
  })
  for (const view of state.views) state.watcher.observe(view.chart)
}

// One picture with its legend and the pointer's label.
function viewOf(kind) {
  const stage = make("div", { class: `stage ${kind}` })
  const legend = make("div", { class: "legend" })
  const chart = make("div", { class: "chart" })
  const tip = make("div", { class: "tip" })
  tip.hidden = true
  chart.append(tip)
  stage.append(legend, chart)
  return { kind, stage, legend, chart, tip }
}

function paint(state) {
  if (!state.data) return
  for (const view of state.views) paintView(state, view)
}

function paintView(state, view) {
  const { width, em, isNarrow } = view.size
  if (width < 60) return
  const { data, assets, send } = state
  const scene = view.kind === "curve" ? sceneOf(state) : { ...data.scene, ...data[view.kind] }
  Object.assign(view, { data: { ...data, scene }, assets, send })
  paintLegend(view, scene)
  const height = Math.round((view.kind === "curve" && isNarrow ? data.narrow : data.tall) * em)
  const old = view.chart.querySelector("svg")
  const svg = canvas({
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": scene.alt,
  })
  PAINTERS[view.kind](svg, view, { width, height, em, isNarrow })
  if (old) old.replaceWith(svg)
  else view.chart.prepend(svg)
  state.root.shown = state.held ?? data.moving // the figures that are drawn
}

const PAINTERS = { curve: paintCurve, map: paintMap, units: paintUnits }

function paintLegend(view, scene) {
  // Lines that end at the horizon carry their names there, unless the screen is too narrow.
  const isCurve = view.kind === "curve"
  const named = new Set(isCurve && !view.size.isNarrow ? ["now", "assumed", "scenario", "unit_ahead"] : [])
  const told = scene.legend.filter(([kind]) => !named.has(kind))
  const isHatched = view.kind === "map" && scene.is_made_up
  const said = `${told} ${isHatched}`
  if (view.told === said) return
  view.told = said
  view.legend.replaceChildren(...told.map((entry, i) => legendEntry(entry, { isCurve, hatching: isHatched && `key_${i}` })))
}

function legendEntry([kind, text, fill], { isCurve, hatching }) {
  const entry = make("span", { class: "entry" })
  const swatch = canvas({ width: 26, height: 12, "aria-hidden": "true" })
  if (fill) draw(swatch, "rect", { width: 26, height: 12, fill: hatching ? hatch(swatch, fill, hatching) : fill })
  else if (kind === "short") draw(swatch, "circle", { cx: 13, cy: 6, r: 3.2, class: "ring" })
  else if (!isCurve) draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: `dot ${kind}` })
  else if (kind === "band") draw(swatch, "rect", { width: 26, height: 12, class: "band" })
  else {
    if (kind !== "other") draw(swatch, "path", { d: "M0 6H26", class: `line ${kind}` })
    if (kind === "published" || kind === "other") draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: `dot ${kind}` })
  }
  entry.append(swatch, text)
  return entry
}
