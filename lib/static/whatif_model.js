// The projection of a series under a scenario's controls, worked out in the browser.
//
// The twin of lib/analysis/projection/projection.py and what it rests on: the same formulas, names and order,
// so that a held slider's curve is the one that the server will send. `model` is what
// lib/features/scenarios/browser_model.py publishes; `controls` are the fields of lib.model.entities.Controls by
// name, in its units, those left out as now. No element, no state but what a model says once.

import { clip, dampedYears, factorOf, forward, through } from "./whatif_scale.js"
import { bandOfMean, bandOfRow } from "./whatif_spread.js"

const MOST_EFFORT = 1e6
const SHORTEST_RAMP = 1e-6
const ASSUMPTIONS = ["grdp_growth", "digital_economy_growth", "employment_growth", "population_growth"]
const AS_NOW = {
  grdp_growth: null, digital_economy_growth: null, employment_growth: null, population_growth: null,
  effort_government: 1, effort_economy: 1, effort_society: 1, effort_by_indicator: {},
  start_year: 2027, ramp_years: 2, catch_up: 0, ceiling: null, sharing: "all_alike",
}

// {t, baseline, scenario, assumed, band, fan, units, unit}: arrays along t, or null.
//
// `assumed` is the scenario without its actions; `band` {low, middle, high} the scenario's 10th,
// 50th and 90th percentile; `fan` [{factor, values}] where there is no band; `units` one array a
// unit in the order of model.codes; `unit` {baseline, scenario, band} of the unit whose code is
// asked for.
export function curveOf(model, controls = {}, code = null) {
  const chosen = { ...AS_NOW, ...controls }
  if (model.identity) return identityOf(model, chosen)
  const still = stillOf(model)
  const drawn = rowsUnder(model, still.rows, chosen)
  const row = still.city && rowsUnder(model, still.city, chosen)
  const city = cityOf(model, still, drawn, row, chosen)
  const at = model.codes.indexOf(code)
  return {
    t: model.t, baseline: still.baseline, scenario: city && city.values,
    assumed: city && assumedOf(model, still, chosen),
    band: city && model.city.band ? bandOfCity(model, still, drawn, row, city) : null,
    fan: model.fan && fanOf(model, chosen), units: drawn.values,
    unit: at < 0 ? null : {
      baseline: still.rows.values[at], scenario: drawn.values[at],
      band: still.rows.band[at] ? bandOfRow(model, still.rows, drawn, at) : null,
    },
  }
}

// --- What no control moves ------------------------------------------------------------------

const STILL = new WeakMap()

function stillOf(model) {
  let still = STILL.get(model)
  if (!still) {
    still = { rows: rowsOf(model, model.rows), city: model.city?.row ? rowsOf(model, model.city.row) : null }
    still.weights = still.rows.weight
    still.baseline = baselineOf(model, still, still.rows, still.city, model.city?.shift)
    STILL.set(model, still)
  }
  return still
}

function baselineOf(model, still, rows, city, shift) {
  if (!model.city) return null
  if (city) return city.values[0]
  const mean = meanOf(still.weights, rows.values, model.t.length)
  return shift ? forward(model, shift, mean) : mean
}

function rowsOf(model, columns, factor = 1) {
  const count = columns.count
  const full = (column) => (Array.isArray(column) ? column : Array(count).fill(column))
  const rows = Object.fromEntries(
    ["start", "value", "place", "pace", "gain", "decay", "wander", "shock", "weight", "group", "band"]
      .map((name) => [name, full(columns[name])]),
  )
  rows.shares = Object.fromEntries(Object.entries(columns.shares).map(([name, column]) => [name, full(column)]))
  rows.pace = rows.pace.map((pace) => factor * pace)
  rows.gain = rows.gain.map((gain) => factor * gain)
  rows.count = count
  rows.ahead = rows.start.map((start, i) => model.t.map((t) => rows.place[i] + rows.pace[i] * dampedYears(t - start, rows.decay[i])))
  rows.values = rows.ahead.map((curve, i) => through(model, rows.value[i], rows.place[i], curve))
  return rows
}

