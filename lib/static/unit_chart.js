// One picture of lines over time: values with their way and projection, or ranks.

import { draw } from "./dom.js"
import { boxOf, createLabels, meet, spotsAround } from "./unit_labels.js"

// Marks of compared units differ in shape as well as in colour.
const SHAPES = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x, y, r) => `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.2 * r}h${-2.4 * r}z`,
  (x, y, r) => `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}z`,
]

// Round numbers between `low` and `high`, about `count` of them. They are whole, in units of the last
// printed digit: closer than that, two would be written alike.
export function ticksOf(low, high, count) {
  const raw = Math.max((high - low) / count, 1)
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw * (1 - 1e-9) && Number.isInteger(s))
  const found = []
  for (let v = Math.ceil(low / step - 1e-9) * step; v <= high + step * 1e-9; v += step) found.push(v)
  return found
}

// `picture`: { width, em, height, x: [from, to], y: { low, high, ticks: [[v, text]], title, isTurned },
// lines: [{ pts: [[t, v]], kind, unit, dots, hollow, label }], bands: [{ pts: [[t, low, high]], unit }],
// goals: [{ t, v, text }], today: [t, text] }. `alt` is what a screen reader hears.
export function chart(svg, picture, alt) {
  const { width, em, height } = picture
  svg.replaceChildren()
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": alt })) {
    svg.setAttribute(name, value)
  }
  const widest = Math.max(...picture.y.ticks.map(([, text]) => text.length), 1)
  const area = {
    left: Math.ceil((widest * 0.58 + 0.8) * em), right: width - picture.room * em,
    top: 2.1 * em, bottom: height - 1.8 * em,
  }
  const { low, high, isTurned } = picture.y
  const part = (v) => (v - low) / (high - low || 1)
  const y = (v) => isTurned ? area.top + part(v) * (area.bottom - area.top) : area.bottom - part(v) * (area.bottom - area.top)
  const [from, to] = picture.x
  const x = (t) => area.left + ((t - from) / (to - from || 1)) * (area.right - area.left)
  frame(svg, picture, area, { x, y, em })
  for (const band of picture.bands ?? []) {
    const upper = band.pts.map(([t, , v]) => `${x(t)} ${y(v)}`)
    const lower = band.pts.map(([t, v]) => `${x(t)} ${y(v)}`).reverse()
    draw(svg, "path", { d: `M${[...upper, ...lower].join("L")}Z`, class: `band u${band.unit} ${band.kind}` })
  }
  for (const line of picture.lines) stroke(svg, line, { x, y, em })
  for (const goal of picture.goals ?? []) target(svg, goal, { x, y, em })
  label(svg, picture, area, { x, y, em })
}

function frame(svg, picture, area, { x, y, em }) {
  for (const [value, text] of picture.y.ticks) {
    draw(svg, "path", { d: `M${area.left} ${y(value)}H${area.right}`, class: "grid" })
    draw(svg, "text", { x: area.left - 0.45 * em, y: y(value) + 0.33 * em, class: "tick", "text-anchor": "end" }, text)
  }
  draw(svg, "text", { x: 0, y: 0.95 * em, class: "tick" }, picture.y.title)
  const [from, to] = picture.x
  const wide = (area.right - area.left) / (to - from || 1)
  const every = Math.max(1, Math.ceil(2.6 * em / wide))
  for (let year = Math.ceil(from - 1e-6); year <= to + 1e-6; year += 1) {
    draw(svg, "path", { d: `M${x(year)} ${area.bottom}v${0.35 * em}`, class: "axis" })
  }
  for (let year = Math.floor(from); year < to; year += 1) {
    const middle = (Math.max(year, from) + Math.min(year + 1, to)) / 2
    if ((year - Math.floor(from)) % every || Math.min(year + 1, to) - Math.max(year, from) < 0.3) continue
    draw(svg, "text", { x: x(middle), y: area.bottom + 1.4 * em, class: "tick", "text-anchor": "middle" }, String(year))
  }
  draw(svg, "path", { d: `M${area.left} ${area.bottom}H${area.right}`, class: "axis" })
}

function stroke(svg, line, { x, y, em }) {
  const d = line.pts.map(([t, v], i) => `${i ? "L" : "M"}${x(t).toFixed(1)} ${y(v).toFixed(1)}`).join("")
  const kind = `u${line.unit} ${line.kind}`
  if (line.pts.length > 1) draw(svg, "path", { d, class: `line ${kind}` })
  if (!line.dots) return
  const shape = SHAPES[line.unit] ?? SHAPES[0]
  line.pts.forEach(([t, v], i) => {
    const hollow = line.hollow?.[i] ? " hollow" : ""
    const dot = draw(svg, "path", { d: shape(x(t), y(v), 0.3 * em), class: `dot ${kind}${hollow}` })
    if (line.titles) draw(dot, "title", {}, line.titles[i])
  })
}

