// The register of indicators. Its rows come once from a cached address; searching and ordering happen
// here, and the server only hears what is chosen (for the link and for what is taken away).

import { documentAt, fold, isOvertaken, labelled, make, put, say, wrap } from "./dom.js"

const TEXT_PAUSE_MS = 350 // after the last letter, before the server hears of a search
const MOST_ON_PAPER = 40 // rows, about three sheets: who wants more of them wants a file

const STATE = new WeakMap()

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  const state = STATE.get(root) ?? { n: 0 }
  STATE.set(root, state)
  state.tell = (choice) => setStateValue("choice", choice)
  root.drawn = documentAt(data.url).then((register) => {
    if (isOvertaken(state, data.heard)) return
    if (state.register !== register) build(root, state, register)
    for (const [name, field] of Object.entries(state.fields)) {
      // The space before the next word is not taken away from under who types it.
      if (field.value.trim() !== data.choice[name]) field.value = data.choice[name]
    }
    show(state)
  })
  return null
}

function build(root, state, register) {
  const { words, choices } = register
  state.register = register
  state.rows = register.rows.map((cells) => row(cells, register.heads))
  const text = make("input", { type: "search", placeholder: words.hint, maxlength: 80 })
  state.fields = { text, pillar: select(choices.pillar), order: select(choices.order) }
  for (const [name, field] of Object.entries(state.fields)) {
    field.addEventListener("input", () => {
      show(state)
      later(state, name === "text" ? TEXT_PAUSE_MS : 0)
    })
    // The page's own shortcuts must not see what is typed or stepped through here.
    field.addEventListener("keydown", (event) => event.stopPropagation())
  }
  state.status = make("p", { class: "me-status", role: "status" })
  state.table = make("table", { class: "me-table wide", "aria-label": register.label })
  const heads = register.heads.map((head) => make("th", { scope: "col", text: head }))
  state.table.append(wrap("thead", "", wrap("tr", "", ...heads)))
  state.box = make("div", { class: "me-box", role: "region", tabindex: "0", "aria-label": register.label })
  state.box.append(state.table)
  const form = wrap("div", "me-find",
    ...Object.entries(state.fields).map(([name, field]) => labelled(words[name], field)))
  form.setAttribute("role", "search")
  root.replaceChildren(form, state.status, state.box)
}

function select(options) {
  const found = make("select")
  found.append(...options.map(([value, text]) => make("option", { value, text })))
  return found
}

function later(state, pause) {
  state.n += 1
  clearTimeout(state.pause)
  const { text, pillar, order } = state.fields
  state.pause = setTimeout(() => {
    state.tell({ text: text.value, pillar: pillar.value, order: order.value, n: state.n })
  }, pause)
}

function show(state) {
  const { register, rows, fields, table } = state
  const sought = fold(fields.text.value).split(/\s+/).filter(Boolean)
  const pillar = fields.pillar.value
  const shown = register.orders[fields.order.value].filter((place) =>
    (pillar === register.every || register.pillar_of[place] === pillar)
      && sought.every((word) => register.haystacks[place].includes(word)))
  for (const body of [...table.tBodies]) body.remove()
  table.append(...bodies(rows, register, shown, fields.order.value === register.parted_by))
  state.box.scrollTop = 0
  const { on_paper: onPaper, counted } = register.words
  if (shown.length > MOST_ON_PAPER) state.box.dataset.onPaper = say(onPaper, { n: String(shown.length) })
  else delete state.box.dataset.onPaper
  put(state.status, say(counted, { shown: String(shown.length) }))
}

// One body, or one a pillar under its name; the rows come in the order of pillars then.
function bodies(rows, { pillars, pillar_of, heads }, shown, isParted) {
  if (!isParted) return [wrap("tbody", "", ...shown.map((place) => rows[place]))]
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
