// The list of targets. All rows come once from a cached address; filtering, grouping, searching and
// opening drawers happen here, without the server, which only hears what is chosen (for the link).

const STYLE = `
.root { container-type: inline-size; font-family: var(--st-font); color: var(--st-text-color);
  font-size: 1rem; line-height: 1.4 }
h2, h3, p, ul, dl, dd { margin: 0; padding: 0 }
ul { list-style: none }
[hidden] { display: none !important }
.filters { display: grid; grid-template-columns: 2fr repeat(6, minmax(0, 1fr)) auto; gap: .75rem;
  align-items: end; padding: .5rem 0 .25rem }
label { display: block; font-size: .8125rem; color: var(--soft) }
select, input { font: inherit; font-size: .9375rem; width: 100%; box-sizing: border-box;
  min-height: 2.5rem; margin-top: .2rem; padding: .3rem .6rem; color: var(--st-text-color);
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius) }
input::placeholder { color: var(--soft); opacity: 1 }
button { font: inherit; font-size: .875rem; min-height: 2.25rem; padding: .3rem .75rem;
  cursor: pointer; color: var(--st-link-color); background: transparent; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius) }
button:hover { border-color: var(--st-primary-color) }
.filters button { min-height: 2.5rem }
:is(select, input, button, a):focus-visible { outline: 3px solid var(--st-primary-color);
  outline-offset: 1px }
.status { font-size: .875rem; color: var(--soft); padding: .25rem 0 }
h2 { font-size: 1.15rem; font-weight: 600; padding: 1.25rem 0 .35rem;
  border-bottom: 2px solid var(--st-border-color) }
h2 span { font-weight: 400; color: var(--soft); font-size: .9375rem }
.columns, li.row { display: grid; column-gap: 1rem; align-items: start;
  grid-template-columns: minmax(11rem, 2.6fr) minmax(7.5rem, 1.3fr) minmax(6rem, 1.1fr)
    minmax(7rem, 1.2fr) minmax(5.5rem, 1.1fr) minmax(7.5rem, 1.3fr) 5.5rem }
.columns { font-size: .8125rem; color: var(--soft); padding-top: .5rem }
/* What is off the screen is laid out only when it comes near. */
li.row { content-visibility: auto; contain-intrinsic-size: auto 3.75rem; scroll-margin-top: 4.5rem; padding: .6rem 0; border-bottom: 1px solid var(--st-border-color) }
h3 { font-size: 1rem; font-weight: 600; line-height: 1.3 }
.name { grid-column: 1; grid-row: 1 / span var(--lines) }
.reading { display: contents }
.verdict { grid-column: 2; font-weight: 600; display: flex; gap: .45rem }
.aim { grid-column: 3; font-variant-numeric: tabular-nums }
.last { grid-column: 4; grid-row: 1 / span var(--lines); font-variant-numeric: tabular-nums }
.bar { grid-column: 5; grid-row: 1 / span var(--lines) }
.gap { grid-column: 6 }
.why { grid-column: 7; grid-row: 1 / span var(--lines) }
.verdict, .aim, .gap { grid-row: var(--line); padding-bottom: .15rem }
small { display: block; font-size: .8125rem; font-weight: 400; color: var(--soft) }
.value { font-weight: 600 }
.shape { flex: none; width: 1.1em; text-align: center }
.hollow .shape { -webkit-text-stroke: 1px currentColor; -webkit-text-fill-color: transparent }
.good { color: var(--good) } .fair { color: var(--fair) } .poor { color: var(--poor) }
.bad { color: var(--bad) } .quiet { color: var(--quiet) }
.label { position: absolute; left: -9999px }
.track { position: relative; height: .8rem; margin: .3rem 0 .1rem; box-sizing: border-box;
  border: 1px solid var(--st-border-color); background: var(--st-secondary-background-color);
  print-color-adjust: exact }
.track.empty { border-style: dashed; background: transparent }
.track i { position: absolute; top: 0; bottom: 0; box-sizing: border-box }
.track .fill { left: 0; background: currentColor; opacity: .75 }
.track .start { width: 0; border-left: 2px dotted var(--st-text-color); top: -3px; bottom: -3px }
.track .goal { top: -4px; bottom: -4px; min-width: 3px; margin-left: -1.5px;
  background: var(--st-text-color) }
.track .range { background: transparent; border: 2px solid var(--st-text-color) }
.ends { display: flex; justify-content: space-between; font-size: .75rem; color: var(--soft) }
.drawer { grid-column: 1 / -1; margin-top: .6rem; padding: .75rem 1rem;
  background: var(--st-secondary-background-color); border-left: 3px solid var(--st-primary-color);
  columns: 2; column-gap: 2.5rem }
.drawer section { break-inside: avoid; padding-bottom: .75rem; font-size: .9375rem }
.drawer h4 { margin: 0 0 .15rem; font-size: .8125rem; font-weight: 600; color: var(--soft) }
.drawer p { overflow-wrap: anywhere; padding-bottom: .2rem }
.drawer [lang=vi].quote { font-size: 1rem; border-left: 2px solid var(--st-border-color);
  padding-left: .6rem }
.drawer a { color: var(--st-link-color); font-size: .8125rem }
@container (max-width: 68rem) {
  .filters { grid-template-columns: repeat(4, minmax(0, 1fr)) }
}
@container (max-width: 57rem) {
  .columns, .last:not(:has(.value)) { display: none }
  .filters { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .filters .search { grid-column: 1 / -1 }
  li.row { display: flex; flex-direction: column; gap: .3rem }
  .reading { display: block }
  .bar, .drawer { align-self: stretch }
  .drawer { columns: 1; padding: .6rem .75rem }
  .cell .label { position: static; color: var(--soft); font-size: .8125rem }
  .cell .label::after { content: ": " }
  .cell small { display: inline; margin-left: .4rem }
  .bar { max-width: 24rem; width: 100% }
}
@media print {
  .filters, .why, .status { display: none !important }
  li.row { content-visibility: visible }
  .name, .reading, h2 { break-inside: avoid; break-after: avoid }
  .drawer { background: transparent; font-size: .8125rem; columns: 2; padding: .25rem .75rem }
  .drawer section, .drawer section * { font-size: inherit; padding-bottom: .1rem }
}
`

