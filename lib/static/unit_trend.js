// The trend of one indicator: figures, the way to the target, projections, the city, and ranks.

import { chart, strip, ticksOf } from "./unit_chart.js"
import { make, say, wrap } from "./dom.js"
import { cellAt, digitsOf, lastOf, number, rankWords, written } from "./unit_make.js"

const LABEL_LETTERS = 16

export function drawTrend(section, ctx, place, ahead, width) {
  const { book, words, data } = ctx
  const line = book.lines[place]
  const em = parseFloat(getComputedStyle(section).fontSize) * 0.93
  const box = { width: Math.max(width, 260), em }
  const units = ctx.shown.map((at, i) => unitOf(line, at, i, ahead, ctx))
  const title = wrap("h2", "", make("span", { text: line.label }))
  if (line.measure) title.append(" ", make("small", { text: `(${line.measure})` }))
  const parts = [wrap("div", "top", title, chooser(ctx, line))]
  const drawn = units.some((unit) => unit.pts.length > 1 || unit.row) ? figures(line, units, box, ctx) : null
  if (drawn) parts.push(key(line, units, ctx), drawn)
  else parts.push(make("p", { class: "note", text: undrawn(line, ctx) }))
  parts.push(...sentences(line, units, ahead, drawn, ctx))
  const strip = stripPicture(line, units, box, ctx)
  if (strip) parts.push(...strip)
  const ranks = rankPicture(line, units, box, ctx)
  if (ranks) parts.push(make("h3", { text: words.rank_history }), ranks)
  if (!data.present) parts.push(asTable(line, ctx))
  keep(section, parts)
}

// The chooser keeps the reader's focus when it is drawn anew.
function keep(section, parts) {
  const hadFocus = section.getRootNode().activeElement?.name === "indicator"
  section.replaceChildren(...parts)
  if (hadFocus) section.querySelector("select").focus()
}

function chooser(ctx, line) {
  const { book, words } = ctx
  const select = make("select", { name: "indicator", "aria-label": words.indicator })
  for (const [pillar, name] of Object.entries(book.pillars)) {
    const group = make("optgroup", { label: name })
    const lines = book.lines.filter((one) => one.pillar === pillar)
    group.append(...lines.map((one) => make("option", { value: one.id, text: one.label })))
    if (lines.length) select.append(group)
  }
  select.value = line.id
  select.title = line.label // it may be cut off
  select.onchange = () => ctx.chooseLine(select.value)
  return select
}

function unitOf(line, at, i, ahead, { book }) {
  const cells = line.periods.map((_, place) => cellAt(line, place, at))
  const dated = cells.filter((cell) => cell.value !== null && line.t[cell.place] !== null)
  return {
    at, i, cells, name: book.units[at].name, short: book.units[at].short,
    pts: dated.map((cell) => [line.t[cell.place], cell.value]),
    hollow: dated.map((cell) => cell.mark === "i"),
    dated, row: ahead?.rows[at] || null, way: ahead?.ways[at]?.at(-1) ?? null,
  }
}

function undrawn(line, { shown, book, words }) {
  return shown.some((at) => lastOf(line, at).value !== null)
    ? words.one_period : `${words.no_value} ${book.units[shown[0]].name}: ${line.owed}.`
}

function figures(line, units, box, ctx) {
  const { book, words, lang, data } = ctx
  const lines = []
  const bands = []
  const isOne = units.length === 1
  const city = line.city.map((found, place) => found && line.t[place] !== null ? [line.t[place], found[0]] : null).filter(Boolean)
  if (city.length) lines.push({ pts: city, kind: "city", unit: "c", label: words.city, dots: city.length === 1 })
  for (const unit of units) {
    if (!unit.pts.length) continue
    const [, t, middle, low, high] = unit.row ?? []
    if (unit.row && isOne) bands.push({ pts: t.map((at, k) => [at, low[k], high[k]]), unit: unit.i, kind: unit.row[0] })
    if (unit.way && isOne) lines.push({ pts: unit.way, kind: "way", unit: "c" })
    if (unit.row) lines.push({ pts: t.map((at, k) => [at, middle[k]]), kind: "ahead", unit: unit.i })
    lines.push({
      pts: unit.pts, unit: unit.i, kind: unit.hollow.some(Boolean) ? "past made" : "past", dots: true,
      hollow: unit.hollow, label: unit.row ? "" : shorten(unit.short),
      titles: unit.dated.map((cell) => `${unit.name}, ${line.periods[cell.place]}: ${written(line, cell.value, lang)}`),
    })
    if (unit.row) lines.at(-2).label = shorten(unit.short)
  }
  const goals = line.goals.filter((goal) => !goal.other && goal.year + 1 >= lines[0].pts[0][0] - 0.01)
    .map((goal) => ({ t: goal.year + 1, v: goal.at, text: `${goal.year}: ${goal.aim}` }))
  const every = [...lines.flatMap((one) => one.pts.map(([, v]) => v)), ...goals.map((goal) => goal.v),
    ...bands.flatMap((band) => band.pts.flatMap(([, low, high]) => [low, high]))]
  const moments = [...lines.flatMap((one) => one.pts.map(([t]) => t)), ...goals.map((goal) => goal.t)]
  const from = Math.min(...moments) - 0.15
  const to = Math.max(...moments) + 0.05
  const longest = Math.max(...lines.map((one) => one.label?.length ?? 0))
  const picture = {
    ...box, height: (data.present ? 19 : 21) * box.em, room: Math.min(longest, LABEL_LETTERS) * 0.54 + 1.2,
    x: [from, Math.max(to, from + 1.2)], y: axisOf(line, every, lang), lines, bands, goals,
  }
  return pictureOf(picture, units.map((unit) => heard(line, unit, ctx)).join(" "))
}

