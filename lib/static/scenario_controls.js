// The sliders: each with a number that can be typed, its mark for "as now", and its reason if off.

import { make, writer } from "./scenario_draw.js"

export function placeControls(state, data, groups) {
  const shape = `${data.controls} ${data.lang}`
  if (shape !== state.shape) {
    state.shape = shape
    buildControls(state, data, groups)
  } else if (data.seq < state.seq) return // an answer to an older move must not put a slider back
  state.seq = Math.max(state.seq, data.seq)
  for (const [id, value] of Object.entries(data.values)) state.rows.get(id).set(value)
  markChanged(state)
}

function buildControls(state, data, groups) {
  state.rows = new Map()
  const head = make("div", { class: "head" })
  state.reset = make("button", { type: "button", class: "reset" }, data.words.reset)
  state.reset.onclick = () => {
    for (const control of state.rows.values()) control.set(control.row.default)
    markChanged(state)
    commit(state, { reset: true })
  }
  head.append(state.reset)
  const boxes = groups.map((group) => {
    const box = make("fieldset", { class: group.kind })
    box.append(make("legend", {}, group.title), ...group.rows.map((row) => buildRow(state, data, row)))
    return box
  })
  state.panel.replaceChildren(...boxes, head)
}

function buildRow(state, data, row) {
  const write = writer(data.lang, [2, ""], false)
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
    value: row.default,
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
  const sent = () => commit(state)
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
    entry.value = writer(state.data.lang, [2, ""], false)(control.value)
    if (control.value !== before) sent()
  }
}

// Kept as state and not sent as an event: where two messages meet on the server before either is
// read, of two events the older stays, of two states the newer.
function commit(state, also = {}) {
  state.seq += 1
  state.keep("moved", { seq: state.seq, values: every(state), ...also })
}

// All values at once, so that a later message carries what an earlier one would have said.
function every(state) {
  return Object.fromEntries([...state.rows].map(([id, control]) => [id, control.value]))
}

function markChanged(state) {
  const any = [...state.rows.values()].some(({ value, row }) => value !== row.default)
  state.reset.disabled = !any
}
