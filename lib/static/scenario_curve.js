// The city's curve with its band, targets and names, laid out for the width at hand.

import { draw } from "./dom.js"
import { frame, tell, width, writer } from "./scenario_draw.js"

export function paintCurve(svg, state, box) {
  const { scene } = state.data
  const { em, isNarrow } = box
  const ends = endLabels(scene, isNarrow, writer(state.data.lang, scene.number))
  box.room = Math.ceil(Math.max(...ends.map((end) => width(isNarrow ? end.text : `${end.label} ${end.text}`)), 4) * em + 1.4 * em)
  box.room = Math.min(box.room, box.width * 0.36)
  const { area, y } = frame(svg, scene, box)
  const x = (t) => area.left + ((t - scene.x.lo) / (scene.x.hi - scene.x.lo)) * (area.right - area.left)
  paintYears(svg, scene, { area, x, em })
  if (scene.band.length) {
    const top = scene.band.map(([t, , high]) => `${x(t)} ${y(high)}`)
    const foot = scene.band.map(([t, low]) => `${x(t)} ${y(low)}`).reverse()
    draw(svg, "path", { d: `M${top.concat(foot).join("L")}Z`, class: "band" })
  }
  for (const line of scene.lines) {
    if (line.pts.length > 1) {
      draw(svg, "path", { d: `M${line.pts.map(([t, v]) => `${x(t)} ${y(v)}`).join("L")}`, class: `line ${line.kind}` })
    }
    if (line.dots || line.pts.length === 1) {
      for (const [t, v] of line.pts) draw(svg, "circle", { cx: x(t), cy: y(v), r: 0.3 * em, class: `dot ${line.kind}` })
    }
  }
  paintTargets(svg, scene, { area, x, y, em })
  paintEnds(svg, ends, { area, x, y, em, isNarrow, scene })
  paintReader(svg, state, { area, x, em })
}

function paintYears(svg, scene, { area, x, em }) {
  draw(svg, "path", { d: `M${area.left} ${area.bottom}H${area.right}`, class: "axis" })
  const step = x(scene.x.ticks[1]?.[0] ?? scene.x.hi) - x(scene.x.ticks[0][0])
  const every = Math.max(1, Math.ceil((2.6 * em) / step))
  const last = scene.x.ticks.length - 1
  scene.x.ticks.forEach(([t, text], i) => {
    if ((last - i) % every) return
    draw(svg, "path", { d: `M${x(t)} ${area.bottom}v${0.35 * em}`, class: "axis" })
    draw(svg, "text", { x: x(t), y: area.bottom + 1.35 * em, class: "tick", "text-anchor": "middle" }, text)
  })
  draw(svg, "text", { x: area.left, y: area.bottom + 2.6 * em, class: "tick" }, scene.x.title)
  const marks = [[...scene.x.today, "today"]]
  if (scene.break) marks.unshift([...scene.break, "break"])
  for (const [t, text, kind] of marks) {
    draw(svg, "path", { d: `M${x(t)} ${area.top - 0.5 * em}V${area.bottom}`, class: `rule ${kind}` })
    // The words of the break end at its line, those of today begin after it: they never meet.
    const side = kind === "break" ? -1 : 1
    const isFree = side > 0 || x(t) - area.left > width(text) * 0.95 * em
    if (isFree) {
      draw(svg, "text", { x: x(t) + side * 0.35 * em, y: area.top - 0.2 * em, class: "tick halo", "text-anchor": side > 0 ? "start" : "end" }, text)
    }
  }
}