function shorten(name) {
  return name.length > LABEL_LETTERS ? `${name.slice(0, LABEL_LETTERS - 1)}…` : name
}

function axisOf(line, values, lang) {
  let low = Math.min(...values)
  let high = Math.max(...values)
  const margin = Math.max((high - low) * 0.08, Math.abs(high) * 0.004, 1)
  low = low >= 0 ? Math.max(0, low - margin) : low - margin
  high = line.cap !== null && high <= line.cap ? Math.min(line.cap, high + margin) : high + margin
  const found = ticksOf(low, high, 5)
  // Fewer decimals than the figures have, as many as tell the ticks apart.
  return { low, high, title: line.measure, ticks: found.map((v) => [v, number(v, line.decimals, lang)]) }
}

function pictureOf(picture, alt) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  chart(svg, picture, alt)
  return wrap("div", "chart", svg)
}

function heard(line, unit, { words, lang, book }) {
  const { dated, name, row } = unit
  const goal = line.goals.filter((one) => !one.other).at(-1)
  const parts = []
  if (dated.length) {
    const [first, last] = [dated[0], dated.at(-1)]
    const said = (cell) => written(line, cell.value, lang)
    const form = dated.length > 1 ? words.heard : words.heard_one
    parts.push(say(form, { label: line.label, name, first: said(first), from: line.periods[first.place],
      last: said(last), to: line.periods[last.place] }))
    const city = line.city[last.place]
    if (city) parts.push(say(words.heard_city, { value: written(line, city[0], lang), when: line.periods[last.place] }))
    if (last.mark === "i") parts.push(`(${book.marks.i})`)
  }
  if (goal) parts.push(`${say(words.target_year, { year: goal.year, aim: goal.aim })}.`)
  if (row) parts.push(landing(line, unit, words, lang))
  return parts.join(" ")
}

// What rests on values made for demonstration has no more decimals than they.
function landing(line, { name, hollow, row: [kind, , middle, low, high] }, words, lang) {
  const isMade = hollow.some(Boolean)
  const at = (values) => written(line, isMade ? Math.round(values.at(-1) / line.made) * line.made : values.at(-1), lang)
  const form = kind === "band" ? words.landing_band : words.landing_fan
  return say(form, { name, middle: at(middle), low: at(low), high: at(high), year: 2030 })
}

// What the strokes mean, of those that are drawn.
function key(line, units, { words, lang }) {
  const found = []
  const goal = line.goals.filter((one) => !one.other).at(-1)
  if (units.some((unit) => unit.hollow.some(Boolean))) found.push(["made", words.hatched])
  if (units.some((unit) => unit.row)) found.push(["ahead", words.ahead])
  const kind = units.length === 1 && units[0].row?.[0]
  if (kind) found.push([kind, kind === "band" ? words.band_key : words.fan_key])
  if (units.length === 1 && units[0].way) found.push(["way", say(words.target_path, { year: goal.year })])
  return wrap("p", "key", ...found.map(([mark, text]) =>
    wrap("span", "", make("i", { class: mark, "aria-hidden": "true" }), make("span", { text }))))
}

function sentences(line, units, ahead, hasTrend, { book, words, lang }) {
  const found = []
  const isDistrict = book.geo === "district"
  if (ahead && !isDistrict) {
    for (const unit of units) {
      const { name, row, pts } = unit
      if (row) found.push(landing(line, unit, words, lang))
      else if (pts.length > 1) found.push(say(words.landing_none, { name }))
    }
  }
  if (hasTrend) found.push(words.vintage)
  return found.map((text) => make("p", { class: "note", text }))
}

