// The same content as a table: sortable, searchable without tone marks, one selection with the map.

import { indexed, seeker } from "./atlas_find.js"
import { swatch } from "./atlas_map.js"

export function el(name, properties = {}, ...children) {
  const node = document.createElement(name)
  Object.assign(node, properties)
  node.append(...children)
  return node
}

// Every column: what it is sorted by and what it writes. Those of `few` are always there; the value
// itself only where the colours show something else, or all columns are asked for.
const COLUMNS = {
  rank: { of: (cell) => cell.rank, text: (cell) => cell.rankText, few: true },
  unit: { few: true },
  shown: { of: (cell) => cell.shown, few: true },
  value: { of: (cell) => cell.value, text: (cell) => cell.column },
  versus: { of: (cell) => cell.versus, text: (cell) => cell.versusText },
  status: { of: (cell) => ["reached", "short", "without", ""].indexOf(cell.status), text: (cell) => cell.statusText },
  group: { of: (cell) => cell.group, text: (cell) => cell.groupText },
  origin: { of: (cell) => cell.origin, text: (cell) => cell.origin },
}
const NAMES = Object.keys(COLUMNS)
const ORDER = { by: "shown", up: false }

// `on` holds hover(code | null), choose(code), search(text), columns(), sort(order).
export function createTable(holder, on) {
  const table = { on, rows: new Map(), sort: ORDER, active: null }
  table.find = el("input", { className: "find", type: "search", autocomplete: "off", spellcheck: false, maxLength: 80 })
  table.caption = el("caption", { className: "sr" })
  table.heads = Object.fromEntries(NAMES.map((by) => [by, el("button", { type: "button" })]))
  const head = el("tr", {}, ...NAMES.map((by) => {
    const cell = el("th", { scope: "col", className: className(by) }, table.heads[by])
    table.heads[by].addEventListener("click", () => sortBy(table, by))
    return cell
  }))
  table.more = el("button", { type: "button", className: "more-columns" })
  table.more.addEventListener("click", () => on.columns())
  table.body = el("tbody")
  table.empty = el("div", { className: "empty", hidden: true })
  table.empty.setAttribute("role", "status")
  table.scroll = el("div", { className: "scroll" },
    el("table", {}, table.caption, el("thead", {}, head), table.body), table.empty)
  holder.append(el("div", { className: "above" }, table.find, table.more), table.scroll)
  table.find.addEventListener("input", () => on.search(table.find.value))
  table.find.addEventListener("keydown", (event) => {
    // The page's own shortcuts must not see what is typed here.
    event.stopPropagation()
    if (event.key === "Escape" && table.find.value) on.search(table.find.value = "")
    if (event.key === "Enter") {
      const first = shown(table)[0]
      if (first) on.choose(first.code, { keep: true })
    }
  })
  table.body.addEventListener("keydown", (event) => keyed(table, event))
  return table
}

function className(by) {
  const kind = by === "rank" ? "rank" : by === "unit" ? "unit-name" : "num"
  return COLUMNS[by].few ? kind : `${kind} more`
}

export function fillTable(table, geometry, lang, words) {
  table.words = words
  table.collator = new Intl.Collator(lang)
  table.rows.clear()
  for (const unit of geometry.units) table.rows.set(unit.code, row(table, unit, lang))
  table.body.replaceChildren(...[...table.rows.values()].map((found) => found.node))
  table.find.placeholder = words.search
  table.find.setAttribute("aria-label", words.search)
  table.caption.textContent = words.table
  put(table.empty, "textContent", words.no_match)
  setActive(table, geometry.units[0].code)
}

// The codes that a search for `text` finds, or null where nothing is sought.
export function foundBy(table, text) {
  const isSought = seeker(text)
  if (!isSought) return null
  return new Set([...table.rows.values()].filter((one) => isSought(one.sought)).map((one) => one.code))
}

function row(table, unit, lang) {
  const button = el("button", { type: "button", tabIndex: -1, textContent: unit.short[lang] })
  button.setAttribute("aria-pressed", "false")
  const found = { code: unit.code, button, name: unit.short[lang], sought: indexed(unit), cells: {},
    shape: el("span"), number: el("span"), swatch: swatch("none"), word: el("span", { className: "sr" }) }
  found.rect = found.swatch.firstElementChild
  found.node = el("tr", {}, ...NAMES.map((by) => {
    if (by === "unit") return el("th", { scope: "row", title: unit.name[lang] }, button)
    const cell = el("td", { className: className(by) })
    if (by === "shown") cell.append(found.shape, found.number, found.swatch, found.word)
    return found.cells[by] = cell
  }))
  found.node.addEventListener("click", () => table.on.choose(unit.code, { keep: true }))
  found.node.addEventListener("pointerenter", () => table.on.hover(unit.code))
  found.node.addEventListener("pointerleave", () => table.on.hover(null))
  button.addEventListener("focus", () => {
    setActive(table, unit.code)
    table.on.hover(unit.code)
  })
  button.addEventListener("blur", () => table.on.hover(null))
  return found
}

