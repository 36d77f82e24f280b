// One control: a slider with a number that can be typed, its mark for "as now" and the way back to
// it; or a few alternatives. One that cannot act is off and says why.

import { make, writer } from "./scenario_draw.js"

export function sliderRow(row, tools) {
  const { words } = tools
  const write = writer(tools.lang, [2, ""], false)
  const node = frame(row)
  const label = make("label", { for: row.id }, row.label)
  const entry = make("input", {
    type: "text", inputmode: "decimal", autocomplete: "off",
    "aria-label": `${row.label} (${row.unit || words.year})`, "aria-describedby": `${row.id}_error`,
  })
  const range = make("input", {
    type: "range", id: row.id, name: row.id, min: row.low, max: row.high, step: row.step,
    "aria-describedby": `${row.id}_hint`,
  })
  const back = make("button", { type: "button", class: "back", "aria-label": `${words.back}: ${row.label}`, title: words.back }, "↺")
  const error = make("p", { class: "error", id: `${row.id}_error`, role: "alert" })
  node.append(topLine(label, entry, row, back), track(row, range, words, write), hint(row), error)
  const control = {
    row, node, error, value: row.default,
    set(value) {
      control.value = value
      range.value = value
      range.style.setProperty("--at", `${((value - row.low) / (row.high - row.low)) * 100}%`)
      // An effort of nought is named where it is read and where it is heard.
      const unit = value === 0 && row.zero ? `${row.unit} (${row.zero})` : row.unit
      range.setAttribute("aria-valuetext", `${write(value)} ${unit}`.trim())
      if (row.zero) node.querySelector(".unit").textContent = unit
      if (entry.getRootNode().activeElement !== entry) entry.value = write(value)
      mark(control)
      back.hidden = value === row.default
    },
  }
  for (const input of [range, entry]) input.disabled = Boolean(row.rest)
  control.set(row.default)
  back.onclick = () => { control.set(row.default); range.focus(); tools.moved(); tools.sent() }
  slide(control, range, tools)
  type(control, entry, write, tools)
  return control
}

function frame(row) {
  return make("div", { class: row.rest ? "row off" : "row" })
}

function topLine(label, entry, row, back) {
  const top = make("div", { class: "top" })
  top.append(label, back, entry)
  if (row.unit) top.append(make("span", { class: "unit" }, row.unit))
  return top
}

function track(row, range, words, write) {
  const node = make("div", { class: "track" })
  const share = (row.default - row.low) / (row.high - row.low)
  const tick = make("i", { title: `${words.default}: ${write(row.default)}` })
  tick.style.left = `calc(${share * 100}% + ${(0.5 - share) * 1.1}em)`
  node.append(tick, range)
  return node
}

function hint(row) {
  return make("p", { id: `${row.id}_hint`, class: row.rest ? "why" : "" }, row.rest ?? row.hint)
}

function mark(control) {
  control.node.classList.toggle("moved", control.value !== control.row.default)
}

// The nearest step of the slider: what a drag or a key gives.
function onStep(row, value) {
  const held = Math.min(Math.max(value, row.low), row.high)
  const steps = Math.round((held - row.low) / row.step)
  return Number(Math.min(row.low + steps * row.step, row.high).toFixed(4))
}

function slide(control, range, tools) {
  const { row } = control
  const go = (value) => {
    control.error.textContent = ""
    control.set(onStep(row, value))
    tools.moved()
  }
  range.oninput = () => go(Number(range.value))
  range.onchange = tools.sent
  range.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
    const ends = { Home: row.low, End: row.high }
    if (event.key in moves) go(control.value + moves[event.key] * row.nudge)
    else if (event.key in ends) go(ends[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
    tools.sent()
  }
}

// A number out of range, or none, is said in words and changes nothing.
function type(control, entry, write, tools) {
  const { row } = control
  entry.onkeydown = (event) => {
    // While presenting, arrow keys turn pages; not while they write a number.
    event.stopPropagation()
    if (event.key === "Enter") entry.blur()
    if (event.key === "Escape") { entry.value = write(control.value); entry.blur() }
  }
  entry.onblur = () => {
    const text = entry.value.trim()
    const typed = Number(text.replace(",", "."))
    const wrong = fault(row, text, typed, tools.words)
    control.error.textContent = wrong
    entry.setAttribute("aria-invalid", String(Boolean(wrong)))
    entry.value = write(control.value)
    if (wrong || text === write(control.value)) return
    const before = control.value
    control.set(onStep(row, typed))
    entry.value = write(control.value)
    if (control.value !== before) { tools.moved(); tools.sent() }
  }
}

function fault(row, text, typed, words) {
  if (text === "" || !Number.isFinite(typed)) return words.no_number.replace("{text}", text)
  return typed < row.low || typed > row.high ? words.outside.replace("{text}", text).replace("{range}", row.range) : ""
}

export function choiceRow(row, tools) {
  const node = make("fieldset", { class: row.rest ? "row choice off" : "row choice", id: row.id })
  const title = make("legend", {}, row.label)
  const inputs = row.options.map(([id, text, meaning]) => {
    const input = make("input", { type: "radio", name: row.id, value: id, id: `${row.id}_${id}` })
    input.disabled = Boolean(row.rest)
    input.onkeydown = (event) => event.stopPropagation()
    input.onchange = () => { control.set(id); tools.moved(); tools.sent() }
    const line = make("label", { for: input.id })
    line.append(input, make("span", {}, text), make("small", {}, meaning))
    return [input, line]
  })
  node.append(title, ...inputs.map(([, line]) => line), hint(row))
  const control = {
    row, node, value: row.default,
    set(value) {
      control.value = value
      for (const [input] of inputs) input.checked = input.value === value
      mark(control)
    },
  }
  control.set(row.default)
  return control
}