// --- The controls ---------------------------------------------------------------------------

function rowsUnder(model, rows, chosen) {
  let raised = rows.ahead
  if (model.t.length) {
    raised = withEffort(model, rows, chosen, raised)
    raised = withPeople(model, chosen, raised)
    raised = caughtUp(model, rows, chosen, raised)
  }
  let values = raised === rows.ahead ? rows.values : raised.map((curve, i) => through(model, rows.value[i], rows.place[i], curve))
  const ceiling = ceilingOf(model, chosen)
  const hold = ceiling === null ? null : rows.values.map((curve) => Math.max(ceiling, curve[0]))
  if (hold) values = values.map((curve, i) => curve.map((each) => Math.min(each, hold[i])))
  return { raised, values, hold }
}

function effortOn(model, chosen) {
  const pillars = { government: chosen.effort_government, economy: chosen.effort_economy, society: chosen.effort_society }
  return chosen.effort_by_indicator[model.indicator] ?? pillars[model.pillar] ?? 1
}

function withEffort(model, rows, chosen, raised) {
  const more = clip(effortOn(model, chosen), 0, MOST_EFFORT) - 1
  if (more === 0) return raised
  const { t } = model
  const done = rampIntegral(t, chosen.start_year, chosen.ramp_years)
  const plain = done.map((each) => each - done[0])
  const rate = rows.decay.find((decay) => decay > 0) ?? 0
  const damped = rate > 0 ? dampedRampIntegral(t, chosen.start_year, chosen.ramp_years, rate) : plain
  const shares = rows.shares[more > 0 ? chosen.sharing : "all_alike"]
  return raised.map((curve, i) => {
    const isSlowing = rows.decay[i] > 0
    const gone = isSlowing ? Math.exp(-rate * Math.max(t[0] - rows.start[i], 0)) : 1
    const years = isSlowing ? damped : plain
    const push = more * rows.gain[i] * shares[i] * gone
    return curve.map((each, j) => each + push * years[j])
  })
}

function withPeople(model, chosen, raised) {
  if (chosen.population_growth === null || model.people === null) return raised
  const step = Math.log(factorOf(chosen.population_growth)) - Math.log(factorOf(model.people))
  return raised.map((curve) => curve.map((each, j) => each + step * (model.t[j] - model.t[0])))
}

function caughtUp(model, rows, chosen, raised) {
  const share = clip(chosen.catch_up, 0, 1)
  if (share <= 0 || model.path === "none") return raised
  const done = rampIntegral(model.t, chosen.start_year, chosen.ramp_years)
  const closed = done.map((each) => 1 - (1 - share) ** (each - done[0]))
  const found = raised.slice()
  for (const group of new Set(rows.group)) {
    const members = raised.map((_, i) => i).filter((i) => rows.group[i] === group && rows.place[i] !== null)
    if (members.length < 2) continue
    const middle = closed.map((_, j) => median(members.map((i) => raised[i][j])))
    for (const i of members) {
      found[i] = raised[i].map((each, j) => {
        const ahead = middle[j] - each
        return model.d * ahead > 0 ? each + closed[j] * ahead : each
      })
    }
  }
  return found
}

