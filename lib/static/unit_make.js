// Elements, texts and numbers of the unit's profile. Data only ever become text or attributes.

const SVG = "http://www.w3.org/2000/svg"

export function make(tag, { text, ...attributes } = {}) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  if (text !== undefined) found.textContent = text
  return found
}

export function wrap(tag, kind, ...children) {
  const found = make(tag, kind ? { class: kind } : {})
  found.append(...children.filter((child) => child !== null && child !== undefined))
  return found
}

export function draw(parent, tag, attributes = {}, text) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  if (text !== undefined) node.textContent = text
  parent.append(node)
  return node
}

export function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

const WRITERS = new Map()

export function number(value, decimals, lang) {
  const key = `${lang}${decimals}`
  if (!WRITERS.has(key)) WRITERS.set(key, new Intl.NumberFormat(lang, { maximumFractionDigits: decimals }))
  return WRITERS.get(key).format(value / 10 ** decimals + 0).replace(/^-0$/, "0").replace("-", "−")
}

// A value of a line with its unit, e.g. "97,38 %".
export function written(line, value, lang) {
  return say(line.form, { n: number(value, line.decimals, lang) })
}

export function gapOf(line, gap, lang) {
  const n = number(Math.abs(gap), line.decimals, lang)
  return say(line.gaps[n === "1" ? 0 : 1], { n })
}

// A cell of a line: what is known of the unit at `at` in the period at `place`.
export function cellAt(line, place, at) {
  const marks = line.marks[place]
  return {
    value: line.values[place]?.[at] ?? null,
    mark: marks.length === 1 ? marks : marks[at],
    rank: rankAt(line, place, at),
    place,
  }
}

// The last period in which the unit has a value, else the line's last.
export function lastOf(line, at) {
  for (let place = line.periods.length - 1; place >= 0; place -= 1) {
    if (line.values[place]?.[at] != null) return cellAt(line, place, at)
  }
  return cellAt(line, line.periods.length - 1, at)
}

// A rank with the places that equal values share: { first, last, of }.
function rankAt(line, place, at) {
  const ranks = line.ranks[place]
  const first = ranks?.[at]
  if (first == null) return null
  const shared = ranks.filter((rank) => rank === first).length
  return { first, last: first + shared - 1, of: ranks.filter((rank) => rank !== null).length }
}

export function rankWords({ first, last, of }, words) {
  return say(words.place, { place: first === last ? first : `${first}–${last}`, n: of })
}

// The badge of what was made for demonstration, hatched; other values have none.
export function badge(mark, book) {
  if (mark !== "i") return null
  const found = make("i", { class: "badge", role: "img", "aria-label": book.marks.i })
  found.title = book.marks.i
  return found
}
