// The figures of a reader's own example: numbers that are typed or stepped, and a direction. What
// they come to is worked out by the server, by the same code as every target of the program.

import { documentAt, isOvertaken, labelled, make, say, wrap } from "./dom.js"

const STATE = new WeakMap()

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  const state = STATE.get(root) ?? { n: 0 }
  STATE.set(root, state)
  // All of them each time: of two choices in quick succession the server may hear the last alone.
  state.tell = (change) => {
    state.stands = { ...state.stands, ...change }
    setStateValue("choice", { ...state.stands, n: ++state.n })
  }
  root.drawn = documentAt(data.url).then((example) => {
    if (isOvertaken(state, data.heard)) return
    if (state.example !== example) build(root, state, example)
    state.stands = { ...data.values, sense: data.sense }
    for (const [key, { input }] of state.numbers) {
      if (input.value === "" || Number(input.value) !== data.values[key]) input.value = data.values[key]
    }
    for (const radio of state.radios) radio.checked = radio.value === data.sense
  })
  return null
}

function build(root, state, example) {
  const { groups, senses, words } = example
  state.example = example
  state.numbers = new Map(groups.flat().map((one) => [one.key, field(state, one, words)]))
  state.radios = senses.map(([value]) => make("input", { type: "radio", name: "sense", value }))
  for (const radio of state.radios) {
    radio.addEventListener("change", () => state.tell({ sense: radio.value }))
    radio.addEventListener("keydown", (event) => event.stopPropagation())
  }
  const direction = wrap("fieldset", "", make("legend", { text: words.direction }),
    ...senses.map(([, text], i) => wrap("label", "", state.radios[i], text)))
  root.replaceChildren(wrap("div", "me-own",
    ...groups.map((group) => wrap("div", "", ...group.map(({ key }) => state.numbers.get(key).node))),
    direction))
}

// A number out of range, or none, is said in words and changes nothing.
function field(state, { key, label, low, high, whole, range }, words) {
  const fault = make("p", { role: "alert", id: `${key}_fault` })
  const input = make("input", {
    type: "number", name: key, min: low, max: high, step: whole ? 1 : "any", "aria-describedby": fault.id,
  })
  input.addEventListener("change", () => {
    const typed = input.valueAsNumber
    const isOutside = typed < low || typed > high || (whole && !Number.isInteger(typed))
    const isWrong = Number.isNaN(typed) || isOutside
    fault.textContent = isWrong ? say(isOutside ? words.outside : words.no_number, { text: input.value, range }) : ""
    input.setAttribute("aria-invalid", String(isWrong))
    if (isWrong) input.value = state.stands[key]
    else state.tell({ [key]: typed })
  })
  // While presenting, arrow keys turn pages; not while they step through numbers.
  input.addEventListener("keydown", (event) => event.stopPropagation())
  return { input, node: wrap("div", "", labelled(label, input), fault) }
}
