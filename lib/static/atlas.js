// The map element: a map, its legend and steps through time, and the same values as a table.
//
// Outlines and words are loaded once from their own addresses; a message brings values of every
// period, so stepping, hovering and highlighting never ask the server. What the reader settles on
// (unit, period) is told to it as `choice`.

import { chooseRow, createTable, el, fillTable, hoverRow, reveal, updateTable } from "./atlas_table.js"
import { choose, createMap, drawGeometry, fit, nameUnits, paint, pointOf, ring, showCore, showWhole, zoom } from "./atlas_map.js"
import { createSteps, drawLegend, updateLegend, updateSteps } from "./atlas_legend.js"
import { STYLE } from "./atlas_style.js"

const SETTLED_MS = 400
const FILES = new Map()
const ATLASES = new WeakMap()

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  const atlas = ATLASES.get(root) ?? create(root)
  ATLASES.set(root, atlas)
  atlas.tell = setStateValue
  root.drawn = receive(atlas, data)
  return () => {
    clearTimeout(atlas.timer)
    atlas.watch.disconnect()
    ATLASES.delete(root)
  }
}

function create(root) {
  const part = (name, className, ...children) => el(name, { className }, ...children)
  const atlas = { root, unit: "", place: 0, lit: null, found: null, timer: null, data: null }
  atlas.title = part("h2", "title")
  const steps = part("div", "steps")
  const zooms = part("div", "zoom")
  atlas.caption = el("figcaption")
  const inset = part("figure", "inset", atlas.caption)
  atlas.legend = part("div", "legend")
  atlas.legend.setAttribute("role", "group")
  atlas.tip = el("div", { className: "tip", hidden: true })
  const sheet = part("div", "sheet", zooms, atlas.tip)
  const list = part("div", "list")
  root.replaceChildren(el("style", { textContent: STYLE }), part("div", "frame",
    part("div", "picture", part("div", "head", atlas.title, steps),
      part("div", "plate", sheet, part("div", "side", inset, atlas.legend))), list))
  const select = (code, how) => selected(atlas, code, how)
  atlas.map = createMap(sheet, inset, {
    choose: select,
    hover: (code, x, y) => hovered(atlas, code, x, y),
    focus: (code) => hovered(atlas, code),
  })
  atlas.table = createTable(list, {
    choose: select,
    hover: (code) => hovered(atlas, code),
    search: (codes) => { atlas.found = codes; refresh(atlas) },
  })
  atlas.steps = createSteps(steps, { step: (place) => stepped(atlas, place) })
  atlas.zooms = [["+", () => zoom(atlas.map, 1.6)], ["−", () => zoom(atlas.map, 1 / 1.6)],
    ["⤢", () => showWhole(atlas.map)], ["◎", () => showCore(atlas.map)]].map(([sign, act]) => {
    const button = el("button", { type: "button", textContent: sign })
    button.addEventListener("click", act)
    zooms.append(button)
    return button
  })
  atlas.watch = new ResizeObserver(() => { if (atlas.data) fit(atlas.map) })
  atlas.watch.observe(sheet)
  return atlas
}

function load(url) {
  if (!FILES.has(url)) FILES.set(url, fetch(url).then((answer) => answer.json()))
  return FILES.get(url)
}

async function receive(atlas, data) {
  atlas.latest = data
  const [geometry, words] = await Promise.all([load(data.geometry), load(data.words)])
  if (atlas.latest !== data) return // a newer message came while the files were loading
  const before = atlas.data
  const isOther = before?.series !== data.series || before.geo !== data.geo
  Object.assign(atlas, { data, words })
  if (atlas.geometry !== geometry || before?.lang !== data.lang) redraw(atlas, geometry)
  atlas.said ??= data.heard
  if (isOther) clearTimeout(atlas.timer), atlas.timer = null, atlas.lit = null
  // An answer to an older choice must not undo what was chosen since.
  if (isOther || (data.heard === atlas.said && !atlas.timer)) {
    atlas.place = Math.max(0, data.periods.indexOf(data.period))
    atlas.unit = data.unit
  }
  dress(atlas)
  refresh(atlas, { tableLater: Boolean(before) })
  if (isOther && atlas.unit) reveal(atlas.table, atlas.unit)
}

