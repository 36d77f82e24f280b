// What the maps beside each other show: the second one's choices, or which indicators.

import { put, say } from "./dom.js"
import { el } from "./atlas_table.js"

// `on(patch)`: the reader chose; a patch is of the names of the link's choices.
export function createChoices(holder, on) {
  const choices = { on, rows: {} }
  const row = el("div", { className: "choices" })
  for (const name of ["ind", "period", "colour"]) {
    const input = el("select")
    input.dataset.choice = name
    const text = el("span")
    choices.rows[name] = { input, text, label: el("label", { className: `of-${name}` }, text, input) }
    row.append(choices.rows[name].label)
    input.addEventListener("change", () => on(name === "ind" ? { ind: input.value, period: "" } : { [name]: input.value }))
    // The page's own shortcuts must not see what is stepped through here.
    input.addEventListener("keydown", (event) => event.stopPropagation())
  }
  choices.row = row
  choices.summary = el("summary")
  choices.list = el("div")
  choices.many = el("details", { className: "many" }, choices.summary, choices.list)
  choices.note = el("p", { className: "note", hidden: true })
  choices.note.setAttribute("role", "status")
  holder.append(row, choices.many, choices.note)
  return choices
}

export function updateChoices(choices, set) {
  const { data, words } = set
  choices.row.hidden = data.mode !== "second"
  choices.many.hidden = data.mode !== "series"
  choices.note.hidden = !data.note
  put(choices.note, data.note)
  if (data.mode === "second") second(choices, set)
  if (data.mode === "series") many(choices, set)
  for (const [name, text] of [["ind", words.indicator], ["period", words.period], ["colour", words.colour]]) {
    choices.rows[name].text.textContent = text
  }
}

function second({ rows }, { data, words, catalogue, choice }) {
  rows.ind.input.replaceChildren(...catalogue.map(([pillar, series]) => {
    const group = el("optgroup", { label: pillar })
    group.append(...offered(series, data, [choice.ind]).map(([id, label, isCitable]) =>
      option(id, isCitable ? label : `${label} (${words.illustrative})`, choice.ind)))
    return group
  }).filter((group) => group.childElementCount))
  rows.period.input.replaceChildren(...data.periods.map(([id, text]) => option(id, text, choice.period)))
  rows.colour.input.replaceChildren(...Object.entries(words.meanings).map(([id, text]) => {
    const why = data.obstacles[id]
    const found = option(id, why ? `${text}: ${say(words.not_possible, { why })}` : text, choice.colour)
    found.disabled = Boolean(why)
    return found
  }))
}

function many(choices, { data, words, catalogue, choice }) {
  choices.summary.textContent = data.many_title
  const held = new Set(choice.many)
  const isFull = held.size >= data.most
  choices.list.replaceChildren(...catalogue.map(([pillar, series]) => {
    const boxes = offered(series, data, choice.many).map(([id, label, isCitable]) => {
      const box = el("input", { type: "checkbox", checked: held.has(id), value: id })
      box.disabled = isFull && !box.checked
      box.addEventListener("change", () => {
        const next = choice.many.filter((one) => one !== id)
        choices.on({ many: box.checked ? [...next, id] : next })
      })
      const text = isCitable ? label : `${label} (${words.illustrative})`
      return el("label", { className: box.disabled ? "off" : "" }, box, text)
    })
    return el("fieldset", {}, el("legend", { textContent: pillar }), ...boxes)
  }).filter((group) => group.querySelector("input")))
}

// Series without a citable value are not offered where only official values are shown.
function offered(series, data, held) {
  return series.filter(([id, , isCitable]) => isCitable || !data.official || held.includes(id))
}

function option(value, text, chosen) {
  return el("option", { value, textContent: text, selected: value === chosen })
}
