// What stands in each unit at a period: value, class, rank, status, texts. Worked out once a period.

import { say } from "./dom.js"
import { counted, decimal } from "./numbers.js"

// The kinds of empty by the letter that cells have, as a link names them.
export const EMPTY = { N: "not_published", C: "not_collected", A: "not_applicable", S: "suppressed",
  P: "no_data_for_period" }

// `value` is whole, in units of its last printed decimal.
export function plain(value, decimals, lang, signed = false, least = 0) {
  const text = decimal(value / 10 ** decimals, lang, decimals, { least })
  return signed && value > 0 ? `+${text}` : text
}

export function written(data, value, least = 0) {
  return say(data.form, { n: plain(value, data.decimals, data.lang, false, least) })
}

// The decimals that every value of a column needs, so that they do not jump within it.
function digitsOf(values, decimals) {
  const known = values.filter((value) => value !== null)
  let digits = decimals
  while (digits > 0 && known.every((value) => value % 10 ** (decimals - digits + 1) === 0)) digits -= 1
  return digits
}

// The value shown by the colours, in words: a number with its unit, or a verdict.
export function shownText(data, value) {
  const { look } = data
  if (look.scale === "status") return look.labels[value]
  return counted(look.forms, plain(value, look.decimals, data.lang, look.scale === "diverging"))
}

// The target that units are held against, if this series has one of its own.
export function goalOf(data, choice) {
  return data.goals.find((goal) => String(goal.year) === choice.target && goal.at !== undefined)
}

export function isReached(goal, value) {
  const ahead = goal.sense * (value - goal.at)
  return ahead > 0 || (ahead === 0 && !goal.strict)
}

export function gapText(data, goal, value) {
  const gap = Math.abs(goal.at - value)
  return counted(data.gaps, plain(gap, data.decimals, data.lang))
}

export function markAt(marks, at) { return marks.length === 1 ? marks : marks[at] }

function rankings(values, better) {
  const known = values.filter((value) => value !== null)
  const rank = new Map()
  const ties = new Map()
  known.toSorted((a, b) => better * (b - a)).forEach((value, i) => {
    if (!rank.has(value)) rank.set(value, i + 1)
    ties.set(value, (ties.get(value) ?? 0) + 1)
  })
  return { rank, ties, count: known.length }
}

// The meanings by which the table is ranked; by any other, ranks are those of the values.
const ORDERED = new Set(["gap", "share", "change"])

// The rank in the table, of what the table is sorted by. Of a few units that a source chose there is none.
function rankOf(order, value, { data, words, isNamed }) {
  if (value === null || isNamed) return { rank: null, rankText: "–" }
  const rank = order.rank.get(value)
  if (data.is_rank && data.look.meaning === "value") return { rank, rankText: "–" }
  return { rank, rankText: order.ties.get(value) > 1 ? say(words.tied, { n: rank }) : String(rank) }
}

// Maps code → cell for the period at `place`. `atlas` holds data, base, layer, words, choice,
// geometry; its `cache` is emptied whenever one of those changes.
export function cellsAt(atlas, place) {
  if (atlas.cache[place]) return atlas.cache[place]
  const { data, base, layer, words } = atlas
  const values = base.values[place]
  const standing = rankings(values, data.better)
  // Of a few units that a source chose, and of made-up values, no sentence ranks any.
  const named = data.named?.[place] ?? ""
  const isSpoken = !named && !base.marks[place].includes("i")
  const order = ORDERED.has(data.look.meaning)
    ? rankings(layer.values[place], data.look.meaning === "change" ? data.better : 1) : standing
  const citable = values.filter((_, at) => markAt(base.marks[place], at) !== "i")
  const least = { own: digitsOf(citable, data.decimals), shown: digitsOf(layer.values[place], data.look.decimals) }
  const goal = goalOf(data, atlas.choice)
  const city = base.city[place]
  const cells = new Map()
  for (const unit of atlas.geometry.units) {
    const { at } = unit
    const value = values[at]
    const shown = layer.values[place][at]
    const mark = markAt(layer.marks[place], at)
    const own = markAt(base.marks[place], at)
    const cls = shown === null ? null : data.look.edges.filter((edge) => edge <= shown).length
    const rank = value === null || named ? null : standing.rank.get(value)
    const shared = standing.ties.get(value) ?? 0
    cells.set(unit.code, {
      value, shown, mark, own, place: cls, key: cls === null ? EMPTY[mark] : data.look.keys[cls],
      ...rankOf(order, order === standing ? value : shown, { data, words, isNamed: Boolean(named) }),
      standing: value === null || data.is_rank ? "" : !isSpoken ? named : say(words[shared > 1 ? "rank_tied" : "rank_of"],
        { rank, n: standing.count, ties: shared }),
      text: value === null ? words.marks[own] : written(data, value),
      column: value === null ? words.marks[own] : written(data, value, own === "i" ? 0 : least.own),
      digits: data.look.meaning === "value" ? (own === "i" ? 0 : least.own) : least.shown,
      shownText: shown === null ? words.marks[mark] : shownText(data, shown),
      origin: words.marks[own],
      hatched: mark === "i",
      versus: value === null || !city ? null : value - city[0],
      status: value === null ? "without" : goal ? (isReached(goal, value) ? "reached" : "short") : "",
    })
  }
  atlas.cache[place] = cells
  return cells
}

// Which classes the legend hatches: those where at least half of the values are illustrative. A class
// nobody is in, and every step of a continuous scale, is as the map as a whole is.
export function hatchedClasses(cells, look) {
  const isMostly = (known) => known.length > 0 && 2 * known.filter((cell) => cell.mark === "i").length >= known.length
  const known = cells.filter((cell) => cell.place !== null)
  const classes = look.colours.map((_, place) => look.continuous ? [] : known.filter((cell) => cell.place === place))
  return classes.map((own) => isMostly(own.length ? own : known))
}

// Which units the reader's filters leave, or null where there are none.
export function filtered(atlas, cells) {
  const { group, status } = atlas.choice
  const hasGoal = Boolean(goalOf(atlas.data, atlas.choice))
  const isOpen = group === "all" && (status === "any" || (!hasGoal && status !== "without"))
  if (isOpen) return null
  return new Set(atlas.geometry.units.filter((unit) => (group === "all" || unit.group === group) &&
    (status === "any" || (!hasGoal && status !== "without") || cells.get(unit.code).status === status))
    .map((unit) => unit.code))
}

// The points of one unit (or of the city, `at` null) in time: [place, value] where there is one.
export function history(base, at) {
  const values = base.values.map((line, place) => at === null ? base.city[place]?.[0] ?? null : line[at])
  return values.map((value, place) => [place, value])
    .filter(([place, value]) => value !== null && base.t[place] !== null)
}
