// The map element: choices, a map with its legend and steps through time, the same values as a
// table, and the card of the unit chosen.
//
// Outlines, words and figures are loaded from addresses of their own, each once, and so is the sheet
// that brings the words and colours around them: a choice asks for its own and paints it, then is
// told to the page as `choice`, for the link. Stepping, hovering, highlighting, filtering and choosing
// a unit never wait for the server.

import { alsoAt, documentAt } from "./dom.js"
import { fillCard, judge, tipLines } from "./atlas_card.js"
import { cellsAt, filtered, hatchedClasses, plain } from "./atlas_cells.js"
import { createControls, sayFilter, updateControls } from "./atlas_controls.js"
import { choose, createMap, drawGeometry, fillOf, fit, nameUnits, paint, pointOf, ring, showCore, showWhole, zoom } from "./atlas_map.js"
import { chooseRow, createTable, el, fillTable, foundBy, hoverRow, reveal, updateTable } from "./atlas_table.js"
import { drawLegend, hatchLegend, updateLegend } from "./atlas_legend.js"
import { createSteps, updateSteps } from "./atlas_steps.js"
import { STYLE } from "./atlas_style.js"
import { PANELS } from "./atlas_panels.js"

const SETTLED_MS = 400
const ATLASES = new WeakMap()
// Choices that the browser answers by itself; the others, in the address's order, ask for a sheet.
const OWN = new Set(["pillar", "unit", "period", "group", "status", "table", "sort", "lit", "find"])
const ASKED = ["geo", "ind", "colour", "target", "since", "classes", "breaks"]
// The picture first: the page's run would compete with it for the server.
const HEAD_START_MS = 60

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
  const atlas = { root, choice: {}, place: 0, found: null, timer: null, data: null }
  atlas.title = part("h2", "title")
  const choices = part("div", "controls")
  const steps = part("div", "steps")
  const zooms = part("div", "zoom")
  atlas.caption = el("figcaption")
  const inset = part("figure", "inset", atlas.caption)
  atlas.legend = part("div", "legend")
  atlas.legend.setAttribute("role", "group")
  atlas.tip = el("div", { className: "tip", hidden: true })
  atlas.hint = el("div", { className: "hint", hidden: true, ariaHidden: "true" })
  atlas.hint.addEventListener("animationend", () => { atlas.hint.hidden = true })
  const sheet = part("div", "sheet", zooms, atlas.tip, atlas.hint)
  const list = part("div", "list")
  atlas.card = part("section", "card")
  atlas.reform = part("p", "note reform")
  atlas.frame = part("div", "frame", part("div", "picture",
    part("div", "head", atlas.title, steps),
    part("div", "plate", sheet, part("div", "side", inset, atlas.legend)), atlas.reform), list, atlas.card)
  root.replaceChildren(el("style", { textContent: STYLE + PANELS }), choices, atlas.frame)
  const select = (code, how) => selected(atlas, code, how)
  atlas.controls = createControls(choices, (patch) => chosen(atlas, patch))
  atlas.map = createMap(sheet, inset, {
    choose: select,
    hover: (code, x, y) => hovered(atlas, code, x, y),
    focus: (code) => hovered(atlas, code),
    scroll: () => hintAtZoom(atlas),
  })
  atlas.table = createTable(list, {
    choose: select,
    hover: (code) => hovered(atlas, code),
    search: (find) => settling(atlas, { find }),
    sort: (sort) => chosen(atlas, { sort }),
    columns: () => chosen(atlas, { table: atlas.choice.table === "all" ? "few" : "all" }),
  })
  atlas.steps = createSteps(steps, {
    step: (place) => stepped(atlas, place),
    cross: () => cross(atlas),
  })
  atlas.zooms = [["+", () => zoom(atlas.map, 1.6)], ["−", () => zoom(atlas.map, 1 / 1.6)],
    ["⤢", () => showWhole(atlas.map)], ["◎", () => showCore(atlas.map)]].map(([sign, act]) => {
    const button = el("button", { type: "button", textContent: sign })
    button.addEventListener("click", act)
    zooms.append(button)
    return button
  })
  root.addEventListener("keydown", (event) => {
    const turn = { "[": -1, "]": 1 }[event.key]
    if (turn && atlas.data) stepped(atlas, atlas.place + turn)
  })
  atlas.watch = new ResizeObserver(() => { if (atlas.data) fit(atlas.map) })
  atlas.watch.observe(sheet)
  return atlas
}