const TEXT_PAUSE_MS = 350 // after the last letter, before the server hears of a search

const FILTERS = ["document", "pillar", "year", "verdict", "text"]

const documents = new Map() // by address: one promise of each language's rows

function documentAt(url) {
  if (!documents.has(url)) documents.set(url, fetch(url).then((answer) => answer.json()))
  return documents.get(url)
}

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  root.list ??= new List(root)
  root.list.tell = (choice) => setStateValue("choice", choice)
  root.list.hear(data)
  return () => root.list.end()
}

// What is chosen, and the elements that show it. `n` numbers what was chosen here, so that the echo
// of an earlier choice is known as such and doesn't take back letters typed since.
class List {
  constructor(root) {
    this.root = root
    this.choice = null
    this.n = 0
    this.openAll = () => this.rows?.forEach((row) => row.toggle(true))
    this.closeAgain = () => this.rows?.forEach((row) => row.toggle(row.isOpen))
    window.addEventListener("beforeprint", this.openAll)
    window.addEventListener("afterprint", this.closeAgain)
  }

  end() {
    window.removeEventListener("beforeprint", this.openAll)
    window.removeEventListener("afterprint", this.closeAgain)
    clearTimeout(this.pause)
  }

  async hear(data) {
    for (const [tone, colour] of Object.entries(data.tones)) {
      this.root.style.setProperty(`--${tone}`, colour)
    }
    this.root.style.setProperty("--soft", data.tones.quiet)
    const isStale = data.n > 0 && data.n < this.n
    if (!isStale) {
      this.choice = { ...data.choice }
      this.n = Math.max(this.n, data.n)
    }
    if (data.url !== this.url) {
      this.url = data.url
      const content = await documentAt(data.url)
      if (this.url !== data.url) return // another language was asked for meanwhile
      this.build(content)
      this.show()
      scrollTo(this.rows.find((row) => row.id === this.choice.open)?.element)
    } else if (!isStale && this.rows) {
      this.show()
    }
  }

