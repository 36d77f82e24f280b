// Every indicator of the units shown, by pillar, against the city and its targets.

import { make, say, wrap } from "./dom.js"
import { badge, gapOf, lastOf, rankWords, written } from "./unit_make.js"

export function drawTable(section, ctx) {
  const { book, shown, words } = ctx
  const isOne = shown.length === 1
  const heads = isOne
    ? [words.indicator, words.value, words.city, words.rank, words.target]
    : [words.indicator, words.city, words.target, ...shown.map((at) => book.units[at].short)]
  const table = make("table", { class: isOne ? "one" : "many", role: "table" })
  table.style.setProperty("--count", shown.length)
  const row = wrap("tr", "", ...heads.map((text, i) => {
    const cell = make("th", { scope: "col", role: "columnheader", text })
    if (!isOne && i > 2) cell.className = `u${i - 3}`
    return cell
  }))
  row.setAttribute("role", "row")
  const head = wrap("thead", "", row)
  head.setAttribute("role", "rowgroup")
  table.append(make("caption", { text: words.indicators }), head)
  for (const [pillar, name] of Object.entries(book.pillars)) {
    const lines = book.lines.filter((line) => line.pillar === pillar
      && (!ctx.data.present || line.goals.some((goal) => !goal.other)))
    if (!lines.length) continue
    const title = make("th", { scope: "rowgroup", role: "rowheader", colspan: heads.length, text: name })
    title.style.color = `var(--${pillar})`
    const top = wrap("tr", "pillar", title)
    top.setAttribute("role", "row")
    const body = wrap("tbody", "", top, ...lines.map((line) => rowOf(line, heads, isOne, ctx)))
    body.setAttribute("role", "rowgroup")
    table.append(body)
  }
  const notes = book.lines.some((line) => line.goals.some((goal) => goal.other))
    ? [make("p", { class: "note", text: words.other })] : []
  section.replaceChildren(table, ...notes)
}

function rowOf(line, heads, isOne, ctx) {
  const { words } = ctx
  const button = make("button", { type: "button", text: line.label, "data-line": line.id,
    "aria-pressed": String(line.id === ctx.ind) })
  button.title = say(words.choose, { label: line.label })
  button.onclick = () => ctx.chooseLine(line.id)
  const name = make("th", { scope: "row", role: "rowheader" })
  name.append(button)
  const cells = isOne ? oneUnit(line, ctx) : manyUnits(line, ctx)
  const row = wrap("tr", line.id === ctx.ind ? "chosen" : "", name, ...cells.map((cell, i) => {
    cell.setAttribute("role", "cell")
    cell.dataset.label = heads[i + 1]
    return cell
  }))
  row.setAttribute("role", "row")
  return row
}

function oneUnit(line, ctx) {
  const { shown, words } = ctx
  const last = lastOf(line, shown[0])
  const ranked = line.is_rank || last.value === null ? "" : last.rank ? rankWords(last.rank, words) : last.named
  return [
    valueCell(line, last, ctx, { withPeriod: true }), cityCell(line, last.place, ctx),
    make("td", { class: "rank", text: ranked }),
    wrap("td", "goals", ...line.goals.toReversed().map((goal) =>
      wrap("div", "", aim(goal), status(line, goal, shown[0], last, ctx)))),
  ]
}

function manyUnits(line, ctx) {
  const { shown, words } = ctx
  const goal = line.goals.at(-1)
  const place = Math.max(...shown.map((at) => lastOf(line, at).place))
  return [
    cityCell(line, place, ctx), wrap("td", "aim", goal ? aim(goal) : null),
    ...shown.map((at, i) => {
      const last = lastOf(line, at)
      const cell = valueCell(line, last, ctx, { withPeriod: true })
      cell.classList.add(`u${i}`)
      if (last.rank && !line.is_rank) cell.append(make("small", { text: rankWords(last.rank, words) }))
      else if (last.named && last.value !== null) cell.append(make("small", { text: last.named }))
      const standing = goal && status(line, goal, at, last, ctx)
      if (standing) cell.append(standing)
      return cell
    }),
  ]
}

function valueCell(line, { value, mark, place }, ctx, { withPeriod }) {
  const { book, lang } = ctx
  if (value === null) {
    return wrap("td", "value none", wrap("span", `empty e${mark}`, make("span", { text: book.marks[mark] })),
      make("small", { class: "owed", text: line.owed }))
  }
  const cell = wrap("td", "value", make("b", { text: written(line, value, lang) }), badge(mark, book))
  const about = [withPeriod && line.periods[place], mark !== "i" && mark !== "o" && book.marks[mark]]
  cell.append(make("small", { text: about.filter(Boolean).join(" · ") }))
  return cell
}

function cityCell(line, place, { book, words, lang }) {
  const found = line.city[place]
  if (!found) return make("td", { class: "city", text: words.city_none })
  const [value, isPublished, isIllustrative] = found
  return wrap("td", "city", make("span", { text: written(line, value, lang) }),
    isIllustrative ? badge("i", book) : null,
    make("small", { text: isPublished ? words.city_published : words.city_units }))
}

function aim(goal) {
  return make("div", { text: `${goal.year}: ${goal.aim}${goal.other ? "*" : ""}` })
}

// Verdict of the unit's own figures, and how far the last one is; never of another series. Of a year
// that is over, later figures change nothing, which is said where there are some.
export function status(line, goal, at, { value, place: last }, { book, words, lang }) {
  if (goal.other || value === null) return null
  const gap = goal.sense * (goal.at - value)
  const isReached = gap < 0 || (gap === 0 && !goal.strict)
  const far = isReached ? "" : say(words.short, { gap: gapOf(line, gap, lang) })
  const place = Array.isArray(goal.verdicts) ? goal.verdicts[at] : goal.verdicts
  if (place === null) return far ? wrap("div", "status", make("small", { text: far })) : null
  const [word, shape, tone, isHollow] = book.signs[place]
  const found = wrap("div", `status ${tone}`,
    make("span", { class: isHollow ? "shape hollow" : "shape", "aria-hidden": "true", text: shape }), make("span", { text: word }))
  const isLate = goal.end && line.t[last] > goal.year + 1.001
  const small = isLate ? say(words.by_end, { day: goal.end }) : far
  if (small) found.append(make("small", { text: small }))
  return found
}
