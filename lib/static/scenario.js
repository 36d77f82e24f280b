// The what-if laboratory: the curve with its controls, and the communes at the horizon.
//
// Python sends a scene (plain numbers and words, see lib/view/scenario_chart.py); here it is laid
// out for the width at hand. A control reports when it is let go, or at each key.

const SVG = "http://www.w3.org/2000/svg"
const STATE = new WeakMap()
const NAMES = new Map()

export function render({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root")
  let state = STATE.get(root)
  if (!state) {
    state = { seq: data.seq ?? 0 }
    STATE.set(root, state)
    build(root, state, data)
  }
  Object.assign(state, { data, send: setTriggerValue })
  for (const [name, colour] of Object.entries(data.colours)) {
    root.style.setProperty(`--c-${name}`, colour)
  }
  if (data.controls) placeControls(state, data)
  paint(state)
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

function make(tag, attributes = {}, text) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  if (text !== undefined) node.textContent = text
  return node
}

function draw(parent, tag, attributes = {}, text) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  if (text !== undefined) node.textContent = text
  parent.append(node)
  return node
}

// ---- pictures -------------------------------------------------------------------------------

function paint(state) {
  const width = Math.floor(state.chart.clientWidth)
  if (!state.data || width < 60) return
  const em = parseFloat(getComputedStyle(state.chart).fontSize)
  const isNarrow = width < 40 * em
  const scene = state.data.scene
  paintLegend(state, scene, isNarrow)
  const height = Math.round(isNarrow ? 24 * em : state.data.tall * em)
  const old = state.chart.querySelector("svg")
  const svg = document.createElementNS(SVG, "svg")
  for (const [name, value] of Object.entries({
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": scene.alt,
  })) svg.setAttribute(name, value)
  if (state.data.kind === "units") paintUnits(svg, state, { width, height, em, isNarrow })
  else paintCurve(svg, state, { width, height, em, isNarrow })
  if (old) old.replaceWith(svg)
  else state.chart.prepend(svg)
}