// A message of the page: the sheet it names, and the reader's choices as the link has them.
async function receive(atlas, message) {
  atlas.said ??= message.heard
  // An answer to an older choice must not undo what was chosen since; that one's own will come.
  if (message.heard !== atlas.said) return
  atlas.reader = message.reader
  atlas.root.classList.toggle("presenting", message.presenting)
  await show(atlas, message.sheet, () => atlas.timer ? atlas.choice : message.choice)
}

// Paints the sheet at an address unless a newer one is asked for meanwhile. `choose(sheet)` gives the
// choices to go with it once it is there.
async function show(atlas, address, choose) {
  atlas.latest = address
  const data = await documentAt(address)
  alsoAt(address, data.address)
  const files = [data.geometry, data.words, data.catalogue, data.figures, data.layer || data.figures]
  const [geometry, words, catalogue, base, layer] = await Promise.all(files.map(documentAt))
  if (atlas.latest !== address) return
  const before = atlas.data
  const choice = { ...choose(data) }
  if (data === before && JSON.stringify(choice) === JSON.stringify(atlas.choice)) return
  const isOther = before?.series !== data.series || before.geo !== data.geo
  const isSame = atlas.base === base && atlas.layer === layer && before.lang === data.lang &&
    JSON.stringify(before.look) === JSON.stringify(data.look)
  Object.assign(atlas, { data, words, catalogue, base, layer })
  if (atlas.geometry !== geometry || before?.lang !== data.lang) redraw(atlas, geometry)
  atlas.choice = choice
  const place = base.periods.indexOf(atlas.choice.period)
  atlas.place = place < 0 ? base.periods.length - 1 : place
  atlas.cache = []
  if (!isSame) dress(atlas)
  updateControls(atlas.controls, atlas)
  refresh(atlas, { later: Boolean(before) })
  if (isOther && unitOf(atlas)) reveal(atlas.table, unitOf(atlas))
  if (unitOf(atlas)) await judge(atlas, () => fillCardOf(atlas))
}

function redraw(atlas, geometry) {
  const { data, words } = atlas
  atlas.geometry = geometry
  atlas.sought = null
  drawGeometry(atlas.map, geometry, data.core, data.lang)
  fillTable(atlas.table, geometry, data.lang, words)
  atlas.caption.textContent = words.inner_city
  for (const [i, key] of ["zoom_in", "zoom_out", "whole", "inner_city"].entries()) {
    atlas.zooms[i].title = words[key]
    atlas.zooms[i].setAttribute("aria-label", words[key])
  }
}

// What holds for the whole series: title, legend rows, the sentence on the reform.
function dress(atlas) {
  const { data, words, layer } = atlas
  const style = getComputedStyle(atlas.root)
  atlas.colours = { paper: style.getPropertyValue("--st-background-color").trim(),
    soft: style.getPropertyValue("--st-text-color").trim() }
  atlas.title.replaceChildren(data.title)
  const isValue = data.look.meaning === "value"
  const small = isValue ? data.measure && `(${data.measure})` : data.look.title
  if (small) atlas.title.append(" ", el("small", { textContent: small }))
  atlas.reform.textContent = [data.as_of, words.reform[data.geo]].filter(Boolean).join(" ")
  const marks = new Set(layer.marks.join(""))
  // The banner over illustrative values takes its height from the map's.
  atlas.frame.classList.toggle("lower", marks.has("i"))
  const hasIllustrative = marks.has("i")
  const missing = [..."NCASP"].filter((mark) => marks.has(mark))
  atlas.rows = drawLegend(atlas.legend, data, words, atlas.colours, { hasIllustrative, missing }, {
    light: (key) => settling(atlas, { lit: atlas.choice.lit === key ? "" : key }),
  })
}

