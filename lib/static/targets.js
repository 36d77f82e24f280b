// The list of targets. All rows come once from a cached address; filtering, grouping, searching and
// opening drawers happen here, without the server, which only hears what is chosen (for the link).

import { documentAt, fold, labelled, make, put, wrap } from "./dom.js"
import { STYLE } from "./targets_style.js"

const TEXT_PAUSE_MS = 350 // after the last letter, before the server hears of a search

const BETWEEN = "~" // the ids of open drawers, as the address has them

const FILTERS = ["document", "pillar", "year", "verdict", "text"]

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  root.list ??= new List(root)
  root.list.tell = (choice) => setStateValue("choice", choice)
  root.drawn = root.list.hear(data)
  return () => root.list.end()
}

// What is chosen, and the elements that show it. `n` numbers what was chosen here, so that the echo
// of an earlier choice is known as such and doesn't take back letters typed since.
class List {
  constructor(root) {
    this.root = root
    this.choice = null
    this.n = 0
  }

  end() {
    clearTimeout(this.pause)
  }

  async hear(data) {
    for (const [tone, colour] of Object.entries(data.tones)) {
      this.root.style.setProperty(`--${tone}`, colour)
    }
    this.root.style.setProperty("--soft", data.tones.quiet)
    this.root.classList.toggle("official", data.official)
    this.components = data.components
    const isStale = data.n > 0 && data.n < this.n
    if (!isStale) {
      this.choice = { ...data.choice }
      this.n = Math.max(this.n, data.n)
    }
    this.asked = data.url
    if (data.url !== this.url) {
      const content = await documentAt(data.url)
      if (this.asked !== data.url) return // another language was asked for meanwhile
      this.url = data.url
      this.build(content)
      this.show()
      const open = this.open()
      scrollTo(this.rows.find((row) => open.has(row.id))?.element)
    } else if (!isStale && this.rows) {
      this.show()
    }
  }

  build(content) {
    this.content = content
    const words = content.words
    this.rows = content.rows.map((row) => new Row(row, words, {
      toggled: (open) => this.opened(row.id, open),
      taken: () => shell.guard(this.root, () => take(this.components, row.id, this.root)),
    }))
    this.fields = fields(content, (name, value) => this.chose(name, value))
    this.clear = make("button", { type: "button", text: words.clear })
    this.clear.onclick = () => this.cleared()
    this.status = make("p", { class: "status", role: "status" })
    this.groups = make("div")
    const form = make("div", { class: "filters", role: "search" })
    form.append(...Object.values(this.fields).map((field) => field.parentElement), this.clear)
    this.narrowed = make("p", { class: "asked" })
    this.root.replaceChildren(make("style", { text: STYLE }), form, this.narrowed, this.status,
      ...key(content), this.groups)
    this.arranged = null
  }

  chose(name, value) {
    this.choice[name] = value
    this.say(name === "text" ? TEXT_PAUSE_MS : 0)
    this.show()
  }

  cleared() {
    for (const name of FILTERS) this.choice[name] = ""
    this.say(0)
    this.show()
    this.fields.text.focus()
  }

  opened(id, isOpen) {
    const open = this.open()
    if (isOpen) open.add(id)
    else open.delete(id)
    this.choice.open = [...open].join(BETWEEN)
    this.say(0)
  }

  // The clauses whose drawers are open.
  open() {
    return new Set(this.choice.open.split(BETWEEN).filter(Boolean))
  }

  say(pause) {
    this.n += 1
    clearTimeout(this.pause)
    this.pause = setTimeout(() => this.tell({ ...this.choice, n: this.n }), pause)
  }

  // Draw the choice: fields, groups, and which rows are seen.
  show() {
    const { choice, content } = this
    for (const [name, field] of Object.entries(this.fields)) {
      // The space before the next word is not taken away from under who types it.
      if (field.value.trim() !== choice[name].trim()) field.value = choice[name]
    }
    if (this.arranged !== choice.by + choice.order) this.arrange()
    const words = fold(choice.text).split(/\s+/).filter(Boolean)
    const open = this.open()
    let shown = 0
    for (const row of this.rows) {
      row.element.hidden = !finds(row.data, choice, words)
      if (!row.element.hidden) shown += 1
      if (row.isOpen !== open.has(row.id)) row.open(open.has(row.id))
    }
    for (const section of this.groups.querySelectorAll("section.group")) count(section)
    this.groups.querySelector(".columns").hidden = shown === 0
    this.clear.disabled = !FILTERS.some((f) => choice[f])
    this.narrowed.textContent = asked(this.fields, content.words)
    put(this.status, shown === 0
      ? content.words.none
      : content.words.shown.replace("{shown}", shown).replace("{all}", this.rows.length))
  }

  arrange() {
    const { content, choice } = this
    const ordered = choice.order === "clause"
      ? this.rows
      : this.rows.toSorted((one, other) => one.data.urgency - other.data.urgency)
    const numbered = ordered.filter((row) => !row.data.milestone)
    const milestones = ordered.filter((row) => row.data.milestone)
    const sections = Object.entries(content.headings[choice.by]).map(([id, heading]) =>
      group(heading, numbered.filter((row) => row.data[choice.by] === id)))
    sections.push(group(content.words.milestones, milestones))
    this.groups.replaceChildren(columns(content.words), ...sections)
    this.arranged = choice.by + choice.order
  }
}