function median(values) {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

function ceilingOf(model, chosen) {
  const { ceiling } = chosen
  if (ceiling === null || ceiling >= 100 || model.cap === null || model.d < 0 || model.path === "none") return null
  return (Math.max(ceiling, 0) / 100) * model.cap
}

function rampIntegral(t, start, ramp) {
  return t.map((each) => {
    const since = Math.max(each - start, 0)
    if (ramp <= 0) return since
    const rising = Math.min(since, ramp)
    return (rising * rising) / (2 * ramp) + (since - rising)
  })
}

function dampedRampIntegral(t, start, ramp, decay) {
  const first = t[0]
  const top = start + Math.max(ramp, 0)
  const slowed = (s) => Math.exp(-decay * (s - first))
  const from = Math.max(top, first)
  const total = t.map((each) => (slowed(from) - slowed(Math.max(each, from))) / decay)
  if (ramp <= SHORTEST_RAMP || top <= first) return total
  const low = Math.min(Math.max(start, first), from)
  const part = (s) => (-slowed(s) * ((s - start) / decay + 1 / decay ** 2)) / ramp
  return t.map((each, j) => total[j] + part(clip(each, low, Math.max(top, low))) - part(low))
}

// --- The city -------------------------------------------------------------------------------

function meanOf(weights, rows, length) {
  const mean = Array(length).fill(0)
  rows.forEach((curve, i) => { for (let j = 0; j < length; j += 1) mean[j] += weights[i] * curve[j] })
  return mean
}

function cityOf(model, still, drawn, row, chosen, shift = model.city?.shift, baseline = still.baseline) {
  if (!model.city) return null
  if (row) return { values: row.values[0], hold: Infinity }
  const mean = meanOf(still.weights, drawn.values, model.t.length)
  if (!shift) return { values: mean, hold: Infinity }
  const ceiling = ceilingOf(model, chosen)
  const hold = ceiling === null ? Infinity : Math.max(ceiling, baseline[0])
  return { values: forward(model, shift, mean).map((each) => Math.min(each, hold)), hold }
}

function bandOfCity(model, still, drawn, row, { hold }) {
  if (row) return bandOfRow(model, still.city, row, 0)
  const { shift } = model.city
  if (still.rows.count === 1 && !shift) return bandOfRow(model, still.rows, drawn, 0)
  return bandOfMean(model, still, drawn, model.city, hold)
}

function assumedOf(model, still, chosen) {
  const alone = { ...AS_NOW }
  for (const name of ASSUMPTIONS) alone[name] = chosen[name]
  if (alone.population_growth === null || model.people === null) return still.baseline
  return cityOf(model, still, rowsUnder(model, still.rows, alone), still.city && rowsUnder(model, still.city, alone), alone).values
}

function fanOf(model, chosen) {
  return model.fan.map(({ factor, shift }) => {
    const rows = rowsOf(model, model.rows, factor)
    const city = model.city.row ? rowsOf(model, model.city.row, factor) : null
    const still = { weights: rows.weight }
    const baseline = baselineOf(model, still, rows, city, shift)
    const drawn = rowsUnder(model, rows, chosen)
    return { factor, values: cityOf(model, still, drawn, city && rowsUnder(model, city, chosen), chosen, shift, baseline).values }
  })
}

// --- Identities -----------------------------------------------------------------------------

function identityOf(model, chosen) {
  const { t } = model
  const curve = (rates) => (t.length ? IDENTITIES[model.identity](model, rates) : null)
  const scenario = curve(chosen)
  return {
    t, baseline: curve(AS_NOW), scenario, assumed: scenario, band: null, fan: null, units: [], unit: null,
  }
}

function shareOf({ t, start, rates }, chosen) {
  const part = chosen.digital_economy_growth ?? rates?.digital_economy_growth
  const whole = chosen.grdp_growth ?? rates?.grdp_growth
  if (part === undefined || whole === undefined) return t.map(() => start)
  const step = Math.log(factorOf(part)) - Math.log(factorOf(whole))
  return t.map((each) => clip(start * Math.exp(clip((each - t[0]) * step, -60, 60)), 0, 100))
}

function productivityOf({ t, start, rates }, chosen) {
  if (!rates) return t.map(() => start)
  const grdp = chosen.grdp_growth ?? rates.grdp_growth
  const jobs = chosen.employment_growth ?? rates.employment_growth
  const growth = jobs === null ? null : 100 * (factorOf(grdp) / factorOf(jobs) - 1)
  return t.map((_, j) => (j ? growth : start))
}

function grdpGrowthOf({ t, start }, chosen) {
  return t.map((_, j) => (j ? chosen.grdp_growth ?? start : start))
}

const IDENTITIES = { share: shareOf, productivity: productivityOf, grdp_growth: grdpGrowthOf }