function paintTargets(svg, scene, { area, x, y, em }) {
  const seen = new Map()
  for (const mark of scene.targets) {
    // Two readings of one year stand side by side.
    const before = seen.get(mark.t) ?? 0
    seen.set(mark.t, before + 1)
    const at = x(mark.t) - before * 1.1 * em
    const half = 0.5 * em
    draw(svg, "path", { d: `M${at - half} ${y(mark.lo)}h${2 * half}M${at} ${y(mark.lo)}V${y(mark.hi)}M${at - half} ${y(mark.hi)}h${2 * half}`, class: "aim" })
    if (mark.t < scene.x.hi - 0.01) {
      const text = `${mark.label}: ${mark.text}`
      const isLeft = at - area.left > width(text) * 0.5 * em
      draw(svg, "text", { x: isLeft ? at : at - half, y: y(mark.hi) - 0.5 * em, class: "word strong halo", "text-anchor": isLeft ? "middle" : "start" }, text)
    }
  }
}

function endLabels(scene, isNarrow, write) {
  const ends = scene.lines.filter((line) => line.label).map((line) => ({
    kind: line.kind, label: line.label, text: write(line.pts.at(-1)[1]), v: line.pts.at(-1)[1],
  }))
  for (const mark of scene.targets) {
    if (mark.t >= scene.x.hi - 0.01) ends.push({ kind: "target", label: mark.label, text: isNarrow ? mark.short : mark.text, v: (mark.lo + mark.hi) / 2 })
  }
  return ends
}

// Names at the right edge, pushed apart where they would lie on one another.
function paintEnds(svg, ends, { area, y, em, isNarrow }) {
  const gap = 1.35 * em
  const placed = ends.map((end) => ({ ...end, at: y(end.v) })).sort((a, b) => a.at - b.at)
  for (let i = 1; i < placed.length; i += 1) placed[i].at = Math.max(placed[i].at, placed[i - 1].at + gap)
  const over = placed.length ? placed.at(-1).at - (area.bottom + 0.4 * em) : 0
  if (over > 0) {
    placed.at(-1).at -= over
    for (let i = placed.length - 2; i >= 0; i -= 1) placed[i].at = Math.min(placed[i].at, placed[i + 1].at - gap)
  }
  for (const end of placed) {
    const node = draw(svg, "text", { x: area.right + 0.95 * em, y: end.at + 0.34 * em, class: `word end ${end.kind}` })
    if (!isNarrow) draw(node, "tspan", {}, `${end.label} `)
    draw(node, "tspan", { class: "strong" }, end.text)
    if (Math.abs(end.at - y(end.v)) > 3) {
      draw(svg, "path", { d: `M${area.right + 0.1 * em} ${y(end.v)}L${area.right + 0.8 * em} ${end.at}`, class: "lead" })
    }
  }
}

// The pointer reads the nearest projected moment; all of it in the browser.
function paintReader(svg, state, { area, x, em }) {
  const { scene, lang } = state.data
  const curves = scene.lines.filter((line) => line.label)
  if (!curves.length) return
  const moments = curves[0].pts.map(([t]) => t)
  const write = writer(lang, scene.number)
  const line = draw(svg, "path", { class: "reader" })
  const hide = () => { state.tip.hidden = true; line.removeAttribute("d") }
  svg.onpointermove = (event) => {
    const at = event.clientX - svg.getBoundingClientRect().left
    const i = moments.reduce((best, t, k) => (Math.abs(x(t) - at) < Math.abs(x(moments[best]) - at) ? k : best), 0)
    if (at < x(moments[0]) - 2 * em) return hide()
    line.setAttribute("d", `M${x(moments[i])} ${area.top}V${area.bottom}`)
    const rows = curves.map((curve) => [curve.label, write(curve.pts[i][1])]).reverse()
    tell(state.tip, when(moments[i], scene.when), rows, { left: x(moments[i]), top: area.top, em, width: svg.clientWidth })
  }
  svg.onpointerleave = hide
}

// 2031.0 is the end of 2030; a moment within a year is that of the last figure.
function when(t, [atEnd, within]) {
  const isEnd = Math.abs(t - Math.round(t)) < 1e-6
  return (isEnd ? atEnd : within).replace("{year}", Math.ceil(t - 1e-6) - 1)
}
