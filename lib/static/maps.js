// Several maps at once: two to compare, or small ones of periods or indicators. One pointer and one
// unit chosen for all of them; the same values as a table below.

import { documentAt } from "./dom.js"
import { createChoices, updateChoices } from "./maps_choices.js"
import { EMPTY, hatchedClasses, markAt, shownText } from "./atlas_cells.js"
import { drawLegend, hatchLegend } from "./atlas_legend.js"
import { fillOf, patterns, svg } from "./atlas_map.js"
import { el } from "./atlas_table.js"
import { STYLE as BASE } from "./atlas_style.js"
import { PANELS } from "./atlas_panels.js"
import { STYLE } from "./maps_style.js"

const SETS = new WeakMap()

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  const set = SETS.get(root) ?? create(root)
  SETS.set(root, set)
  set.tell = setStateValue
  root.drawn = receive(set, data)
  return () => { SETS.delete(root) }
}

function create(root) {
  const set = { root, panels: [], choice: {}, said: null }
  const choices = el("div", { className: "controls" })
  set.sheet = el("div", { className: "maps" })
  set.tip = el("div", { className: "tip", hidden: true })
  set.summary = el("summary")
  set.table = el("details", { className: "twin" }, set.summary)
  set.table.addEventListener("toggle", () => { if (set.table.open) fillTable(set) })
  root.replaceChildren(el("style", { textContent: BASE + PANELS + STYLE }), choices, set.sheet, set.table, set.tip)
  set.choices = createChoices(choices, (patch) => chosen(set, patch))
  return set
}

async function receive(set, data) {
  set.latest = data
  const files = [data.geometry, data.words, data.catalogue, ...data.panels.map((panel) => panel.cells)]
  const [geometry, words, catalogue, ...cells] = await Promise.all(files.map(documentAt))
  if (set.latest !== data) return // a newer message came while the files were loading
  Object.assign(set, { data, geometry, words, catalogue })
  set.said ??= data.heard
  // An answer to an older choice must not undo what was chosen since.
  if (data.heard === set.said) set.choice = { ...data.choice }
  const style = getComputedStyle(set.root)
  set.colours = { paper: style.getPropertyValue("--st-background-color").trim(),
    soft: style.getPropertyValue("--st-text-color").trim() }
  updateChoices(set.choices, set)
  draw(set, cells)
}

function draw(set, cells) {
  const { data } = set
  set.units = new Map(set.geometry.units.map((unit) => [unit.code, unit]))
  set.panels = data.panels.map((panel, i) => drawPanel(set, { ...panel, look: data.looks[panel.look] }, cells[i], i))
  const few = data.panels.length <= 2
  set.sheet.classList.toggle("few", few)
  set.isShared = data.looks.length === 1 // one legend serves all maps of one look
  set.buttons = new Map()
  const legends = set.isShared ? [legend(set, set.panels, 0)] : []
  set.sheet.replaceChildren(...legends, ...set.panels.map((panel) => panel.figure))
  if (!set.isShared) set.panels.forEach((panel, i) => panel.figure.append(legend(set, [panel], i)))
  choose(set, set.choice.unit)
  light(set, set.choice.lit)
  set.summary.textContent = set.words.table
  if (set.table.open) fillTable(set)
  else set.table.querySelector("div")?.remove()
}

function drawPanel(set, panel, cells, i) {
  const { geometry } = set
  const values = cells.values[panel.place]
  const marks = cells.marks[panel.place]
  const prefix = `p${i}`
  const drawing = svg("svg", { viewBox: `-4 -4 ${geometry.width + 8} ${geometry.height + 8}`, role: "img", "aria-label": panel.alt })
  const scale = geometry.width / (set.data.panels.length <= 2 ? 600 : 260)
  const paths = geometry.units.map((unit) => {
    const place = placeOf({ values, look: panel.look }, unit)
    return svg("path", { class: "unit", d: unit.d, "data-code": unit.code,
      fill: fillOf(prefix, panel.look, place, markAt(marks, unit.at)) })
  })
  const rings = { halo: svg("path", { class: "halo" }), chosen: svg("path", { class: "ring chosen" }),
    hover: svg("path", { class: "ring hover" }) }
  drawing.append(patterns(prefix, panel.look, set.colours, scale), ...paths, ...Object.values(rings))
  listen(set, drawing)
  const heading = el("h3", { textContent: panel.title })
  if (panel.small) heading.append(" ", el("small", { textContent: panel.small }))
  return { ...panel, values, marks, rings, drawing, paths, figure: el("figure", {}, heading, drawing) }
}