// One clause: its visible line, and a drawer that is filled when it is first opened.
class Row {
  constructor(data, words, { toggled, taken }) {
    this.data = data
    this.taken = taken
    this.id = data.id
    this.isOpen = false
    this.words = words
    this.button = make("button", {
      type: "button", text: words.why, "aria-expanded": "false",
      "aria-label": `${words.why} ${data.name}`,
    })
    this.drawer = make("div", { class: "drawer" })
    this.drawer.hidden = true
    this.button.onclick = () => { this.open(!this.isOpen); toggled(this.isOpen) }
    this.element = make("li", { class: "row", "data-id": data.id })
    this.element.style.setProperty("--lines", data.readings.length)
    this.element.append(this.name(), ...data.readings.map((one, i) => this.reading(one, i)),
      this.last(), this.bar(), wrap("div", "why", this.button), ...data.beside.map(beside), this.drawer)
  }

  open(isOpen) {
    this.isOpen = isOpen
    if (isOpen && !this.drawer.firstChild) {
      const button = make("button", { type: "button", text: this.words.take })
      button.onclick = this.taken
      this.drawer.append(...this.data.drawer.map((block) => block_(block, this.words)),
        wrap("p", "take", button))
    }
    this.drawer.hidden = !isOpen
    this.button.setAttribute("aria-expanded", String(isOpen))
  }

  name() {
    const { data, words } = this
    const meta = make("small", { text: data.meta })
    if (data.level) {
      const level = make("span", { text: ` · ${words.evidence} ${data.level}` })
      level.title = data.level_words
      meta.append(level)
    }
    return wrap("div", "name", make("h3", { text: data.name }), meta)
  }

  reading(one, i) {
    const { words } = this
    const word = make("span", { text: one.word })
    for (const said of [one.provisional, one.months, one.method].filter(Boolean)) {
      word.append(make("small", { text: said }))
    }
    const verdict = make("p", { class: `verdict ${one.tone}${one.provisional ? " hollow" : ""}` })
    verdict.append(make("span", { class: "shape", "aria-hidden": "true", text: one.shape }), word)
    const gap = cell("gap", words.distance, one.distance)
    for (const said of [one.pace, one.chance].filter(Boolean)) {
      gap.append(make("small", { text: said }))
    }
    const aim = cell("aim", words.aim, one.aim)
    if (one.reading) aim.append(make("small", { text: one.reading }))
    const parts = wrap("div", "reading", verdict, aim, gap)
    parts.style.setProperty("--line", i + 1)
    return parts
  }

  last() {
    const { last } = this.data
    const found = cell("last", this.words.last, last.value, "value")
    if (last.when) found.append(make("small", { text: last.when }))
    found.hidden = !last.value && !last.when
    return found
  }

  bar() {
    const { bar, landing } = this.data
    const box = make("div", { class: "bar" })
    if (bar) box.append(this.drawn(bar))
    if (landing) box.append(make("small", { class: "landed", text: landing }))
    return box
  }

  drawn(bar) {
    const box = make("div", { class: this.data.readings[0].tone })
    box.setAttribute("role", "img")
    box.setAttribute("aria-label", bar.alt)
    box.title = bar.alt
    const track = make("div", { class: bar.last === null ? "track empty" : "track" })
    if (bar.last !== null) track.append(mark("fill", { width: bar.last }))
    if (bar.start !== null) track.append(mark("start", { left: bar.start }))
    for (const [low, high] of bar.goals) {
      const kind = high > low ? "goal range" : "goal"
      track.append(mark(kind, { left: low, width: high - low }))
    }
    if (bar.reach) {
      const [low, high] = bar.reach
      track.append(mark(bar.is_fan ? "reach fan" : "reach", { left: low, width: high - low }))
    }
    if (bar.landing !== null) track.append(mark("landing", { left: bar.landing }))
    for (const left of bar.paths) track.append(mark("path", { left }))
    track.classList.toggle("marked", bar.paths.length > 0)
    box.append(track)
    if (bar.end) {
      const ends = [make("span", { text: "0" }), make("span", { text: bar.end })]
      box.append(wrap("div", "ends", ...ends))
    }
    return box
  }
}

// The components of one verdict as a file, put together from pieces that are asked for at the click.
async function take(url, id, root) {
  const { head, rows, notes } = await documentAt(url)
  const file = new Blob(["\ufeff", head, rows[id] ?? "", notes], { type: "text/csv;charset=utf-8" })
  const link = make("a", { href: URL.createObjectURL(file), download: `ha-noi-so-${id}.csv` })
  link.hidden = true
  root.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000) // the browser may still be reading it
}

