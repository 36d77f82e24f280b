// One unit in full: the tip under the pointer, and the card of the unit that was chosen.

import { gapText, history, isReached, markAt, plain, written } from "./atlas_cells.js"
import { documentAt, say } from "./dom.js"
import { svg } from "./atlas_map.js"
import { el } from "./atlas_table.js"

// The verdict layers that were asked for, by the figures they are of: [year, { layer, look }].
const JUDGED = new WeakMap()

const WIDE = 168
const HIGH = 40

// The tip: what one must know of a unit without choosing it.
export function tipLines(atlas, code, cell) {
  const { data, words, base, place } = atlas
  const unit = atlas.map.at.get(code)
  const isValue = data.look.meaning === "value"
  const lines = [el("b", { textContent: unit.name[data.lang] }),
    el("div", { className: "big", textContent: isValue ? cell.text : cell.shownText })]
  const said = [isValue ? "" : data.look.title,
    `${isValue ? "" : `${cell.text}, `}${data.period_names[place]}`, cell.standing, cityLine(atlas)]
  for (const text of said) if (text) lines.push(el("span", { textContent: text }))
  lines.push(...goalLines(atlas, cell.value))
  lines.push(spark(atlas, unit.at) ?? "")
  if (cell.value !== null) lines.push(el("span", { textContent: sourceLine(atlas, unit.at) }))
  if (cell.hatched || cell.own === "i") lines.push(el("span", { className: "badge", textContent: words.illustrative }))
  else if (cell.value !== null) lines.push(el("span", { textContent: cell.origin }))
  return lines.filter((line) => line !== "")
}

// `on` holds go(geography, code), clear().
export function fillCard(holder, atlas, code, cell, on) {
  const { data, words } = atlas
  const unit = code ? atlas.map.at.get(code) : null
  const city = atlas.base.city[atlas.place]
  const name = unit ? unit.name[data.lang] : words.city_name
  const head = el("div", { className: "card-head" }, el("h2", { textContent: name }))
  const parts = [head]
  if (unit) {
    const clear = el("button", { type: "button", className: "clear", textContent: "×", title: words.deselect })
    clear.setAttribute("aria-label", words.deselect)
    clear.addEventListener("click", on.clear)
    head.append(clear)
    parts.push(el("p", { className: "soft", textContent: [words.types[unit.type], words.groups[unit.group]]
      .filter(Boolean).join(" · ") }), facts(atlas, unit))
  } else {
    parts.push(el("p", { className: "soft", textContent: words.choose }))
  }
  const value = unit ? cell.value : city?.[0] ?? null
  if (unit || city) parts.push(lead(atlas, unit, cell, value))
  if (unit) parts.push(...lineage(atlas, unit, on))
  if (unit) {
    parts.push(el("p", {}, el("a", { href: pageOf(data, code), target: "_self", textContent: words.open_unit })))
  }
  holder.setAttribute("aria-label", name)
  holder.replaceChildren(...parts)
}

// The page of a unit on the indicator that is mapped, with the choices that hold on every page.
function pageOf({ geo, series }, code) {
  const address = new URL("unit", window.location.href)
  const here = new URLSearchParams(window.location.search)
  for (const key of ["lang", "official", "present"]) {
    if (here.get(key)) address.searchParams.set(key, here.get(key))
  }
  address.searchParams.set("u", `${geo}:${code}`)
  address.searchParams.set("u_ind", series)
  return address.href
}

function facts({ data, words }, unit) {
  const pairs = [[say(words.population, { year: unit.year }), plain(unit.people, 0, data.lang)],
    [words.area, `${plain(Math.round(unit.km2 * 100), 2, data.lang)} km²`]]
  return el("dl", {}, ...pairs.map(([term, text]) =>
    el("div", {}, el("dt", { textContent: term }), el("dd", { textContent: text }))))
}

function lead(atlas, unit, cell, value) {
  const { data, words, base, place } = atlas
  const at = unit ? unit.at : null
  const box = el("div", { className: "lead" },
    el("p", { textContent: `${data.title}, ${data.period_names[place]}` }))
  const text = unit ? cell.text : written(data, value)
  const big = el("p", { className: value === null ? "none" : "value", textContent: text })
  if ((unit ? cell.own : base.city[place][2]) === "i") big.append(" ", el("span", { className: "badge", textContent: words.illustrative }))
  box.append(big)
  if (unit && data.look.meaning !== "value") {
    box.append(el("p", { textContent: `${data.look.title}: ${cell.shownText}` }))
  }
  const said = [unit && cell.standing, cityLine(atlas)]
  box.append(el("p", { textContent: said.filter(Boolean).join(" · ") }), ...goalLines(atlas, value, at))
  const line = spark(atlas, at)
  if (line) box.append(line)
  if (unit && value !== null) {
    box.append(el("p", { className: "soft", textContent: [cell.origin, sourceLine(atlas, at)].join(" · ") }))
  }
  return box
}

function cityLine({ data, words, base, place }) {
  const city = base.city[place]
  if (!city) return ""
  const said = say(words[`city_${city[1]}`], { value: written(data, city[0]) })
  return city[2] === "i" ? `${said}, ${words.illustrative}` : said
}

