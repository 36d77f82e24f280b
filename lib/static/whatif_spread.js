// How sure a curve is: the twin of lib/analysis/projection/predictive_distribution.py, whose words say why it is done so.

import { clip, dampedYears, forward, through } from "./whatif_scale.js"

const COMMON = 0.5
const Z = 1.2815515655446008
const REACH = 6
const STEP = 0.5
const COARSE_STEP = 0.4
const FACTOR_REACH = 4.4
const FINE_STEP = 0.1
const MANY = 20
const BEYOND = 50
const STILL_PART = 1e-12
const ITERATIONS = 4
const QUANTILES = [[0.1, -Z], [0.5, 0], [0.9, Z]]

// Gauss–Hermite nodes and weights for the mean under a standard normal.
const HALF = [[4.512745863399783, 2.2345844007746607e-5], [3.20542900285647, 0.0027891413212317692],
  [2.07684797867783, 0.04991640676521782], [1.0232556637891326, 0.24409750289493953]]
const HERMITE = [...HALF.map(([x, w]) => [-x, w]), [0, 0.40634920634920635], ...HALF.slice().reverse()]

function even(reach, step) {
  const count = Math.round((2 * reach) / step)
  return Array.from({ length: count + 1 }, (_, k) => -reach + (2 * reach * k) / count)
}

const INNER = even(REACH, STEP)
const COARSE = even(FACTOR_REACH, COARSE_STEP)
const FINE = even(FACTOR_REACH, FINE_STEP)
const KERNEL = COARSE.map((f) => {
  const weights = INNER.map((x) => Math.exp(-0.5 * ((x - Math.sqrt(COMMON) * f) / Math.sqrt(1 - COMMON)) ** 2))
  const total = weights.reduce((sum, each) => sum + each, 0)
  return weights.map((each) => each / total)
})
// Lagrange's cubic through the four nearest coarse points: [first, its four weights] for each.
const CUBICS = FINE.map((f) => {
  const step = COARSE[1] - COARSE[0]
  const first = clip(Math.trunc((f - COARSE[0]) / step) - 1, 0, COARSE.length - 4)
  const x = (f - COARSE[first]) / step
  const parts = [0, 1, 2, 3].map((j) => [0, 1, 2, 3].reduce((product, k) => (k === j ? product : (product * (x - k)) / (j - k)), 1))
  return [first, parts]
})

// The closed-form band of one row under its curve on the scale.
export function bandOfRow(model, rows, drawn, at) {
  const sd = deviations(model, rows)[at]
  const hold = drawn.hold ? drawn.hold[at] : Infinity
  const edge = (z) => through(model, rows.value[at], rows.place[at], drawn.raised[at].map((each, j) => each + z * sd[j]))
    .map((each) => Math.min(each, hold))
  return { low: edge(-Z), middle: edge(0), high: edge(Z) }
}

// The band of the rows' weighted mean, from the moment that `since` says is known.
export function bandOfMean(model, still, drawn, { shift, since }, most) {
  still.sd ??= deviations(model, still.rows, since ?? -Infinity)
  const found = model.t.map((_, j) => quantilesOf(lawAt(model, still, drawn, j)))
  const [low, middle, high] = [0, 1, 2].map((q) => {
    const curve = found.map((each) => each[q])
    return (shift ? forward(model, shift, curve) : curve).map((each) => Math.min(each, most))
  })
  return { low, middle, high }
}

// The spread of each row on the scale, growing from its last figure or from `since`.
function deviations(model, rows, since = -Infinity) {
  return rows.start.map((start, i) => model.t.map((t) => {
    const years = Math.max(t - Math.max(start, since), 0)
    const gone = dampedYears(years, rows.decay[i])
    return Math.sqrt(gone * gone * rows.wander[i] + years * rows.shock[i])
  }))
}