  build(content) {
    this.content = content
    const words = content.words
    this.rows = content.rows.map((row) => new Row(row, words, (open) => this.opened(row.id, open)))
    this.fields = fields(content, (name, value) => this.chose(name, value))
    this.clear = make("button", { type: "button", text: words.clear })
    this.clear.onclick = () => this.cleared()
    this.status = make("p", { class: "status", role: "status" })
    this.groups = make("div")
    const form = make("div", { class: "filters", role: "search" })
    form.append(...Object.values(this.fields).map((field) => field.parentElement), this.clear)
    this.root.replaceChildren(make("style", { text: STYLE }), form, this.status, this.groups)
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

  opened(id, open) {
    if (!open && this.choice.open !== id) return
    this.choice.open = open ? id : ""
    this.say(0)
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
      if (field.value !== choice[name] && field !== this.root.getRootNode().activeElement) {
        field.value = choice[name]
      } else if (field.tagName === "SELECT") field.value = choice[name]
    }
    if (this.arranged !== choice.by + choice.order) this.arrange()
    const words = fold(choice.text).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const row of this.rows) {
      row.element.hidden = !finds(row.data, choice, words)
      if (!row.element.hidden) shown += 1
      if (row.id === choice.open && !row.isOpen) row.open(true)
    }
    for (const section of this.groups.querySelectorAll("section.group")) count(section)
    this.groups.querySelector(".columns").hidden = shown === 0
    this.clear.disabled = !FILTERS.some((f) => choice[f])
    this.status.textContent = shown === 0
      ? content.words.none
      : content.words.shown.replace("{shown}", shown).replace("{all}", this.rows.length)
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
  constructor(data, words, onToggle) {
    this.data = data
    this.id = data.id
    this.isOpen = false
    this.words = words
    this.button = make("button", {
      type: "button", text: words.why, "aria-expanded": "false",
      "aria-label": `${words.why} ${data.name}`,
    })
    this.drawer = make("div", { class: "drawer" })
    this.drawer.hidden = true
    this.button.onclick = () => { this.open(!this.isOpen); onToggle(this.isOpen) }
    this.element = make("li", { class: "row", "data-id": data.id })
    this.element.style.setProperty("--lines", data.readings.length)
    this.element.append(this.name(), ...data.readings.map((one, i) => this.reading(one, i)),
      this.last(), this.bar(), wrap("div", "why", this.button), this.drawer)
  }

  open(isOpen) {
    this.isOpen = isOpen
    this.toggle(isOpen)
  }

  toggle(isOpen) {
    if (isOpen && !this.drawer.firstChild) {
      this.drawer.append(...this.data.drawer.map((block) => block_(block, this.words)))
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
    if (one.provisional) word.append(make("small", { text: one.provisional }))
    const verdict = make("p", { class: `verdict ${one.tone}${one.provisional ? " hollow" : ""}` })
    verdict.append(make("span", { class: "shape", "aria-hidden": "true", text: one.shape }), word)
    const gap = cell("gap", words.distance, one.distance)
    if (one.pace) gap.append(make("small", { text: one.pace }))
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
    const { bar, readings } = this.data
    const box = make("div", { class: `bar ${readings[0].tone}` })
    if (!bar) return box
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
    box.append(track)
    if (bar.end) {
      const ends = [make("span", { text: "0" }), make("span", { text: bar.end })]
      box.append(wrap("div", "ends", ...ends))
    }
    return box
  }
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

// Twice, since rows on the way have their true height only once they have been near the screen.
function scrollTo(element) {
  element?.scrollIntoView()
  requestAnimationFrame(() => requestAnimationFrame(() => element?.scrollIntoView()))
}

function labelled(text, field) {
  const label = make("label", { text })
  label.append(field)
  return label
}

function columns(words) {
  const heads = [words.name, words.verdict, words.aim, words.last, words.bar, words.distance]
  const line = make("div", { class: "columns", "aria-hidden": "true" })
  line.append(...heads.map((text) => make("span", { text })))
  return line
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
  const section = wrap("section", "", make("h4", { text: block.title }))
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

function cell(kind, label, text, textClass = "") {
  const found = make("p", { class: `cell ${kind}` })
  if (!text) return found
  found.append(make("span", { class: "label", text: label }), make("span", { class: textClass, text }))
  return found
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

// As `lib.view.targets.fold`: no capitals, no tone marks, đ as d.
function fold(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "")
}

// Data only ever become text or attributes, never markup.
function make(tag, { text, ...attributes } = {}) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  if (text !== undefined) found.textContent = text
  return found
}

function wrap(tag, kind, ...children) {
  const found = make(tag, kind ? { class: kind } : {})
  found.append(...children)
  return found
}