function sourceLine({ words, base, place }, at) {
  const from = base.from[place]
  const source = base.sources[(Array.isArray(from) ? from[at] : from) - 1]
  return source ? say(words.source, { source }) : ""
}

// A line a target: the verdict on the unit at `at` once it is there, and how far its value is; only
// told where set for something else. A year that is over is judged by the figures up to its end.
function goalLines(atlas, value, at = null) {
  const { data, words, base, place } = atlas
  return data.goals.map((goal) => {
    const line = el("span", { className: "goal", textContent: say(words.goal, { target: goal.said }) })
    if (goal.other) line.append(el("small", { textContent: goal.other }))
    if (goal.at === undefined || value === null) return line
    const verdict = at === null ? null : verdictOn(atlas, goal, at)
    if (verdict) line.append(" · ", el("span", { className: "verdict", textContent: verdict }))
    const isLate = goal.end && base.t[place] > goal.year + 1.001
    if (isLate && verdict) line.append(el("small", { textContent: say(words.by_end, { day: goal.end }) }))
    else if (!isLate && !isReached(goal, value)) line.append(` · ${say(words.gap_short, { gap: gapText(data, goal, value) })}`)
    return line
  })
}

// The same verdict as the layer of verdicts paints and the unit's page writes.
function verdictOn({ base, place, data }, goal, at) {
  const found = JUDGED.get(base)?.get(judgedAs(goal, data))
  const status = found?.layer.values[place][at] ?? null
  return status === null ? null : found.look.labels[status]
}

// The figures are the same in either language, the words for the verdicts are not.
function judgedAs(goal, data) { return `${data.lang} ${goal.year}` }

// Asks for the verdicts on the series mapped, once, and says when they are there.
export async function judge(atlas, done) {
  const { base, data } = atlas
  const known = JUDGED.get(base) ?? new Map()
  JUDGED.set(base, known)
  const missing = data.goals.filter((goal) => goal.at !== undefined && !known.has(judgedAs(goal, data)))
  await Promise.all(missing.map(async (goal) => {
    const query = new URLSearchParams({ ...data.choice, colour: "verdict", target: goal.year })
    const { layer, look } = await documentAt(`${atlas.reader}&${query}`)
    known.set(judgedAs(goal, data), { layer: await documentAt(layer), look })
  })).catch(() => {}) // the card then tells the distance alone
  if (missing.length && atlas.base === base) done()
}

// The values of all periods as a line; null where there are fewer than two.
function spark(atlas, at) {
  const { data, words, base, place } = atlas
  const points = history(base, at)
  if (points.length < 2) return null
  const [times, values] = [points.map(([p]) => base.t[p]), points.map(([, value]) => value)]
  const [first, last] = [times[0], times.at(-1)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (t) => 4 + (WIDE - 8) * (t - first) / (last - first)
  const y = (value) => HIGH - 5 - (HIGH - 10) * (high > low ? (value - low) / (high - low) : .5)
  const spots = points.map(([p, value]) => `${x(base.t[p]).toFixed(1)} ${y(value).toFixed(1)}`)
  const label = say(words.trend, { first: written(data, values[0]), from: data.period_names[points[0][0]],
    last: written(data, values.at(-1)), to: data.period_names[points.at(-1)[0]] })
  const isMade = points.some(([p]) => (at === null ? base.city[p][2] : markAt(base.marks[p], at)) === "i")
  const drawing = svg("svg", { class: isMade ? "spark made" : "spark", viewBox: `0 0 ${WIDE} ${HIGH}`,
    role: "img", "aria-label": label }, svg("path", { d: `M${spots.join("L")}` }))
  const now = points.find(([p]) => p === place)
  if (now) drawing.append(svg("circle", { cx: x(base.t[place]), cy: y(now[1]), r: 3.5 }))
  return el("figure", { className: "trend" }, drawing, el("figcaption", { textContent: label }))
}

function lineage({ data, words }, unit, on) {
  if (!unit.kin) return []
  const isDistrict = data.geo === "district"
  const other = isDistrict ? "commune" : "district"
  const links = (found) => found.flatMap(([code, vi, en], i) => {
    const button = el("button", { type: "button", className: "link", textContent: data.lang === "vi" ? vi : en })
    button.addEventListener("click", () => on.go(other, code))
    // No comma or full stop begins a line.
    const said = el("span", { className: "item" }, button, i + 1 < found.length ? "," : ".")
    return i ? [" ", said] : [said]
  })
  const lines = [[isDistrict ? words.now_main : words.then_main, links(unit.kin.main)],
    [isDistrict ? words.now_part : words.then_part, links(unit.kin.part)],
    [words.old_whole, unit.kin.whole.length ? [`${unit.kin.whole.join(", ")}.`] : []],
    [words.old_part, unit.kin.pieces.length ? [`${unit.kin.pieces.join(", ")}.`] : []]]
  return lines.filter(([, found]) => found.length)
    .map(([head, found]) => el("p", { className: "kin" }, el("b", { textContent: head }), " ", ...found))
}
