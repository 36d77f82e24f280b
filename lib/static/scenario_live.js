// The scene of the curve from its still part and what moves; while a control is held, the moving
// part is worked out here.

import { decimal } from "./numbers.js"
import { writer } from "./scenario_draw.js"
import { curveOf } from "./whatif_model.js"

// What the model says for the controls as they stand, in the form of the server's own answer.
export function movingOf(state) {
  const { moving, unit } = state.data
  const found = curveOf(state.assets.model, controlsOf(state), unit)
  return { ...moving, ...found, unit: moving.unit && { ...moving.unit, ...found.unit } }
}

// Only what differs: a control at its default is left to the model's own.
function controlsOf(state) {
  const indicator = state.assets.controls.indicator
  const controls = {}
  for (const [id, { value, row }] of state.rows) {
    if (value === row.default) continue
    if (id === "effort_by_indicator") controls[id] = { [indicator]: value }
    else controls[id] = value
  }
  return controls
}

export function sceneOf(state) {
  const { still } = state.assets
  const moving = state.held ?? state.data.moving
  const lines = [...still.lines, ...moved(still, moving)]
  const band = bandOf(moving)
  const values = lines.flatMap((line) => line.pts.map(([, value]) => value))
    .concat(band.flatMap(([, low, high]) => [low, high]), still.targets.flatMap(({ lo, hi }) => [lo, hi]))
  const kinds = new Set(lines.map(({ kind }) => kind))
  if (band.length) kinds.add("band")
  return {
    ...still, lines, band, alt: altOf(still, moving, state.data.lang), y: { ...axis(values, still.cap, state.data.lang), title: still.unit },
    legend: still.legend.filter(([kind]) => kinds.has(kind))
      .concat(moving.unit ? [["unit_ahead", moving.unit.name]] : []),
  }
}

function altOf(still, { baseline, scenario }, lang) {
  const write = writer(lang, still.number)
  const end = (curve) => (Number.isFinite(curve?.at(-1)) ? write(curve.at(-1)) : "–")
  return still.alt.replace("{baseline}", end(baseline)).replace("{scenario}", end(scenario))
}

function moved(still, moving) {
  const { names } = still
  const lines = []
  const add = (kind, t, values, label) => {
    const pts = t.map((at, i) => [at, values[i]]).filter(([, value]) => Number.isFinite(value))
    if (pts.length) lines.push(label ? { kind, pts, label } : { kind, pts })
  }
  const { unit } = moving
  if (unit) {
    add("unit", unit.past.map(([t]) => t), unit.past.map(([, value]) => value))
    add("unit_now", moving.t, unit.baseline)
    add("unit_ahead", moving.t, unit.scenario, unit.name)
  }
  for (const { factor, values } of (moving.baseline && moving.fan) || []) {
    if (factor !== 1) add("fan", moving.t, values)
  }
  if (moving.baseline) add("now", moving.t, moving.baseline, names.now)
  if (differs(moving.assumed, moving.baseline) && differs(moving.assumed, moving.scenario)) {
    add("assumed", moving.t, moving.assumed, names.assumed)
  }
  if (differs(moving.scenario, moving.baseline)) add("scenario", moving.t, moving.scenario, names.scenario)
  return lines
}

function differs(one, other) {
  return Boolean(one && other) && one.some((value, i) => Math.abs(value - other[i]) > 1e-9)
}

function bandOf({ t, band }) {
  if (!band) return []
  return t.map((at, i) => [at, band.low[i], band.high[i]])
    .filter(([, low, high]) => Number.isFinite(low) && Number.isFinite(high))
}

// Few round ticks, as lib/features/scenarios/axes.py has them for the exported picture.
export function axis(values, cap, lang) {
  const known = values.filter(Number.isFinite)
  const least = known.length ? Math.min(...known) : 0
  const most = known.length ? Math.max(...known) : 1
  const span = (most - least) || Math.abs(most) || 1
  let lo = least - 0.06 * span
  let hi = most + 0.06 * span
  if (least >= 0 && lo < 0.6 * hi) lo = 0
  const step = roundStep((hi - lo) / 5)
  lo = Math.floor(lo / step + 1e-9) * step
  hi = Math.ceil(hi / step - 1e-9) * step
  if (cap !== null && most <= cap) hi = Math.min(hi, cap)
  const places = (String(Number(step.toPrecision(6))).split(".")[1] ?? "").length
  const count = Math.floor((hi - lo) / step + 1e-6)
  const ticks = Array.from({ length: count + 1 }, (_, i) => lo + i * step)
  return { lo, hi: hi + 0.02 * (hi - lo), ticks: ticks.map((tick) => [tick, decimal(tick, lang, places)]) }
}

// The next of 1, 2, 2.5, 5 · 10ⁿ.
function roundStep(least) {
  const size = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 2.5, 5, 10].map((part) => part * size).find((step) => step >= least * (1 - 1e-9))
}
