// The same content as a table: sortable, searchable without tone marks, one selection with the map.

// "Đống Đa" and "dong da" are one to a reader who types without tone marks.
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim()
}

// What people write before a name: q. for quận, p. for phường and so on.
const KIND = /^(q|h|p|x|tx)\.?\s+/

export function el(name, properties = {}, ...children) {
  const node = document.createElement(name)
  Object.assign(node, properties)
  node.append(...children)
  return node
}

const COLUMNS = ["rank", "unit", "value"]

// `on` holds hover(code | null), choose(code), search(codes | null: those found).
export function createTable(holder, on) {
  const table = { on, rows: new Map(), sort: { by: "value", up: false }, active: null, query: "" }
  table.find = el("input", { className: "find", type: "search", autocomplete: "off", spellcheck: false })
  table.caption = el("caption", { className: "sr" })
  table.heads = Object.fromEntries(COLUMNS.map((by) => [by, el("button", { type: "button" })]))
  const head = el("tr", {}, ...COLUMNS.map((by) => {
    const cell = el("th", { scope: "col", className: by === "unit" ? "" : by === "rank" ? "rank" : "num" },
      table.heads[by])
    table.heads[by].addEventListener("click", () => sortBy(table, by))
    return cell
  }))
  table.body = el("tbody")
  table.empty = el("div", { className: "empty", hidden: true })
  table.empty.setAttribute("role", "status")
  table.scroll = el("div", { className: "scroll" },
    el("table", {}, table.caption, el("thead", {}, head), table.body), table.empty)
  holder.append(table.find, table.scroll)
  table.find.addEventListener("input", () => search(table, table.find.value))
  table.find.addEventListener("keydown", (event) => {
    // The page's own shortcuts must not see what is typed here.
    event.stopPropagation()
    if (event.key === "Escape" && table.find.value) search(table, table.find.value = "")
    if (event.key === "Enter") {
      const first = shown(table)[0]
      if (first) on.choose(first.code, { keep: true })
    }
  })
  table.body.addEventListener("keydown", (event) => keyed(table, event))
  return table
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
  table.empty.textContent = words.no_match
  for (const by of COLUMNS) table.heads[by].textContent = words[by]
  setActive(table, geometry.units[0].code)
  table.find.value = ""
  table.empty.hidden = true
}

function row(table, unit, lang) {
  const button = el("button", { type: "button", tabIndex: -1, textContent: unit.short[lang] })
  button.setAttribute("aria-pressed", "false")
  const found = {
    code: unit.code, button, name: unit.short[lang],
    folded: fold(`${unit.name[lang]} ${unit.name.vi} ${unit.short.en}`),
    rank: el("td", { className: "rank" }), value: el("td", { className: "num" }),
    number: el("span"), swatch: el("span"), word: el("span", { className: "sr" }),
  }
  found.value.append(found.number, found.swatch, found.word)
  const name = el("th", { scope: "row", title: unit.name[lang] }, button)
  found.node = el("tr", {}, found.rank, name, found.value)
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

// `cells` maps code → { value, rank, rankText, number, colour, hatched, word }; `measure` is the unit.
export function updateTable(table, cells, measure) {
  table.heads.value.textContent = measure ? `${table.words.value} (${measure})` : table.words.value
  table.cells = cells
  for (const [code, found] of table.rows) {
    const cell = cells.get(code)
    const isMissing = cell.value === null
    put(found.rank, "textContent", cell.rankText)
    put(found.number, "textContent", isMissing ? cell.word : cell.number)
    put(found.number, "className", isMissing ? "none" : "")
    put(found.swatch, "className", isMissing ? "" : cell.hatched ? "sw hatched" : "sw")
    put(found.word, "textContent", cell.hatched ? ` ${cell.word}` : "")
    if (found.colour !== cell.colour) found.swatch.style.backgroundColor = found.colour = cell.colour
  }
  arrange(table)
}

// Most cells stay as they were from one period to the next; an unchanged one costs no layout.
function put(node, property, value) {
  if (node[property] !== value) node[property] = value
}

function sortBy(table, by) {
  const { sort } = table
  // Highest values first, names and ranks from the start.
  table.sort = { by, up: sort.by === by ? !sort.up : by !== "value" }
  arrange(table)
}

function arrange(table) {
  const { by, up } = table.sort
  const turn = up ? 1 : -1
  const names = (a, b) => table.collator.compare(a.name, b.name)
  const order = [...table.rows.values()].sort((a, b) => {
    if (by === "unit") return turn * names(a, b)
    const [x, y] = [table.cells.get(a.code)[by], table.cells.get(b.code)[by]]
    // What is missing stays last in both directions.
    if (x === null || y === null) return (x === null) - (y === null) || names(a, b)
    return turn * (x - y) || names(a, b)
  })
  if (order.some((found, i) => table.body.children[i] !== found.node)) {
    table.body.replaceChildren(...order.map((found) => found.node))
  }
  for (const name of COLUMNS) {
    const state = name === by ? (up ? "ascending" : "descending") : "none"
    table.heads[name].parentElement.setAttribute("aria-sort", state)
  }
}

function search(table, text) {
  table.query = text
  const sought = fold(text).replace(KIND, "")
  let some = false
  for (const found of table.rows.values()) {
    found.node.hidden = Boolean(sought) && !found.folded.includes(sought)
    some ||= !found.node.hidden
  }
  table.empty.hidden = some
  const first = shown(table)[0]
  if (first && table.rows.get(table.active).node.hidden) setActive(table, first.code)
  table.on.search(sought ? new Set(shown(table).map((found) => found.code)) : null)
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