function redraw(atlas, geometry) {
  const { data, words } = atlas
  atlas.geometry = geometry
  atlas.found = null
  atlas.order = geometry.units.map((unit) => unit.code)
  drawGeometry(atlas.map, geometry, data.core, data.lang)
  fillTable(atlas.table, geometry, data.lang, words)
  atlas.caption.textContent = words.inner_city
  for (const [i, key] of ["zoom_in", "zoom_out", "whole", "inner_city"].entries()) {
    atlas.zooms[i].title = words[key]
    atlas.zooms[i].setAttribute("aria-label", words[key])
  }
}

// What holds for the whole series: title, number format, legend rows.
function dress(atlas) {
  const { data, words } = atlas
  const style = getComputedStyle(atlas.root)
  atlas.colours = { paper: style.getPropertyValue("--st-background-color").trim(),
    soft: style.getPropertyValue("--st-text-color").trim() }
  atlas.number = new Intl.NumberFormat(data.lang, { maximumFractionDigits: data.decimals })
  atlas.title.replaceChildren(data.title)
  if (data.measure) atlas.title.append(" ", el("small", { textContent: `(${data.measure})` }))
  const marks = new Set(data.marks.join(""))
  // The banner over illustrative values takes its height from the map's.
  atlas.root.firstElementChild.nextElementSibling.classList.toggle("lower", marks.has("i"))
  const shown = [...marks].filter((mark) => "oedi".includes(mark))
  const hasIllustrative = marks.has("i") && (shown.length === 1 ? "all" : "some")
  const missing = [..."NCASP"].filter((mark) => marks.has(mark))
  atlas.rows = drawLegend(atlas.legend, data, words, atlas.colours, { hasIllustrative, missing }, {
    light: (key) => { atlas.lit = atlas.lit === key ? null : key; refresh(atlas) },
  })

  atlas.index = atlas.geometry.units.map((unit) => unit.at)
  atlas.cache = []
}

// Everything about one period, worked out once: values, classes, ranks, texts.
function cellsAt(atlas, place) {
  if (atlas.cache[place]) return atlas.cache[place]
  const { data, words } = atlas
  const values = data.values[place]
  const marks = data.marks[place]
  const known = values.filter((value) => value !== null)
  const sorted = [...known].sort((a, b) => data.better * (b - a))
  const rankOf = new Map()
  sorted.forEach((value, i) => { if (!rankOf.has(value)) rankOf.set(value, i + 1) })
  const ties = new Map()
  for (const value of known) ties.set(value, (ties.get(value) ?? 0) + 1)
  const cells = new Map()
  atlas.order.forEach((code, i) => {
    const at = atlas.index[i]
    const value = values[at]
    const mark = marks.length === 1 ? marks : marks[at]
    const rank = value === null ? null : rankOf.get(value)
    const shared = ties.get(value) ?? 0
    const cls = value === null ? null : data.edges.filter((edge) => edge <= value).length
    cells.set(code, { value, mark, rank, place: cls, key: cls === null ? mark : `c${cls}`,
      rankText: rank === null ? "–" : `${rank}${shared > 1 ? "=" : ""}`,
      standing: rank === null || data.is_rank ? "" : say(words[shared > 1 ? "rank_tied" : "rank_of"],
        { rank, n: known.length, ties: shared }),
      text: value === null ? "" : written(atlas, value), number: value === null ? "" : plain(atlas, value), word: words.marks[mark],
      colour: cls === null ? "" : data.colours[cls], hatched: mark === "i" })
  })
  atlas.cache[place] = cells
  return cells
}

function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

function plain(atlas, value) { return atlas.number.format(value / 10 ** atlas.data.decimals) }

function written(atlas, value) { return say(atlas.data.form, { n: plain(atlas, value) }) }

