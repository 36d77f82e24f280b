// The what-if laboratory: the curve with its controls, and the communes at the horizon.
//
// Python sends a scene (plain numbers and words, see lib/view/scenario_chart.py); here it is laid
// out for the width at hand. A control reports when it is let go, or at each key.

import { placeControls } from "./scenario_controls.js"
import { paintCurve } from "./scenario_curve.js"
import { canvas, draw, make, withJson } from "./scenario_draw.js"
import { CSS } from "./scenario_style.js"
import { paintUnits } from "./scenario_units.js"

const STATE = new WeakMap()

export function render({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".root")
  let state = STATE.get(root)
  if (!state) {
    state = { seq: data.seq ?? 0 }
    STATE.set(root, state)
    build(root, state, data)
  }
  Object.assign(state, { data, keep: setStateValue, send: setTriggerValue })
  for (const [name, colour] of Object.entries(data.colours)) {
    root.style.setProperty(`--c-${name}`, colour)
  }
  paint(state)
  if (data.controls) {
    root.drawn = withJson(data.controls, (groups) => placeControls(state, state.data, groups))
  }
  return () => { state.watcher.disconnect(); STATE.delete(root); root.replaceChildren() }
}

function build(root, state, data) {
  const style = document.createElement("style")
  style.textContent = CSS
  state.stage = make("div", { class: "stage" })
  state.legend = make("div", { class: "legend" })
  state.chart = make("div", { class: "chart" })
  state.tip = make("div", { class: "tip" })
  state.tip.hidden = true
  state.chart.append(state.tip)
  state.stage.append(state.legend, state.chart)
  const lab = make("div", { class: data.controls ? "lab both" : "lab" })
  lab.append(state.stage)
  if (data.controls) {
    state.panel = make("div", { class: "panel" })
    lab.append(state.panel)
  }
  root.replaceChildren(style, lab)
  state.watcher = new ResizeObserver(() => paint(state))
  state.watcher.observe(state.chart)
}

function paint(state) {
  const width = Math.floor(state.chart.clientWidth)
  if (!state.data || width < 60) return
  const em = parseFloat(getComputedStyle(state.chart).fontSize)
  const isNarrow = width < 40 * em
  const scene = state.data.scene
  paintLegend(state, scene, isNarrow)
  const height = Math.round(isNarrow ? 24 * em : state.data.tall * em)
  const old = state.chart.querySelector("svg")
  const svg = canvas({
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": scene.alt,
  })
  if (state.data.kind === "units") {
    withJson(scene.still, (still) => paintUnits(svg, state, still, { width, height, em, isNarrow }))
  } else paintCurve(svg, state, { width, height, em, isNarrow })
  if (old) old.replaceWith(svg)
  else state.chart.prepend(svg)
}

function paintLegend(state, scene, isNarrow) {
  // Lines that end at the horizon carry their names there, unless the screen is too narrow.
  const named = new Set(isNarrow || state.data.kind === "units" ? [] : ["now", "scenario", "unit_ahead"])
  const entries = scene.legend.filter(([kind]) => !named.has(kind)).map(([kind, text]) => {
    const entry = make("span", { class: "entry" })
    const swatch = canvas({ width: 26, height: 12, "aria-hidden": "true" })
    if (state.data.kind === "units") {
      draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: `dot ${kind}` })
    } else if (kind === "band") {
      draw(swatch, "rect", { width: 26, height: 12, class: "band" })
    } else {
      if (kind !== "other") draw(swatch, "path", { d: "M0 6H26", class: `line ${kind}` })
      if (kind === "published" || kind === "other") draw(swatch, "circle", { cx: 13, cy: 6, r: 4, class: `dot ${kind}` })
    }
    entry.append(swatch, text)
    return entry
  })
  state.legend.replaceChildren(...entries)
}