function fields(content, chose) {
  const { words, choices } = content
  const text = make("input", { type: "search", placeholder: words.hint, name: "text" })
  text.maxLength = 80
  text.oninput = () => chose("text", text.value)
  labelled(words.text, text).className = "search"
  const found = { text }
  for (const name of ["document", "pillar", "year", "verdict", "by", "order"]) {
    const select = make("select", { name })
    if (FILTERS.includes(name)) select.append(make("option", { value: "", text: words.all }))
    for (const [id, label] of choices[name]) {
      select.append(make("option", { value: id, text: label }))
    }
    select.onchange = () => chose(name, select.value)
    labelled(words[name], select)
    found[name] = select
  }
  return found
}

// What the list is narrowed to, for print, where the fields are not seen.
function asked(found, words) {
  return FILTERS.filter((name) => found[name].value).map((name) => {
    const { value, selectedOptions } = found[name]
    return `${words[name]}: ${selectedOptions ? selectedOptions[0].textContent : value}`
  }).join(" · ")
}

// Twice, since rows on the way have their true height only once they have been near the screen.
function scrollTo(element) {
  element?.scrollIntoView()
  requestAnimationFrame(() => requestAnimationFrame(() => element?.scrollIntoView()))
}

function columns(words) {
  const heads = [words.name, words.verdict, words.aim, words.last, words.bar, words.distance]
  const line = make("div", { class: "columns", "aria-hidden": "true" })
  line.append(...heads.map((text) => make("span", { text })))
  return line
}

// What the marks of the bars mean, of those that are drawn at all.
function key({ rows, words }) {
  const bars = rows.map((row) => row.bar).filter(Boolean)
  const has = (found) => bars.some(found)
  if (!has((bar) => bar.paths.length > 0 || bar.landing !== null)) return []
  const drawn = [
    [words.key_start, has((bar) => bar.start !== null), [mark("start", { left: 50 })]],
    [words.key_path, has((bar) => bar.paths.length > 0), [mark("path", { left: 50 })]],
    [words.key_goal, true, [mark("goal", { left: 50, width: 0 })]],
    [words.key_landing, has((bar) => bar.reach && !bar.is_fan), ends("reach")],
    [words.key_fan, has((bar) => bar.reach && bar.is_fan), ends("reach fan")],
  ]
  const line = make("p", { class: "key" })
  for (const [text, isDrawn, marks] of drawn) {
    if (!isDrawn) continue
    const track = make("span", { class: "track", "aria-hidden": "true" })
    track.append(...marks)
    line.append(wrap("span", "", track, make("span", { text })))
  }
  return [line]
}

function ends(kind) {
  return [mark(kind, { left: 0, width: 100 }), mark("landing", { left: 50 })]
}

function group(heading, rows) {
  const list = make("ul")
  list.append(...rows.map((row) => row.element))
  const title = make("h2", { text: heading })
  title.append(make("span"))
  return wrap("section", "group", title, list)
}

function count(section) {
  const shown = section.querySelectorAll("li.row:not([hidden])").length
  section.hidden = shown === 0
  section.querySelector("h2 span").textContent = ` (${shown})`
}

function block_(block, words) {
  const section = wrap("section", block.banner ? "illustrative" : "",
    make("h4", { text: block.title }))
  if (block.banner) section.append(make("p", { class: "banner", text: block.banner }))
  if (block.kind === "table") section.append(table(block))
  for (const item of block.items) {
    const line = make("p", { text: item.text })
    if (item.lang) line.lang = item.lang
    if (block.kind === "quote" && item.lang) line.className = "quote"
    if (item.aside) line.append(make("i", { text: ` (${item.aside})` }))
    if (item.url) {
      const link = make("a", { href: item.url, target: "_blank", rel: "noopener noreferrer",
        text: item.url, title: words.opens })
      line.append(make("br"), link)
    }
    section.append(line)
  }
  return section
}

function table({ title, head, lines }) {
  const found = make("table", { "aria-label": title })
  const heads = head.map((text) => make("th", { scope: "col", text }))
  const rows = lines.map((line) => wrap("tr", "", ...line.map((text, i) =>
    make("td", { "data-label": head[i], text }))))
  found.append(wrap("thead", "", wrap("tr", "", ...heads)), wrap("tbody", "", ...rows))
  return found
}

function cell(kind, label, text, textClass = "") {
  const found = make("p", { class: `cell ${kind}` })
  if (!text) return found
  found.append(make("span", { class: "label", text: label }), make("span", { class: textClass, text }))
  return found
}

// What another document asks of the same figure: two verdicts of one figure stand side by side.
function beside({ tone, asked, said }) {
  return wrap("p", "beside", make("span", { text: asked }), " ", make("b", { class: tone, text: said }))
}

function mark(kind, places) {
  const found = make("i", { class: kind })
  for (const [side, place] of Object.entries(places)) found.style[side] = `${place}%`
  return found
}

function finds(row, choice, words) {
  const exact = ["document", "pillar", "year"].every((f) => !choice[f] || choice[f] === row[f])
  return exact && (!choice.verdict || row.groups.includes(choice.verdict))
    && words.every((word) => row.haystack.includes(word))
}