function legend(set, panels, at) {
  const { look } = panels[0]
  const holder = el("div", { className: "legend" })
  const marks = new Set(panels.flatMap((panel) => [...panel.marks]))
  const hasIllustrative = marks.has("i")
  const missing = [..."NCASP"].filter((mark) => marks.has(mark))
  // With several maps a class has no one count.
  const words = set.isShared ? { ...set.words, n_units: "" } : set.words
  const prefix = `l${at}`
  const rows = drawLegend(holder, { look, sense: "" }, words, set.colours, { hasIllustrative, missing, prefix }, {
    light: (key) => chosen(set, { lit: set.choice.lit === `${at}.${key}` ? "" : `${at}.${key}` }),
  })
  const cells = panels.flatMap((panel) => set.geometry.units.map((unit) => (
    { place: placeOf(panel, unit), mark: markAt(panel.marks, unit.at) })))
  hatchLegend(holder, look, hatchedClasses(cells, look), prefix)
  for (const [key, { button, count }] of rows) {
    count.textContent = set.isShared ? "" : set.geometry.units.filter((unit) => keyOf(panels[0], unit) === key).length
    set.buttons.set(`${at}.${key}`, button)
  }
  return holder
}

// The class, or the kind of missing, that a unit has on a map.
function keyOf(panel, unit) {
  const place = placeOf(panel, unit)
  return place === null ? EMPTY[markAt(panel.marks, unit.at)] : panel.look.keys[place]
}

// Which class a unit is in, null without a value.
function placeOf({ values, look }, { at }) {
  return values[at] === null ? null : look.edges.filter((edge) => edge <= values[at]).length
}

// The units of a picked class stand out: each map's own where one legend serves all, else those of
// the legend's map, on all maps.
function light(set, lit = "") {
  const [at, key] = lit.split(".")
  for (const panel of set.panels) {
    set.geometry.units.forEach((unit, i) => {
      const isOut = Boolean(lit) && keyOf(set.isShared ? panel : set.panels[at], unit) !== key
      panel.paths[i].classList.toggle("dim", isOut)
    })
  }
  for (const [own, button] of set.buttons) button.setAttribute("aria-pressed", String(own === lit))
}

function textOf(set, panel, code) {
  const { at } = set.units.get(code)
  const value = panel.values[at]
  const mark = set.words.marks[markAt(panel.marks, at)]
  if (value === null) return mark
  return `${shownText({ look: panel.look, lang: set.data.lang }, value)} (${mark})`
}

function listen(set, drawing) {
  drawing.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") hover(set, event.target.dataset?.code ?? null, event)
  })
  drawing.addEventListener("pointerleave", () => hover(set, null))
  drawing.addEventListener("click", (event) => {
    const code = event.target.dataset?.code
    // The second click of a double one would take back the first.
    if (code && event.detail < 2) chosen(set, { unit: code === set.choice.unit ? "" : code })
  })
}

function hover(set, code, event) {
  ring(set, "hover", code)
  set.tip.hidden = !code
  if (!code) return
  const lines = set.panels.map((panel) => el("div", { textContent: `${panel.title}: ${textOf(set, panel, code)}` }))
  set.tip.replaceChildren(el("b", { textContent: set.units.get(code).name[set.data.lang] }), ...lines)
  const room = set.root.getBoundingClientRect()
  const x = event.clientX - room.left
  const y = event.clientY - room.top
  const left = x + 16 + set.tip.offsetWidth > room.width ? x - set.tip.offsetWidth - 16 : x + 16
  set.tip.style.left = `${Math.max(left, 0)}px`
  set.tip.style.top = `${Math.max(y + 16, 0)}px`
}

function ring(set, kind, code) {
  const d = set.units.get(code)?.d ?? ""
  for (const { rings } of set.panels) {
    rings[kind].setAttribute("d", d)
    if (kind === "chosen") rings.halo.setAttribute("d", d)
  }
}

function choose(set, code) {
  ring(set, "chosen", code)
  for (const row of set.table.querySelectorAll("tr[data-code]")) {
    row.setAttribute("aria-selected", String(row.dataset.code === code))
  }
}

function chosen(set, patch) {
  Object.assign(set.choice, patch)
  if ("unit" in patch) choose(set, patch.unit)
  if ("lit" in patch) light(set, patch.lit)
  set.said += 1
  set.tell("choice", { ...set.choice, n: set.said })
}

function fillTable(set) {
  const head = el("tr", {}, el("th", { scope: "col", textContent: set.words.unit }),
    ...set.panels.map((panel) => el("th", { scope: "col", textContent: [panel.title, panel.small].filter(Boolean).join(" ") })))
  const rows = set.geometry.units.toSorted((a, b) => a.at - b.at).map((unit) => {
    const pick = el("button", { type: "button", className: "link", textContent: unit.name[set.data.lang] })
    pick.addEventListener("click", () => chosen(set, { unit: unit.code === set.choice.unit ? "" : unit.code }))
    const row = el("tr", {}, el("th", { scope: "row" }, pick),
      ...set.panels.map((panel) => el("td", { textContent: textOf(set, panel, unit.code) })))
    row.dataset.code = unit.code
    return row
  })
  set.table.querySelector("div")?.remove()
  set.table.append(el("div", { className: "scroll", tabIndex: 0 }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))))
  choose(set, set.choice.unit)
}
