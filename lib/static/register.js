// The register of indicators. Its rows come once from a cached address; a message says only which
// of them are shown, in which order, so that a search sends no row again.

import { documentAt, make, wrap } from "./dom.js"

export function render({ data, parentElement }) {
  const root = parentElement.querySelector(".root")
  root.asked = data
  root.drawn = draw(root, data)
  return null
}

async function draw(root, data) {
  const register = await documentAt(data.url)
  if (root.asked !== data) return // something else was asked for meanwhile
  if (root.url !== data.url) {
    root.url = data.url
    root.rows = register.rows.map((cells) => row(cells, register.heads))
    root.replaceChildren(frame(register))
  }
  const table = root.querySelector("table")
  for (const body of [...table.tBodies]) body.remove()
  table.append(...bodies(root.rows, register, data))
  root.firstChild.scrollTop = 0
}

function frame({ label, heads }) {
  const box = make("div", { class: "me-box", role: "region", tabindex: "0", "aria-label": label })
  const table = make("table", { class: "me-table wide", "aria-label": label })
  const head = heads.map((text) => make("th", { scope: "col", text }))
  table.append(wrap("thead", "", wrap("tr", "", ...head)))
  box.append(table)
  return box
}

// One body, or one a pillar under its name; the rows come in the order of pillars then.
function bodies(rows, { pillars, pillar_of, heads }, { shown, parted }) {
  if (!parted) return [wrap("tbody", "", ...shown.map((place) => rows[place]))]
  const found = new Map()
  for (const place of shown) {
    const pillar = pillar_of[place]
    if (!found.has(pillar)) found.set(pillar, heading(pillars[pillar], heads.length))
    found.get(pillar).append(rows[place])
  }
  return [...found.values()]
}

function heading(text, span) {
  const head = make("th", { scope: "rowgroup", colspan: span, text })
  return wrap("tbody", "", wrap("tr", "", head))
}

function row([name, definition, ...cells], heads) {
  const found = make("tr")
  const head = make("th", { scope: "row", text: name })
  head.append(make("small", { text: definition }))
  found.append(head)
  cells.forEach((text, i) => {
    const isLast = i === cells.length - 1
    const cell = make("td", { "data-l": heads[i + 1], ...(isLast ? {} : { text }) })
    if (isLast && text) cell.append(make("small", { text }))
    found.append(cell)
  })
  return found
}
