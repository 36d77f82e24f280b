// One picture of lines over time: values with their way and projection, or ranks.

import { draw } from "./dom.js"

// Marks of compared units differ in shape as well as in colour.
const SHAPES = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x, y, r) => `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.2 * r}h${-2.4 * r}z`,
  (x, y, r) => `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}z`,
]

// Round numbers between `low` and `high`, about `count` of them.
export function ticksOf(low, high, count) {
  const span = high - low || 1
  const raw = span / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw)
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
  for (const goal of picture.goals ?? []) target(svg, goal, area, { x, y, em })
  names(svg, picture.lines, area, { x, y, em })
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

function target(svg, goal, area, { x, y, em }) {
  const r = 0.42 * em
  draw(svg, "path", { d: `M${x(goal.t) - r} ${y(goal.v)}h${2 * r}M${x(goal.t)} ${y(goal.v) - r}v${2 * r}`, class: "goal" })
  const isLate = x(goal.t) > (area.left + area.right) / 2
  draw(svg, "text", {
    x: x(goal.t) + (isLate ? -0.3 : 0.3) * em, y: y(goal.v) + (isLate ? -0.75 : 1.5) * em,
    class: "halo strong", "text-anchor": isLate ? "end" : "start",
  }, goal.text)
}

// Names at the ends of lines, pushed apart so that none covers another.
function names(svg, lines, area, { x, y, em }) {
  const ends = lines.filter((line) => line.label).map((line) => {
    const [t, v] = line.pts.at(-1)
    return { line, left: x(t), top: y(v) }
  }).sort((a, b) => a.top - b.top)
  let free = area.top - em
  for (const end of ends) {
    end.at = Math.max(end.top, free + 1.15 * em)
    free = end.at
  }
  let most = area.bottom
  for (const end of ends.toReversed()) {
    end.at = Math.min(end.at, most)
    most = end.at - 1.15 * em
  }
  for (const { line, left, at } of ends) {
    draw(svg, "text", { x: Math.max(left + 0.6 * em, 0), y: at + 0.33 * em, class: `halo end u${line.unit} ${line.kind}` }, line.label)
  }
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
    draw(svg, "path", { d: `M${x(city[0])} ${middle - 0.9 * em}v${1.8 * em}`, class: "city-value" })
    draw(svg, "text", { x: anchor(x(city[0]), city[1]), y: height - 0.3 * em, class: "tick halo", "text-anchor": "middle" }, city[1])
  }
  for (const { value, unit, hollow, label } of marks) {
    draw(svg, "path", { d: SHAPES[unit](x(value), middle, 0.45 * em), class: `dot u${unit}${hollow ? " hollow" : ""}` })
    if (label) draw(svg, "text", { x: anchor(x(value), label), y: 1.1 * em, class: `halo end u${unit}`, "text-anchor": "middle" }, label)
  }
}