function refresh(atlas, { later = false } = {}) {
  const { data, place, choice } = atlas
  const cells = cellsAt(atlas, place)
  const left = filtered(atlas, cells)
  if (atlas.sought !== choice.find) atlas.found = foundBy(atlas.table, choice.find)
  atlas.sought = choice.find
  const lit = atlas.rows.has(choice.lit) ? choice.lit : ""
  const counts = new Map()
  for (const [code, cell] of cells) {
    counts.set(cell.key, (counts.get(cell.key) ?? 0) + 1)
    cell.dim = Boolean(lit && cell.key !== lit) || Boolean(atlas.found && !atlas.found.has(code)) ||
      Boolean(left && !left.has(code))
  }
  paint(atlas.map, data.look, cells, atlas.colours)
  atlas.map.main.setAttribute("aria-label", `${data.alt} ${data.period_names[place]}.`)
  updateLegend(atlas.rows, counts, lit)
  hatchLegend(atlas.legend, data.look, hatchedClasses([...cells.values()], data.look))
  updateSteps(atlas.steps, atlas, place)
  sayFilter(atlas.controls, atlas, left)
  choose(atlas.map, unitOf(atlas))
  chooseRow(atlas.table, unitOf(atlas))
  // The map's colours have this frame, its words and the table the next: too much for one.
  cancelAnimationFrame(atlas.soon)
  atlas.shown = cells
  const fill = () => {
    if (atlas.shown !== cells) return
    for (const [code, cell] of cells) if (!cell.label) wordCell(atlas, code, cell)
    nameUnits(atlas.map, cells)
    const isWide = choice.table === "all"
    atlas.frame.classList.toggle("wide", isWide)
    atlas.frame.classList.toggle("in-words", data.look.scale === "status")
    updateTable(atlas.table, cells, heads(atlas, isWide), { isWide, sort: choice.sort, sought: choice.find, found: atlas.found, out: left })
    fillCardOf(atlas)
  }
  if (later) atlas.soon = requestAnimationFrame(() => setTimeout(fill))
  else fill()
}

// The texts of a cell that the map itself doesn't need: for the table and the screen reader.
function wordCell(atlas, code, cell) {
  const { data, words } = atlas
  const unit = atlas.map.at.get(code)
  const { look } = data
  const isValue = look.meaning === "value"
  const said = isValue ? [] : [`${look.title} ${cell.shownText}`]
  cell.label = [`${unit.name[data.lang]}: ${cell.text}`, ...said, cell.standing,
    cell.value !== null && cell.origin].filter(Boolean).join(", ")
  const hasSign = look.scale === "status" && cell.shown !== null
  const [sign, ...verdict] = hasSign ? cell.shownText.split(" ") : [""]
  cell.sign = sign
  cell.isHollow = look.hollow.includes(cell.place)
  const isNumber = cell.shown !== null && look.scale !== "status"
  cell.shownShort = isNumber ? plain(cell.shown, look.decimals, data.lang, look.scale === "diverging", cell.digits) :
    hasSign ? verdict.join(" ") : cell.shownText
  cell.fill = fillOf("l", look, cell.place, cell.mark)
  cell.versusText = cell.versus === null ? "–" : plain(Math.round(cell.versus), data.decimals, data.lang, true)
  cell.statusText = words[cell.status] ?? "–"
  cell.group = Object.keys(words.groups).indexOf(unit.group)
  cell.groupText = words.groups[unit.group] ?? "–"
}

// Names of the columns; one that is not named is not shown.
function heads({ data, words }, isWide) {
  const { look } = data
  const withUnit = (text, unit) => unit ? `${text} (${unit})` : text
  const found = { rank: words.rank, unit: words.unit }
  const isValue = look.meaning === "value"
  found.shown = isValue ? withUnit(words.value, data.measure) : withUnit(words.meanings[look.meaning], look.measure)
  if (!isWide) return found
  if (!isValue) found.value = withUnit(words.value, data.measure)
  return { ...found, versus: words.versus_city, status: words.status, group: words.group, origin: words.origin }
}

// The chosen unit, where it is on the map: one beyond the reform is there once its own map has come.
function unitOf(atlas) {
  return atlas.map.at.has(atlas.choice.unit) ? atlas.choice.unit : ""
}

function fillCardOf(atlas) {
  const unit = unitOf(atlas)
  fillCard(atlas.card, atlas, unit, unit ? cellsAt(atlas, atlas.place).get(unit) : null, {
    go: (geo, code) => chosen(atlas, { geo, unit: code, period: "" }),
    clear: () => selected(atlas, unit),
  })
}