function refresh(atlas, { tableLater = false } = {}) {
  const { data, place } = atlas
  const cells = cellsAt(atlas, place)
  const counts = new Map()
  for (const [code, cell] of cells) {
    counts.set(cell.key, (counts.get(cell.key) ?? 0) + 1)
    cell.dim = (atlas.lit !== null && cell.key !== atlas.lit) || Boolean(atlas.found && !atlas.found.has(code))
  }
  paint(atlas.map, data, cells, atlas.colours)
  atlas.map.main.setAttribute("aria-label", `${data.alt} ${data.period_names[place]}.`)
  updateLegend(atlas.rows, counts, atlas.lit)
  updateSteps(atlas.steps, data, atlas.words, place)
  choose(atlas.map, atlas.unit)
  chooseRow(atlas.table, atlas.unit)
  // The map's colours have this frame, its words and the table the next: too much for one.
  cancelAnimationFrame(atlas.soon)
  atlas.shown = cells
  const fill = () => {
    if (atlas.shown !== cells) return
    for (const [code, cell] of cells) cell.label ??= labelOf(atlas, code, cell)
    nameUnits(atlas.map, cells)
    updateTable(atlas.table, cells, data.measure)
  }
  if (tableLater) atlas.soon = requestAnimationFrame(() => setTimeout(fill))
  else fill()
}

function labelOf(atlas, code, cell) {
  const name = atlas.map.at.get(code).name[atlas.data.lang]
  if (cell.value === null) return `${name}: ${cell.word}`
  return [`${name}: ${cell.text}`, cell.standing, cell.word].filter(Boolean).join(", ")
}

function selected(atlas, code, { keep = false } = {}) {
  atlas.unit = atlas.unit === code ? "" : code
  choose(atlas.map, atlas.unit)
  chooseRow(atlas.table, atlas.unit)
  if (atlas.unit && !keep) reveal(atlas.table, code)
  tell(atlas)
}

function stepped(atlas, place) {
  if (place < 0 || place >= atlas.data.periods.length || place === atlas.place) return
  atlas.place = place
  refresh(atlas, { tableLater: true })
  clearTimeout(atlas.timer)
  atlas.timer = setTimeout(() => tell(atlas), SETTLED_MS)
}

function tell(atlas) {
  clearTimeout(atlas.timer)
  atlas.timer = null
  atlas.said += 1
  atlas.tell("choice", { unit: atlas.unit, period: atlas.data.periods[atlas.place], n: atlas.said })
}

function hovered(atlas, code, x, y) {
  if (!atlas.data) return
  ring(atlas.map, "hover", code)
  hoverRow(atlas.table, code)
  if (!code) { atlas.tip.hidden = true; return }
  const cell = cellsAt(atlas, atlas.place).get(code)
  if (atlas.tipped !== cell) fillTip(atlas, code, cell)
  atlas.tipped = cell
  atlas.tip.hidden = false
  moveTip(atlas, ...(x === undefined ? pointOf(atlas.map, code) : [x, y]))
}

function fillTip(atlas, code, cell) {
  const { data, words, place } = atlas
  const unit = atlas.map.at.get(code)
  const lines = [el("b", { textContent: unit.name[data.lang] }),
    el("div", { className: "big", textContent: cell.value === null ? cell.word : cell.text })]
  const city = data.city[place]
  const said = [data.period_names[place], cell.standing,
    city && say(words[`city_${city[1]}`], { value: written(atlas, city[0]) }),
    cell.value !== null && !cell.hatched && cell.word]
  for (const text of said) if (text) lines.push(el("span", { textContent: text }))
  if (cell.hatched) lines.push(el("span", { className: "badge", textContent: cell.word }))
  atlas.tip.replaceChildren(...lines)
}

function moveTip(atlas, x, y) {
  const { tip } = atlas
  const room = tip.parentElement.getBoundingClientRect()
  const left = x + 16 + tip.offsetWidth > room.width ? x - tip.offsetWidth - 16 : x + 16
  const top = y + 16 + tip.offsetHeight > room.height ? y - tip.offsetHeight - 16 : y + 16
  tip.style.left = `${Math.max(left, 0)}px`
  tip.style.top = `${Math.max(top, 0)}px`
}
