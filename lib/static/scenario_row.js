// One control: a slider with a number that can be typed, its mark for "as now" and the way back to
// it; or a few alternatives. One that cannot act is off and says why; one that is not set says what
// it goes by instead.

import { make, writer } from "./scenario_draw.js"
import { numberOf } from "./scenario_entry.js"

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
    // Where it stands, or where what it goes by stands while it is not set; null for nowhere.
    shown: () => control.value ?? tools.followed(row),
    written: () => (control.shown() === null ? "" : write(control.shown())),
    set(value) {
      control.value = value
      const shown = control.shown()
      const at = shown ?? Math.max(row.low, 0)
      range.value = at
      range.style.setProperty("--at", `${((at - row.low) / (row.high - row.low)) * 100}%`)
      // An effort of nought is named where it is read and where it is heard.
      const zero = shown === 0 && row.zero ? ` (${row.zero})` : ""
      const told = row.isFactor ? `${row.unit}${control.written()}` : `${control.written()} ${row.unit}`
      const unset = value === null ? ` (${row.unset})` : ""
      range.setAttribute("aria-valuetext", `${told}${zero}${unset}`.trim())
      node.querySelector(".unset").textContent = value === null ? row.unset : zero.trim()
      if (!control.isTyping) entry.value = control.written()
      node.classList.toggle("follows", value === null)
      mark(control)
      back.hidden = value === row.default
    },
    rest(why) {
      control.why = why
      node.classList.toggle("off", Boolean(why))
      for (const input of [range, entry]) input.disabled = Boolean(why)
      say(node, row, why)
    },
  }
  control.rest(row.rest)
  control.set(row.default)
  back.onclick = () => { control.set(row.default); range.focus(); tools.moved(); tools.sent() }
  slide(control, range, tools)
  type(control, entry, tools)
  return control
}

function frame(row) {
  return make("div", { class: row.rest ? "row off" : "row" })
}

// What the control means, or why it does nothing.
function say(node, row, why) {
  const line = node.querySelector(`#${row.id}_hint`)
  line.textContent = why || row.hint || ""
  line.className = why ? "why" : ""
}

function topLine(label, entry, row, back) {
  const top = make("div", { class: "top" })
  label.append(" ", make("small", { class: "unset" }))
  const unit = row.unit ? [make("span", { class: "unit" }, row.unit)] : []
  top.append(label, back, ...(row.isFactor ? [...unit, entry] : [entry, ...unit]))
  return top
}

function track(row, range, words, write) {
  const node = make("div", { class: "track" })
  node.append(range)
  if (row.default === null) return node
  const share = (row.default - row.low) / (row.high - row.low)
  const tick = make("i", { title: `${words.default}: ${write(row.default)}` })
  tick.style.left = `calc(${share * 100}% + ${(0.5 - share) * 1.1}em)`
  node.prepend(tick)
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
    if (event.key in moves) go((control.shown() ?? Math.max(row.low, 0)) + moves[event.key] * row.nudge)
    else if (event.key in ends) go(ends[event.key])
    else return
    event.preventDefault()
    event.stopPropagation()
    tools.sent()
  }
}

// A number out of range, or none, is said in words and changes nothing.
function type(control, entry, tools) {
  const { row } = control
  entry.onkeydown = (event) => {
    // While presenting, arrow keys turn pages; not while they write a number.
    event.stopPropagation()
    if (event.key === "Enter") entry.blur()
    if (event.key === "Escape") { entry.value = control.written(); entry.blur() }
  }
  entry.oninput = () => { control.isTyping = true }
  entry.onblur = () => {
    control.isTyping = false
    const text = entry.value.trim()
    const isAsBefore = text === control.written()
    const typed = numberOf(text, tools.lang, row.unit)
    const wrong = isAsBefore ? "" : fault(row, text, typed, tools.words)
    control.error.textContent = wrong
    entry.setAttribute("aria-invalid", String(Boolean(wrong)))
    entry.value = control.written()
    if (wrong || isAsBefore && control.value !== null || text === "") return
    const before = control.value
    control.set(onStep(row, typed))
    entry.value = control.written()
    if (control.value !== before) { tools.moved(); tools.sent() }
  }
}

function fault(row, text, typed, words) {
  if (!Number.isFinite(typed)) return words.no_number.replace("{text}", text)
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
    rest(why) {
      control.why = why
      node.classList.toggle("off", Boolean(why))
      for (const [input] of inputs) input.disabled = Boolean(why)
      say(node, row, why)
    },
  }
  control.set(row.default)
  return control
}