function selected(atlas, code, { keep = false } = {}) {
  const unit = atlas.choice.unit === code ? "" : code
  atlas.choice.unit = unit
  choose(atlas.map, unit)
  chooseRow(atlas.table, unit)
  fillCardOf(atlas)
  if (unit) judge(atlas, () => fillCardOf(atlas))
  if (unit && !keep) reveal(atlas.table, code)
  tell(atlas)
}

function stepped(atlas, place) {
  if (place < 0 || place >= atlas.base.periods.length || place === atlas.place) return
  atlas.place = place
  atlas.choice.period = atlas.base.periods[place]
  refresh(atlas, { later: true })
  tellLater(atlas)
}

function settling(atlas, patch) {
  Object.assign(atlas.choice, patch)
  refresh(atlas)
  tellLater(atlas)
}

// Once the reader has settled, not at every step or letter.
function tellLater(atlas) {
  clearTimeout(atlas.timer)
  atlas.timer = setTimeout(() => tell(atlas), SETTLED_MS)
}

// To the other side of the reform, with the unit that has most of the chosen one.
function cross(atlas) {
  const nearest = atlas.map.at.get(atlas.choice.unit)?.kin?.main[0]
  chosen(atlas, { geo: atlas.data.geo === "district" ? "commune" : "district",
    unit: nearest?.[0] ?? "", period: "" })
}

function chosen(atlas, patch) {
  if (patch.geo && patch.unit === undefined) {
    cross(atlas)
    return
  }
  Object.assign(atlas.choice, patch)
  // A name is sought among the units of one side of the reform.
  if (patch.geo) atlas.choice.find = ""
  if (Object.keys(patch).every((name) => OWN.has(name))) {
    updateControls(atlas.controls, atlas)
    refresh(atlas)
    tell(atlas)
  } else {
    atlas.choice.lit = "" // a class of other colours
    ahead(atlas)
  }
}

// Asks for what was chosen without waiting for the page; if that fails, the page's message says why.
function ahead(atlas) {
  atlas.said += 1
  const query = new URLSearchParams(ASKED.map((name) => [name, atlas.choice[name]]))
  const painted = show(atlas, `${atlas.reader}&${query}`, (sheet) => ({ ...atlas.choice, ...sheet.choice }))
  const late = new Promise((go) => setTimeout(go, HEAD_START_MS))
  Promise.race([painted, late]).catch(() => {}).then(() => send(atlas))
}

function tell(atlas) {
  atlas.said += 1
  send(atlas)
}

function send(atlas) {
  clearTimeout(atlas.timer)
  atlas.timer = null
  if (atlas.sent === atlas.said) return // with what was chosen next
  atlas.sent = atlas.said
  atlas.tell("choice", { ...atlas.choice, n: atlas.said })
}

function hovered(atlas, code, x, y) {
  if (!atlas.data) return
  ring(atlas.map, "hover", code)
  hoverRow(atlas.table, code)
  if (!code) { atlas.tip.hidden = true; return }
  const cell = cellsAt(atlas, atlas.place).get(code)
  if (atlas.tipped !== cell) atlas.tip.replaceChildren(...tipLines(atlas, code, cell))
  atlas.tipped = cell
  atlas.tip.hidden = false
  moveTip(atlas, ...(x === undefined ? pointOf(atlas.map, code) : [x, y]))
}

// Says once, for a few seconds, which key makes the wheel zoom.
function hintAtZoom(atlas) {
  if (!atlas.words || atlas.hint.textContent) return
  atlas.hint.textContent = atlas.words.wheel
  atlas.tip.hidden = true
  atlas.hint.hidden = false
}

function moveTip(atlas, x, y) {
  const { tip } = atlas
  const room = tip.parentElement.getBoundingClientRect()
  const left = x + 16 + tip.offsetWidth > room.width ? x - tip.offsetWidth - 16 : x + 16
  const top = y + 16 + tip.offsetHeight > room.height ? y - tip.offsetHeight - 16 : y + 16
  tip.style.left = `${Math.max(left, 0)}px`
  tip.style.top = `${Math.max(top, 0)}px`
}