function rankPicture(line, units, box, ctx) {
  const { words, lang, data } = ctx
  if (line.is_rank || data.present) return null
  const lines = units.map((unit) => {
    const ranked = unit.dated.filter((cell) => cell.rank)
    return {
      pts: ranked.map((cell) => [line.t[cell.place], cell.rank.first]), unit: unit.i, dots: true,
      kind: unit.hollow.some(Boolean) ? "past made" : "past", hollow: ranked.map((cell) => cell.mark === "i"),
      label: ranked.length ? `${shorten(unit.short)}: ${span(ranked.at(-1).rank)}` : "",
      titles: ranked.map((cell) => `${unit.name}, ${line.periods[cell.place]}: ${rankWords(cell.rank, words)}`),
      said: ranked.map((cell) => `${line.periods[cell.place]}: ${rankWords(cell.rank, words)}`).join("; "),
      name: unit.name, of: Math.max(0, ...ranked.map((cell) => cell.rank.of)),
    }
  }).filter((one) => one.pts.length > 1)
  if (!lines.length) return null
  const most = Math.max(...lines.map((one) => one.of))
  const moments = lines.flatMap((one) => one.pts.map(([t]) => t))
  const longest = Math.max(...lines.map((one) => one.label.length))
  const ticks = [1, ...ticksOf(2, most - most / 8, 3).map(Math.round), most]
  const picture = {
    ...box, height: 11 * box.em, room: longest * 0.54 + 1.2,
    x: [Math.min(...moments) - 0.1, Math.max(...moments) + 0.05], lines,
    y: { low: 1, high: most, isTurned: true, title: words.rank_axis, ticks: ticks.map((v) => [v, number(v, 0, lang)]) },
  }
  return pictureOf(picture, lines.map((one) => `${words.rank_history}, ${line.label}, ${one.name}: ${one.said}.`).join(" "))
}

// All units of the geography on one line, those shown marked: where among all do they stand?
function stripPicture(line, units, box, { words, lang, book }) {
  const place = Math.max(...units.map(({ at }) => lastOf(line, at).place))
  const known = (line.values[place] ?? []).map((value, at) => [value, at]).filter(([value]) => value !== null)
  // Of a few units that a source chose, no range is drawn as if it were that of all.
  if (known.length < 3 || units.some(({ cells }) => cells[place].named)) return null
  const values = known.map(([value]) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const city = line.city[place]
  const said = (value) => written(line, value, lang)
  const names = units.map((unit) => ({ unit, cell: unit.cells[place] })).filter(({ cell }) => cell.value !== null)
  const alt = [say(words.among_heard, { label: line.label, when: line.periods[place], low: said(low), high: said(high) }),
    ...names.map(({ unit, cell }) => `${unit.name}: ${said(cell.value)}${cell.rank && !line.is_rank ? `, ${rankWords(cell.rank, words)}` : ""}.`),
    city ? say(words.heard_city, { value: said(city[0]), when: line.periods[place] }) : ""]
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  strip(svg, { ...box, low, high, values, ends: [said(low), said(high)], city: city && [city[0], words.city],
    marks: names.map(({ unit, cell }) => ({ value: cell.value, unit: unit.i, hollow: cell.mark === "i", label: units.length > 1 ? "" : unit.short })) },
  alt.filter(Boolean).join(" "))
  return [make("h3", { text: say(words.among, { n: book.units.length, when: line.periods[place] }) }), wrap("div", "chart", svg)]
}

function span({ first, last }) {
  return first === last ? `${first}` : `${first}–${last}`
}

function asTable(line, { book, shown, words, lang }) {
  const heads = [words.period, ...shown.flatMap((at) => [book.units[at].short, words.rank]), words.city]
  const least = digitsOf(line.values.flatMap((values) => values === null ? [] : shown.map((at) => values[at])), line.decimals)
  const body = line.periods.map((period, place) => {
    const city = line.city[place]
    const cells = shown.flatMap((at) => {
      const cell = cellAt(line, place, at)
      const value = cell.value === null ? book.marks[cell.mark] : written(line, cell.value, lang, cell.mark === "i" ? 0 : least)
      const mark = cell.value !== null && cell.mark !== "o" ? ` (${book.marks[cell.mark]})` : ""
      return [value + mark, cell.rank && !line.is_rank ? rankWords(cell.rank, words) : "–"]
    })
    return wrap("tr", "", make("th", { scope: "row", text: period }),
      ...[...cells, cityWords(line, city, { book, words, lang })].map((text) => make("td", { text })))
  })
  const table = wrap("table", "small", make("caption", { class: "sr", text: line.label }),
    wrap("thead", "", wrap("tr", "", ...heads.map((text) => make("th", { scope: "col", text })))),
    wrap("tbody", "", ...body))
  return wrap("details", "", make("summary", { text: words.as_table }), wrap("div", "wide", table))
}

// A mean of values that were made for demonstration is no better than they.
function cityWords(line, city, { book, words, lang }) {
  if (!city) return words.city_none
  const [value, , isIllustrative] = city
  return written(line, value, lang) + (isIllustrative ? ` (${book.marks.i})` : "")
}