function target(svg, goal, { x, y, em }) {
  const r = 0.42 * em
  draw(svg, "path", { d: `M${x(goal.t) - r} ${y(goal.v)}h${2 * r}M${x(goal.t)} ${y(goal.v) - r}v${2 * r}`, class: "goal" })
}

// Names at the ends of lines, and the targets' words, each where it covers nothing.
function label(svg, picture, area, { x, y, em }) {
  const labels = createLabels({ width: picture.width, top: 1.2 * em, bottom: area.bottom }, em)
  for (const line of picture.lines) {
    const points = line.pts.map(([t, v]) => [x(t), y(v)])
    labels.line(points)
    if (line.dots) points.forEach(([px, py]) => labels.point(px, py))
  }
  for (const goal of picture.goals ?? []) labels.point(x(goal.t), y(goal.v))
  const ends = picture.lines.filter((line) => line.label).map((line) => ({ line, at: line.pts.at(-1) }))
    .sort((one, other) => y(one.at[1]) - y(other.at[1]))
  for (const { line, at: [t, v] } of ends) {
    const [px, py] = [x(t), y(v)]
    const beside = [0, 1.2, -1.2, 2.4, -2.4, 3.6, -3.6, 4.8, -4.8].map((by) => [px + 0.6 * em, py + (0.33 + by) * em, "start"])
    const spot = labels.put(line.label, [...beside, ...spotsAround(px, py, em, { isLate: true })])
    labels.line(written(svg, spot, line.label, `halo end u${line.unit} ${line.kind}`, [px, py], em))
  }
  for (const goal of picture.goals ?? []) {
    const [px, py] = [x(goal.t), y(goal.v)]
    const isLate = px > (area.left + area.right) / 2
    const spot = labels.put(goal.text, spotsAround(px, py, em, { isLate }))
    labels.line(written(svg, spot, goal.text, "halo strong", [px, py], em))
  }
}

// A label, with a leader to its point where it had to go far from it; the points of that leader.
function written(svg, { x, y, anchor }, text, kind, [px, py], em) {
  draw(svg, "text", { x, y, class: kind, "text-anchor": anchor }, text)
  if (Math.abs(y - py) <= 2.2 * em) return []
  const end = [x, y < py ? y + 0.25 * em : y - 0.85 * em]
  draw(svg, "path", { d: `M${px} ${py}L${end.join(" ")}`, class: "leader" })
  return [[px, py], end]
}

// Every value as a thin stroke on one line, with the marks of those that are meant.
export function strip(svg, { width, em, low, high, values, ends, city, marks }, alt) {
  const height = 4.6 * em
  svg.replaceChildren()
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": alt })) {
    svg.setAttribute(name, value)
  }
  const [left, right, middle] = [0.6 * em, width - 0.6 * em, 2.3 * em]
  const x = (v) => high > low ? left + (v - low) / (high - low) * (right - left) : (left + right) / 2
  const d = values.map((v) => `M${x(v).toFixed(1)} ${middle - 0.6 * em}v${1.2 * em}`).join("")
  draw(svg, "path", { d, class: "all-values" })
  draw(svg, "text", { x: 0, y: height - 0.3 * em, class: "tick" }, ends[0])
  draw(svg, "text", { x: width, y: height - 0.3 * em, class: "tick", "text-anchor": "end" }, ends[1])
  const anchor = (at, text) => {
    const half = text.length * 0.27 * em
    return Math.min(Math.max(at, half), width - half)
  }
  if (city && city[0] >= low && city[0] <= high) {
    draw(draw(svg, "path", { d: `M${x(city[0])} ${middle - 0.9 * em}v${1.8 * em}`, class: "city-value" }), "title", {}, city[1])
    const low = boxOf(ends[0], 0, height - 0.3 * em, "start", em)
    const high = boxOf(ends[1], width, height - 0.3 * em, "end", em)
    const wide = boxOf(city[1], 0, 0, "start", em).w
    // Beside the ends rather than on them; where there is no room between, the mark's own title says it.
    const at = Math.min(Math.max(x(city[0]), low.w + wide / 2 + em / 2), high.x - wide / 2 - em / 2)
    const box = boxOf(city[1], at, height - 0.3 * em, "middle", em)
    if (![low, high].some((other) => meet(box, other))) {
      draw(svg, "text", { x: at, y: height - 0.3 * em, class: "tick halo", "text-anchor": "middle" }, city[1])
    }
  }
  for (const { value, unit, hollow, label } of marks) {
    draw(svg, "path", { d: SHAPES[unit](x(value), middle, 0.45 * em), class: `dot u${unit}${hollow ? " hollow" : ""}` })
    if (label) draw(svg, "text", { x: anchor(x(value), label), y: 1.1 * em, class: `halo end u${unit}`, "text-anchor": "middle" }, label)
  }
}
