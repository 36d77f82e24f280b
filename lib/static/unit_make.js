// Numbers, cells and ranks of the unit's profile, and how they are written.

import { make, say } from "./dom.js"
import { counted, decimal } from "./numbers.js"

// `value` is whole, in units of its last printed decimal.
export function number(value, decimals, lang, least = 0) {
  return decimal(value / 10 ** decimals, lang, decimals, { least })
}

// A value of a line with its unit, e.g. "97,38 %".
export function written(line, value, lang, least = 0) {
  return say(line.form, { n: number(value, line.decimals, lang, least) })
}

// The decimals that every value of a column needs, so that they do not jump within it.
export function digitsOf(values, decimals) {
  const known = values.filter((value) => value !== null && value !== undefined)
  let digits = decimals
  while (digits > 0 && known.every((value) => value % 10 ** (decimals - digits + 1) === 0)) digits -= 1
  return digits
}

export function gapOf(line, gap, lang) {
  return counted(line.gaps, number(Math.abs(gap), line.decimals, lang))
}

// A cell of a line: what is known of the unit at `at` in the period at `place`.
export function cellAt(line, place, at) {
  const marks = line.marks[place]
  return {
    value: line.values[place]?.[at] ?? null,
    mark: marks.length === 1 ? marks : marks[at],
    rank: rankAt(line, place, at),
    named: Array.isArray(line.named) ? line.named[place] : line.named,
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