// `heads` names the columns; `isWide` shows all of them; `sort` is the order, as the link has it
// ("rank-up": by the ranks, from the lowest up); `sought` is what is searched for; `found` and
// `out` hold the codes that the search and the filters leave, or are null.
export function updateTable(table, cells, heads, { isWide, sort, sought, found: left, out }) {
  table.cells = cells
  const [by, way] = sort.split("-")
  // A column that went cannot order the rows.
  table.sort = isWide || COLUMNS[by].few ? { by, up: way === "up" } : ORDER
  // The space before the next word is not taken away from under who types it.
  if (table.find.value.trim() !== sought.trim()) table.find.value = sought
  table.isWide = isWide
  table.scroll.classList.toggle("wide", isWide)
  put(table.more, "textContent", isWide ? table.words.few_columns : table.words.all_columns)
  table.more.setAttribute("aria-pressed", String(isWide))
  for (const by of NAMES) {
    put(table.heads[by], "textContent", heads[by] ?? "")
    table.heads[by].parentElement.classList.toggle("gone", heads[by] === undefined)
  }
  for (const [code, found] of table.rows) {
    const cell = cells.get(code)
    for (const by of NAMES) {
      if (by === "unit") continue
      found.cells[by].classList.toggle("gone", heads[by] === undefined)
      if (by !== "shown" && (isWide || COLUMNS[by].few)) put(found.cells[by], "textContent", COLUMNS[by].text(cell))
    }
    put(found.shape, "textContent", cell.sign && `${cell.sign} `)
    put(found.shape, "className", cell.isHollow ? "hollow" : "")
    put(found.number, "textContent", cell.shownShort)
    put(found.number, "className", cell.shown === null ? "none" : "")
    put(found.word, "textContent", cell.hatched ? ` ${table.words.illustrative}` : "")
    if (found.rect.getAttribute("fill") !== cell.fill) found.rect.setAttribute("fill", cell.fill)
  }
  arrange(table)
  leave(table, left, out)
}

// Most cells stay as they were from one period to the next; an unchanged one costs no layout.
function put(node, property, value) {
  if (node[property] !== value) node[property] = value
}

function sortBy(table, by) {
  const { sort } = table
  // Highest values first, names and ranks from the start.
  const isUp = sort.by === by ? !sort.up : !["shown", "value", "versus"].includes(by)
  table.on.sort(`${by}-${isUp ? "up" : "down"}`)
}

function arrange(table) {
  const { by, up } = table.sort
  const turn = up ? 1 : -1
  const names = (a, b) => table.collator.compare(a.name, b.name)
  const order = [...table.rows.values()].sort((a, b) => {
    if (by === "unit") return turn * names(a, b)
    const [x, y] = [a, b].map((found) => COLUMNS[by].of(table.cells.get(found.code)))
    // What is missing stays last in both directions.
    if (x === null || y === null) return (x === null) - (y === null) || names(a, b)
    return turn * (typeof x === "number" ? x - y : table.collator.compare(x, y)) || names(a, b)
  })
  if (order.some((found, i) => table.body.children[i] !== found.node)) {
    table.body.replaceChildren(...order.map((found) => found.node))
  }
  for (const name of NAMES) {
    const state = name === by ? (up ? "ascending" : "descending") : "none"
    table.heads[name].parentElement.setAttribute("aria-sort", state)
  }
}

// Leaves the rows that are sought and not filtered out.
function leave(table, sought, out) {
  let some = false
  for (const found of table.rows.values()) {
    const hidden = Boolean((sought && !sought.has(found.code)) || (out && !out.has(found.code)))
    put(found.node, "hidden", hidden)
    some ||= !hidden
  }
  table.empty.hidden = some
  const first = shown(table)[0]
  if (first && table.rows.get(table.active).node.hidden) setActive(table, first.code)
}

function shown(table) {
  const inOrder = new Map([...table.rows.values()].map((found) => [found.node, found]))
  return [...table.body.children].map((node) => inOrder.get(node)).filter((found) => !found.node.hidden)
}

export function chooseRow(table, code) {
  const mark = (found, is) => {
    found?.node.classList.toggle("chosen", is)
    found?.button.setAttribute("aria-pressed", String(is))
  }
  if (table.chosen !== code) mark(table.rows.get(table.chosen), false)
  table.chosen = code
  mark(table.rows.get(code), true)
  if (code) setActive(table, code)
}

// Scrolls the table alone; the page stays where it is.
export function reveal(table, code) {
  const node = table.rows.get(code)?.node
  if (!node || node.hidden) return
  const head = table.body.previousElementSibling.offsetHeight
  const top = node.offsetTop - head
  const { scrollTop, clientHeight } = table.scroll
  if (top < scrollTop || top + node.offsetHeight > scrollTop + clientHeight - head) {
    table.scroll.scrollTop = top - (clientHeight - head) / 2
  }
}

export function hoverRow(table, code) {
  table.rows.get(table.hovered)?.node.classList.remove("hover")
  table.hovered = code
  table.rows.get(code)?.node.classList.add("hover")
}

function setActive(table, code) {
  const before = table.rows.get(table.active)
  if (before) before.button.tabIndex = -1
  table.active = code
  table.rows.get(code).button.tabIndex = 0
}

function keyed(table, event) {
  const rows = shown(table)
  const here = rows.findIndex((found) => found.button === event.target)
  const moves = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }
  const to = moves[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const found = rows[Math.min(Math.max(to, 0), rows.length - 1)]
  found.button.focus({ preventScroll: true })
  reveal(table, found.code)
}
