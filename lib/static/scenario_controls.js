// The panel of controls: assumptions and actions apart, those that cannot act folded away with
// their reasons, undo and redo, and what is looked at (price basis, a commune beside the city).

import { make } from "./scenario_draw.js"
import { remember, history, step } from "./scenario_history.js"
import { choiceRow, sliderRow } from "./scenario_row.js"

export function placeControls(state, { isLate }) {
  const { data } = state
  if (state.shape !== data.assets.controls) {
    state.shape = data.assets.controls
    state.history = null
    buildControls(state)
  } else if (isLate) return
  state.seq = Math.max(state.seq, data.seq)
  for (const [id, control] of state.rows) control.set(data.values[id] ?? control.row.default)
  if (state.pickUnit) state.pickUnit.value = data.unit
  for (const input of state.bases) input.checked = input.value === data.basis
  state.history ??= history(`hanoiso undo ${data.of} ${data.basis} ${[...state.rows.keys()]}`, every(state))
  // What a button of the page has set can be undone too; the answer to an own move changes nothing.
  remember(state.history, every(state))
  markChanged(state)
}

function buildControls(state) {
  const { controls } = state.assets
  state.rows = new Map()
  state.bases = []
  state.pickUnit = null
  const boxes = controls.groups.map((group) => groupBox(state, group))
  const looked = make("div", { class: "looked" })
  if (controls.bases) looked.append(basisChoice(state, controls.bases))
  if (controls.units) looked.append(unitChoice(state, controls.units))
  state.panel.replaceChildren(toolbar(state), looked, ...boxes)
  state.panel.onkeydown = (event) => keys(state, event)
}

function groupBox(state, group) {
  const box = make("fieldset", { class: group.kind })
  const rows = group.rows.map((row) => [row, rowOf(state, row)])
  box.append(make("legend", {}, group.title))
  box.append(...rows.filter(([row]) => !row.rest && !row.more).map(([, node]) => node))
  folded(box, rows.filter(([row]) => !row.rest && row.more), group.more, "more")
  folded(box, rows.filter(([row]) => row.rest), group.resting, "resting")
  return box
}

function folded(box, rows, title, kind) {
  if (!rows.length) return
  const fold = make("details", { class: kind })
  fold.append(make("summary", {}, title), ...rows.map(([, node]) => node))
  box.append(fold)
}

function rowOf(state, row) {
  const tools = {
    words: state.assets.controls.words,
    lang: state.data.lang,
    followed: ({ follows, unset }) => (unset && follows ? state.rows.get(follows)?.value ?? 1 : null),
    moved: () => { markChanged(state); state.follow() },
    sent: () => commit(state),
  }
  const control = row.options ? choiceRow(row, tools) : sliderRow(row, tools)
  state.rows.set(row.id, control)
  return control.node
}

function toolbar(state) {
  const { words } = state.assets.controls
  const bar = make("div", { class: "toolbar", role: "group", "aria-label": words.steps })
  const button = (name, act) => {
    const node = make("button", { type: "button", class: `tool ${name}` }, words[name])
    node.onclick = act
    bar.append(node)
    return node
  }
  state.undo = button("undo", () => travel(state, -1))
  state.redo = button("redo", () => travel(state, 1))
  state.reset = button("reset", () => {
    for (const control of state.rows.values()) control.set(control.row.default)
    commit(state)
  })
  state.said = make("p", { class: "quiet", role: "status" })
  bar.append(state.said)
  return bar
}

function basisChoice(state, { label, options, note }) {
  const box = make("fieldset", { class: "segments" })
  box.append(make("legend", {}, label))
  for (const [id, text] of options) {
    const input = make("input", { type: "radio", name: "basis", value: id, id: `basis_${id}` })
    input.onchange = () => { state.data = { ...state.data, basis: id }; send(state) }
    state.bases.push(input)
    box.append(input, make("label", { for: input.id }, text))
  }
  box.append(make("p", {}, note))
  return box
}

function unitChoice(state, { label, none }) {
  const box = make("label", { class: "pick" }, label)
  const list = make("select", { id: "beside" })
  list.append(make("option", { value: "" }, none))
  for (const [code, name] of state.assets.units) list.append(make("option", { value: code }, name))
  list.onchange = () => { state.data = { ...state.data, unit: list.value }; send(state) }
  state.pickUnit = list
  box.append(list)
  return box
}

function keys(state, event) {
  const isText = event.target.matches("input[type=text]")
  const key = event.key.toLowerCase()
  if (isText || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(key)) return
  event.preventDefault()
  event.stopPropagation()
  travel(state, key === "y" || event.shiftKey ? 1 : -1)
}

function travel(state, way) {
  const values = step(state.history, way)
  if (!values) return
  for (const [id, value] of Object.entries(values)) state.rows.get(id).set(value)
  const { words } = state.assets.controls
  state.said.textContent = way < 0 ? words.undone : words.redone
  markChanged(state)
  state.follow()
  send(state)
}

function commit(state) {
  remember(state.history, every(state))
  markChanged(state)
  state.follow()
  send(state)
}

// Kept as state and not sent as an event: where two messages meet on the server before either is
// read, of two events the older stays, of two states the newer. All of it at once, so that a later
// message carries what an earlier one would have said.
function send(state) {
  state.seq += 1
  state.keep("moved", {
    seq: state.seq, of: state.data.of, values: every(state), basis: state.data.basis, unit: state.data.unit,
  })
}

function every(state) {
  return Object.fromEntries([...state.rows].map(([id, control]) => [id, control.value]))
}

// As lib/analysis/scenarios/levers.py has it: why a control does nothing as the others stand.
function idleOf(id, values, follows) {
  const own = values.effort_by_indicator ?? null
  const more = (own ?? values[follows] ?? 1) - 1
  if (id === follows) return own === null ? null : "own_effort"
  if (id === "sharing") return more > 0 ? null : "no_more_effort"
  if (id === "start_year" || id === "ramp_years") return more || values.catch_up ? null : "no_effort"
  return null
}

// What hangs on other controls: which rest, and what one that is not set goes by.
function settle(state) {
  const values = every(state)
  const follows = state.rows.get("effort_by_indicator")?.row.follows
  const { idle } = state.assets.controls.words
  for (const [id, control] of state.rows) {
    if (control.value === null) control.set(null)
    if (!control.row.rest) control.rest(idle[idleOf(id, values, follows)] ?? null)
  }
}

function markChanged(state) {
  settle(state)
  const any = [...state.rows.values()].some(({ value, row }) => value !== row.default)
  state.reset.disabled = !any
  state.undo.disabled = !state.history.before.length
  state.redo.disabled = !state.history.after.length
}