// The mean of units on the grid of the common factor, a row for every node, at one moment.
function lawAt(model, still, drawn, j) {
  const { rows, weights, sd } = still
  const values = rows.value.map((value, i) => {
    const hold = drawn.hold ? drawn.hold[i] : Infinity
    const spots = INNER.map((x) => drawn.raised[i][j] + sd[i][j] * x)
    return through(model, value, rows.place[i], spots).map((each) => Math.min(each, hold))
  })
  const [mean, deviation, bend] = givenFactor(values, weights).map(refined)
  const at = (k) => values.reduce((sum, row, i) => sum + weights[i] * row[k], 0)
  const [lowest, middle, highest] = [at(0), at(INNER.length >> 1), at(INNER.length - 1)]
  const grid = HERMITE.map(([eta]) => {
    let most = -Infinity
    return Float64Array.from(FINE, (_, f) => {
      const each = mean[f] + Math.max(deviation[f], 0) * eta + bend[f] * (eta * eta - 1)
      most = Math.max(most, clip(each, lowest, highest))
      return most
    })
  })
  return { grid, middle }
}

function refined(coarse) {
  return CUBICS.map(([first, parts]) => parts.reduce((sum, part, j) => sum + part * coarse[first + j], 0))
}

function givenFactor(values, weights) {
  const count = COARSE.length
  const mean = Array(count).fill(0)
  const variance = Array(count).fill(0)
  const third = Array(count).fill(0)
  const isFew = weights.reduce((sum, w) => sum + w * w, 0) * MANY > 1
  values.forEach((row, i) => {
    const w = weights[i]
    KERNEL.forEach((kernel, f) => {
      let one = 0
      let two = 0
      let three = 0
      for (let k = 0; k < row.length; k += 1) {
        const part = kernel[k] * row[k]
        one += part
        two += part * row[k]
        if (isFew) three += part * row[k] * row[k]
      }
      mean[f] += w * one
      variance[f] += w * w * (two - one * one)
      if (isFew) third[f] += w ** 3 * (three - one * (3 * (two - one * one) + one * one))
    })
  })
  const deviation = variance.map((each) => Math.sqrt(Math.max(each, 0)))
  const bend = deviation.map((each, f) => {
    if (!isFew || !(each > STILL_PART * Math.max(Math.abs(mean[f]), 1e-300))) return 0
    return (each * clip(third[f] / each ** 3, -1, 1)) / 6
  })
  return [mean, deviation, bend]
}

function quantilesOf({ grid, middle }) {
  const low = grid[0][0]
  const high = grid.at(-1).at(-1)
  if (high - low <= STILL_PART * Math.max(Math.abs(high), 1e-300)) return [middle, middle, middle]
  const curve = grid[HERMITE.length >> 1]
  return QUANTILES.map(([q, z]) => {
    let f = z
    for (let turn = 0; ; turn += 1) {
      const place = (f + FACTOR_REACH) / FINE_STEP
      const left = clip(Math.trunc(place), 0, FINE.length - 2)
      const rise = curve[left + 1] - curve[left]
      const y = curve[left] + (place - left) * rise
      if (turn === ITERATIONS) return y
      const [chance, density] = below(grid, y)
      f -= clip((chance - q) / Math.max((density * rise) / FINE_STEP, 1e-6), -0.5, 0.5)
      f = clip(f, -FACTOR_REACH, FACTOR_REACH)
    }
  }).sort((one, other) => one - other)
}

function below(grid, y) {
  let chance = 0
  let density = 0
  grid.forEach((row, node) => {
    const right = clip(countUpTo(row, y), 1, row.length - 1)
    const rise = row[right] - row[right - 1]
    const above = clip(y - row[right - 1], -BEYOND * rise, BEYOND * rise)
    const safe = Math.max(rise, 1e-290)
    const place = FINE[right - 1] + (above / safe) * FINE_STEP
    const weight = HERMITE[node][1]
    chance += weight * normalCdf(place)
    density += ((weight * Math.exp(-0.5 * place * place)) / Math.sqrt(2 * Math.PI)) * (FINE_STEP / safe)
  })
  return [chance, density]
}

// How many entries of a rising row are at most y.
function countUpTo(row, y) {
  let low = 0
  let high = row.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (row[mid] <= y) low = mid + 1
    else high = mid
  }
  return low
}

// Abramowitz & Stegun, 7.1.26, as lib/analysis/projection/normal.py has it.
function normalCdf(x) {
  const z = Math.abs(x) * Math.sqrt(0.5)
  const u = 1 / (1 + 0.3275911 * z)
  const poly = u * (0.254829592 + u * (-0.284496736 + u * (1.421413741 + u * (-1.453152027 + u * 1.061405429))))
  const tail = 0.5 * poly * Math.exp(-z * z)
  return x < 0 ? tail : 1 - tail
}