function paintLegend(state, scene, isNarrow) {
  // Lines that end at the horizon carry their names there, unless the screen is too narrow.
  const named = new Set(isNarrow || state.data.kind === "units" ? [] : ["now", "scenario", "unit_ahead"])
  const entries = scene.legend.filter(([kind]) => !named.has(kind)).map(([kind, text]) => {
    const entry = make("span", { class: "entry" })
    const swatch = document.createElementNS(SVG, "svg")
    swatch.setAttribute("width", 26)
    swatch.setAttribute("height", 12)
    swatch.setAttribute("aria-hidden", "true")
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

function frame(svg, scene, box) {
  const { em } = box
  const widest = Math.max(...scene.y.ticks.map(([, text]) => text.length))
  const area = {
    left: Math.ceil(widest * 0.56 * em + 0.9 * em), top: 2.4 * em,
    right: box.width - box.room, bottom: box.height - (box.isNarrow ? 2.9 : 3.1) * em,
  }
  const y = (v) => area.bottom - ((v - scene.y.lo) / (scene.y.hi - scene.y.lo)) * (area.bottom - area.top)
  for (const [value, text] of scene.y.ticks) {
    draw(svg, "path", { d: `M${area.left} ${y(value)}H${area.right}`, class: "grid" })
    draw(svg, "text", { x: area.left - 0.5 * em, y: y(value) + 0.33 * em, class: "tick", "text-anchor": "end" }, text)
  }
  draw(svg, "text", { x: 0, y: 0.95 * em, class: "tick" }, scene.y.title)
  return { area, y }
}

function paintCurve(svg, state, box) {
  const scene = state.data.scene
  const { em, isNarrow } = box
  const ends = endLabels(scene)
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
  paintReader(svg, state, { area, x, y, em })
}

// About how wide a text is, in em: Vietnamese marks take no room of their own.
const width = (text) => text.length * 0.52

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
  for (const mark of scene.targets) {
    const at = x(mark.t)
    const half = 0.7 * em
    draw(svg, "path", { d: `M${at - half} ${y(mark.lo)}h${2 * half}M${at} ${y(mark.lo)}V${y(mark.hi)}M${at - half} ${y(mark.hi)}h${2 * half}`, class: "aim" })
    if (mark.t < scene.x.hi - 0.01) {
      const text = `${mark.label}: ${mark.text}`
      const isLeft = at - area.left > width(text) * 0.5 * em
      draw(svg, "text", { x: isLeft ? at : at - half, y: y(mark.hi) - 0.5 * em, class: "word strong halo", "text-anchor": isLeft ? "middle" : "start" }, text)
    }
  }
}

function endLabels(scene) {
  const ends = scene.lines.filter((line) => line.label).map((line) => ({
    kind: line.kind, label: line.label, text: line.text, v: line.pts.at(-1)[1],
  }))
  for (const mark of scene.targets) {
    if (mark.t >= scene.x.hi - 0.01) ends.push({ kind: "target", label: mark.label, text: mark.text, v: (mark.lo + mark.hi) / 2 })
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

// The pointer reads the nearest moment; all of it in the browser.
function paintReader(svg, state, { area, x, y, em }) {
  const tips = state.data.scene.tips
  if (!tips.length) return
  const line = draw(svg, "path", { class: "reader" })
  svg.onpointermove = (event) => {
    const at = event.clientX - svg.getBoundingClientRect().left
    const [t, when, rows] = tips.reduce((a, b) => (Math.abs(x(b[0]) - at) < Math.abs(x(a[0]) - at) ? b : a))
    if (at < x(tips[0][0]) - 2 * em) return hide()
    line.setAttribute("d", `M${x(t)} ${area.top}V${area.bottom}`)
    tell(state.tip, when, rows, { left: x(t), top: area.top, em, width: svg.clientWidth })
  }
  const hide = () => { state.tip.hidden = true; line.removeAttribute("d") }
  svg.onpointerleave = hide
}

function tell(tip, title, rows, { left, top, em, width: full }) {
  const lines = rows.map(([name, text]) => {
    const row = make("div")
    row.append(make("span", {}, name), make("b", {}, text))
    return row
  })
  tip.replaceChildren(make("div", { class: "when" }, title), ...lines)
  tip.hidden = false
  const isRight = left > full * 0.55
  tip.style.left = isRight ? "" : `${left + 0.8 * em}px`
  tip.style.right = isRight ? `${full - left + 0.8 * em}px` : ""
  tip.style.top = `${top}px`
}

function paintUnits(svg, state, box) {
  const scene = state.data.scene
  const { em } = box
  box.room = 0.5 * em
  const { area, y } = frame(svg, scene, box)
  const step = (area.right - area.left) / scene.now.length
  const x = (i) => area.left + (i + 0.5) * step
  const r = Math.max(1.6, Math.min(0.3 * em, step * 0.42))
  draw(svg, "path", { d: `M${area.left} ${area.bottom}H${area.right}`, class: "axis" })
  draw(svg, "text", { x: area.left, y: area.bottom + 1.4 * em, class: "tick" }, scene.x)
  if (scene.target) {
    const [value, text] = scene.target
    draw(svg, "path", { d: `M${area.left} ${y(value)}H${area.right}`, class: "rule target" })
    draw(svg, "text", { x: area.left + 0.3 * em, y: y(value) - 0.4 * em, class: "word strong halo" }, text)
  }
  scene.now.forEach((now, i) => {
    const at = x(i)
    const then = scene.scenario[i]
    if (now !== then) draw(svg, "path", { d: `M${at} ${y(now)}V${y(then)}`, class: "stem" })
    draw(svg, "circle", { cx: at, cy: y(now), r, class: "dot now" })
    draw(svg, "circle", { cx: at, cy: y(then), r, class: `dot scenario${scene.order[i] === scene.where ? " here" : ""}` })
  })
  readUnits(svg, state, { area, step, y, em })
}

function readUnits(svg, state, { area, step, y, em }) {
  const scene = state.data.scene
  const line = draw(svg, "path", { class: "reader" })
  const place = (event) => {
    const at = event.clientX - svg.getBoundingClientRect().left
    const i = Math.floor((at - area.left) / step)
    return i >= 0 && i < scene.now.length ? i : null
  }
  svg.onpointermove = async (event) => {
    const i = place(event)
    if (i === null) return
    const names = await namesAt(scene.names)
    const at = area.left + (i + 0.5) * step
    line.setAttribute("d", `M${at} ${area.top}V${area.bottom}`)
    const write = writer(state.data.lang)
    const rows = [[scene.legend[0][1], write(scene.now[i])], [scene.legend[1][1], write(scene.scenario[i])]]
    tell(state.tip, names[scene.order[i]][1], rows, { left: at, top: area.top, em, width: svg.clientWidth })
  }
  svg.onpointerleave = () => { state.tip.hidden = true; line.removeAttribute("d") }
  svg.onclick = async (event) => {
    const i = place(event)
    if (i === null) return
    const names = await namesAt(scene.names)
    state.send("picked", names[scene.order[i]][0])
  }
}

function namesAt(url) {
  if (!NAMES.has(url)) NAMES.set(url, fetch(url).then((answer) => answer.json()))
  return NAMES.get(url)
}

function writer(lang, places = 2) {
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: places, useGrouping: false })
  return (value) => format.format(value)
}

// ---- controls -------------------------------------------------------------------------------

function placeControls(state, data) {
  // The words of the controls change with indicator and language only.
  const shape = JSON.stringify([data.lang, data.words, data.controls.map((group) => [
    group.title, group.rows.map((row) => [row.id, row.label, row.hint, row.rest, row.default]),
  ])])
  if (shape !== state.shape) {
    state.shape = shape
    buildControls(state, data)
  }
  // An answer to an older move must not put back a slider that has moved on since.
  if (data.seq < state.seq) return
  state.seq = data.seq
  for (const group of data.controls) {
    for (const row of group.rows) state.rows.get(row.id).set(row.value)
  }
  markChanged(state)
}

function buildControls(state, data) {
  state.rows = new Map()
  const head = make("div", { class: "head" })
  state.reset = make("button", { type: "button", class: "reset" }, data.words.reset)
  state.reset.onclick = () => commit(state, { reset: true })
  head.append(state.reset)
  const groups = data.controls.map((group) => {
    const box = make("fieldset", { class: group.kind })
    box.append(make("legend", {}, group.title), ...group.rows.map((row) => buildRow(state, data, row)))
    return box
  })
  state.panel.replaceChildren(...groups, head)
}

function buildRow(state, data, row) {
  const write = writer(data.lang)
  const node = make("div", { class: row.rest ? "row off" : "row" })
  const top = make("div", { class: "top" })
  const label = make("label", { for: row.id }, row.label)
  const entry = make("input", { type: "text", inputmode: "decimal", "aria-label": `${row.label} (${row.unit || data.words.year})`, autocomplete: "off" })
  const range = make("input", {
    type: "range", id: row.id, name: row.id, min: row.low, max: row.high, step: row.step,
    "aria-describedby": `${row.id}_hint`,
  })
  const track = make("div", { class: "track" })
  const share = (row.default - row.low) / (row.high - row.low)
  const mark = make("i", { title: `${data.words.default}: ${write(row.default)}` })
  mark.style.left = `calc(${share * 100}% + ${(0.5 - share) * 1.1}em)`
  track.append(mark, range)
  top.append(label, entry)
  if (row.unit) top.append(make("span", {}, row.unit))
  const hint = make("p", { id: `${row.id}_hint`, class: row.rest ? "why" : "" }, row.rest ?? row.hint)
  node.append(top, track, hint)
  const control = {
    row,
    value: row.value,
    set(value) {
      control.value = value
      range.value = value
      range.style.setProperty("--at", `${((value - row.low) / (row.high - row.low)) * 100}%`)
      range.setAttribute("aria-valuetext", `${write(value)} ${row.unit}`.trim())
      if (document.activeElement !== entry) entry.value = write(value)
      node.classList.toggle("moved", value !== row.default)
    },
  }
  range.disabled = Boolean(row.rest)
  entry.disabled = Boolean(row.rest)
  listen(state, control, range, entry)
  state.rows.set(row.id, control)
  return node
}

function listen(state, control, range, entry) {
  const { row } = control
  const go = (value) => {
    const steps = Math.round((Math.min(Math.max(value, row.low), row.high) - row.low) / row.step)
    const next = Number((row.low + steps * row.step).toFixed(4))
    control.set(next)
    markChanged(state)
    return next
  }
  const sent = () => commit(state, { values: { [row.id]: control.value } })
  range.oninput = () => go(Number(range.value))
  range.onchange = sent
  range.onkeydown = (event) => {
    const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
    const ends = { Home: row.low, End: row.high }
    if (event.key in moves) go(control.value + moves[event.key] * row.nudge)
    else if (event.key in ends) go(ends[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
    sent()
  }
  // While presenting, arrow keys turn pages; not while they write a number.
  entry.onkeydown = (event) => {
    event.stopPropagation()
    if (event.key === "Enter") entry.blur()
  }
  entry.onblur = () => {
    const typed = Number(entry.value.trim().replace(",", "."))
    const before = control.value
    if (entry.value.trim() !== "" && Number.isFinite(typed)) go(typed)
    control.set(control.value)
    entry.value = writer(state.data.lang)(control.value)
    if (control.value !== before) sent()
  }
}

function commit(state, moved) {
  state.seq += 1
  state.send("moved", { seq: state.seq, ...(moved.reset ? { reset: true } : { values: every(state) }) })
}

// All values at once, so that a later message carries what an earlier one would have said.
function every(state) {
  return Object.fromEntries([...state.rows].map(([id, control]) => [id, control.value]))
}

function markChanged(state) {
  const any = [...state.rows.values()].some(({ value, row }) => value !== row.default)
  state.reset.disabled = !any
}

const CSS = `
:host, .root { display: block }
.root { font-family: var(--st-font); color: var(--c-ink); font-size: .875rem }
.lab.both { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem }
@media (min-width: 900px) { .lab.both { grid-template-columns: minmax(0, 2fr) minmax(17rem, 1fr); gap: 2rem } }
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; min-height: 1.4em; line-height: 1.4 }
.entry { display: inline-flex; align-items: center; gap: .4rem }
.chart { position: relative; width: 100% }
svg { display: block; overflow: visible; touch-action: pan-y; font-family: inherit }
svg text { font-size: .93em; fill: var(--c-ink) }
svg .tick { fill: var(--c-soft) }
svg .strong { font-weight: 650 }
svg .halo { paint-order: stroke; stroke: var(--c-paper); stroke-width: 4px; stroke-linejoin: round }
svg .end.scenario, svg .end.unit_ahead { fill: var(--c-main) }
svg .end.now { fill: var(--c-soft) }
.grid { stroke: var(--c-rule); stroke-width: 1; fill: none; opacity: .7 }
.axis { stroke: var(--c-soft); stroke-width: 1; fill: none }
.rule { stroke: var(--c-soft); stroke-width: 1; fill: none; stroke-dasharray: 2 4 }
.rule.today { stroke: var(--c-ink); stroke-dasharray: none; opacity: .55 }
.rule.target { stroke: var(--c-ink); stroke-dasharray: 6 4 }
.lead { stroke: var(--c-soft); stroke-width: 1; fill: none }
.band { fill: var(--c-main); opacity: .16 }
.line { fill: none; stroke: var(--c-ink); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round }
.line.old { stroke: var(--c-soft); stroke-width: 1.75 }
.line.past { stroke: var(--c-ink) }
.line.now { stroke: var(--c-soft); stroke-dasharray: 7 5 }
.line.scenario { stroke: var(--c-main); stroke-width: 3 }
.line.unit, .line.unit_ahead { stroke: var(--c-main); stroke-width: 1.5 }
.line.unit_ahead { stroke-dasharray: 1 4 }
.line.unit_now { stroke: var(--c-soft); stroke-width: 1.25; stroke-dasharray: 1 4 }
.line.way { stroke: var(--c-soft); stroke-width: 1.5; stroke-dasharray: 1 6 }
.dot { fill: var(--c-ink); stroke: var(--c-paper); stroke-width: 1.25 }
.dot.other { fill: var(--c-paper); stroke: var(--c-soft); stroke-width: 2 }
.dot.now { fill: var(--c-paper); stroke: var(--c-soft) }
.dot.scenario { fill: var(--c-main); stroke: none }
.dot.here { stroke: var(--c-ink); stroke-width: 2.5 }
.stem { stroke: var(--c-main); stroke-width: 1; opacity: .45 }
.aim { stroke: var(--c-ink); stroke-width: 2.5; fill: none }
.reader { stroke: var(--c-soft); stroke-width: 1; fill: none; pointer-events: none }
.tip { position: absolute; pointer-events: none; background: var(--c-paper); border: 1px solid var(--c-rule);
  border-radius: 6px; padding: .4rem .6rem; box-shadow: 0 2px 10px rgb(0 0 0 / .12); white-space: nowrap; z-index: 2 }
.tip .when { color: var(--c-soft) }
.tip div { display: flex; justify-content: space-between; gap: 1rem }
fieldset { border: 0; border-top: 2px solid var(--c-rule); margin: 0 0 .9rem; padding: .55rem 0 0; min-width: 0 }
fieldset legend { font-weight: 650; padding: 0 .6rem 0 0; font-size: 1rem }
.row { margin: 0 0 .55rem }
.top { display: flex; align-items: baseline; gap: .3rem }
.top label { flex: 1 }
.row.moved label { font-weight: 650 }
.top input { font: inherit; font-variant-numeric: tabular-nums; width: 4.6em; text-align: right; color: inherit;
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: .1rem .3rem; min-height: 1.6rem }
.top input:hover:enabled { border-color: var(--c-rule) }
.row.moved .top input { font-weight: 650; color: var(--c-main) }
.track { position: relative; height: 1.5rem; display: flex; align-items: center }
.track i { position: absolute; top: 0; bottom: 0; margin-left: -1px; width: 2px; background: var(--c-soft); border-radius: 1px }
input[type=range] { appearance: none; -webkit-appearance: none; width: 100%; margin: 0; height: 1.5rem; background: transparent; position: relative; cursor: pointer }
input[type=range]::-webkit-slider-runnable-track { height: 4px; border-radius: 2px;
  background: linear-gradient(to right, var(--st-primary-color) var(--at), var(--c-rule) var(--at)) }
input[type=range]::-moz-range-track { height: 4px; border-radius: 2px;
  background: linear-gradient(to right, var(--st-primary-color) var(--at), var(--c-rule) var(--at)) }
input[type=range]::-webkit-slider-thumb { -webkit-appearance: none; width: 1.1em; height: 1.1em; margin-top: calc(2px - .55em);
  border-radius: 50%; background: var(--st-primary-color); border: 2px solid var(--c-paper); box-shadow: 0 0 0 1px var(--st-primary-color) }
input[type=range]::-moz-range-thumb { width: .95em; height: .95em; border-radius: 50%; background: var(--st-primary-color);
  border: 2px solid var(--c-paper); box-shadow: 0 0 0 1px var(--st-primary-color) }
input:focus-visible, button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; border-radius: 4px }
.row.off { color: var(--c-soft) }
.row.off .track { opacity: .45 }
.row.off input { cursor: not-allowed }
.row p { margin: 0; font-size: .8rem; line-height: 1.35; color: var(--c-soft); text-wrap: pretty }
.row p.why { font-style: italic }
.reset { font: inherit; color: inherit; background: transparent; border: 1px solid var(--c-rule); border-radius: 6px;
  padding: .3rem .8rem; min-height: 2rem; cursor: pointer }
.reset:hover:enabled { border-color: var(--st-primary-color); color: var(--st-primary-color) }
.reset:disabled { opacity: .5; cursor: default }
@media (forced-colors: active) { .line.scenario { stroke: Highlight } }
`
