// Where scenarios bring the targets: tables that come once from a cached address, so that another
// indicator on the page sends none of them again.

import { documentAt, make, wrap } from "./dom.js"

export function render({ data, parentElement }) {
  const root = parentElement.querySelector(".root")
  root.asked = data.url
  root.drawn = documentAt(data.url).then((tables) => {
    if (root.asked === data.url) root.replaceChildren(...tables.map(part))
  })
  return null
}

function part({ note, fold, ...content }) {
  if (note) return make("p", { class: "sc-note", text: note })
  if (!fold) return table(content)
  return wrap("details", "cp-rest", make("summary", { text: fold }), table(content))
}

function table({ caption, head, scenarios, rows }) {
  const found = wrap("table", "cp-table")
  if (caption) found.append(make("caption", { text: caption }))
  if (head) {
    const heads = [make("th", { scope: "col", text: head }), ...scenarios.map(column)]
    found.append(wrap("thead", "", wrap("tr", "", ...heads)))
  }
  found.append(wrap("tbody", "", ...rows.map(([target, cells]) => row(target, cells, scenarios))))
  return found
}

function column({ letter, name, colour }) {
  const found = make("th", { scope: "col" })
  found.style.setProperty("--cp-c", colour)
  found.append(make("b", { text: letter }), " ", make("small", { text: name }))
  return found
}

function row({ name, mark, aim }, cells, scenarios) {
  const head = make("th", { scope: "row", text: name })
  if (mark) head.append(" ", make("span", { class: "sc-mark", text: mark }))
  head.append(make("small", { text: aim }))
  return wrap("tr", "", head, ...cells.map((one, i) => cell(one, scenarios?.[i])))
}

function cell({ shape, colour, text, said }, scenario) {
  const found = make("td", scenario ? { "data-who": scenario.letter } : {})
  if (shape) {
    const sign = make("span", { class: "cp-sign", "aria-hidden": "true", text: shape })
    if (colour) sign.style.setProperty("--cp-c", colour)
    found.append(sign, " ")
  }
  found.append(text)
  if (said) found.append(make("small", { text: said }))
  return found
}
