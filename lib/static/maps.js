// Several maps at once: two to compare, or small ones of periods or indicators. One pointer and one
// unit chosen for all of them; the same values as a table below.

import { documentAt } from "./dom.js"
import { createChoices, updateChoices } from "./maps_choices.js"
import { markAt, shownText } from "./atlas_cells.js"
import { drawLegend } from "./atlas_legend.js"
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
  // One legend serves all maps of one look.
  const legends = data.looks.length === 1 ? [legend(set, data.looks[0], set.panels)] : []
  set.sheet.replaceChildren(...legends, ...set.panels.map((panel) => panel.figure))
  if (data.looks.length > 1) set.panels.forEach((panel) => panel.figure.append(legend(set, panel.look, [panel])))
  choose(set, set.choice.unit)
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
    const value = values[unit.at]
    const place = value === null ? null : panel.look.edges.filter((edge) => edge <= value).length
    return svg("path", { class: "unit", d: unit.d, "data-code": unit.code,
      fill: fillOf(prefix, panel.look, place, markAt(marks, unit.at)) })
  })
  const rings = { halo: svg("path", { class: "halo" }), chosen: svg("path", { class: "ring chosen" }),
    hover: svg("path", { class: "ring hover" }) }
  drawing.append(patterns(prefix, panel.look, set.colours, scale), ...paths, ...Object.values(rings))
  listen(set, drawing)
  const heading = el("h3", { textContent: panel.title })
  if (panel.small) heading.append(" ", el("small", { textContent: panel.small }))
  return { ...panel, values, marks, rings, drawing, figure: el("figure", {}, heading, drawing) }
}

function legend(set, look, panels) {
  const holder = el("div", { className: "legend" })
  const marks = new Set(panels.flatMap((panel) => [...panel.marks]))
  const shown = [...marks].filter((mark) => "oedi".includes(mark))
  const hasIllustrative = marks.has("i") && (shown.length === 1 ? "all" : "some")
  const missing = [..."NCASP"].filter((mark) => marks.has(mark))
  // With several maps a class has no one count, and nothing is highlighted in any.
  const isShared = panels.length > 1
  const words = isShared ? { ...set.words, n_units: "" } : set.words
  const rows = drawLegend(holder, { look, sense: "" }, words, set.colours, { hasIllustrative, missing }, {})
  for (const [key, { button, count }] of rows) {
    count.textContent = isShared ? "" : countOf(panels[0], key, set)
    button.replaceWith(el("span", { className: "entry" }, ...button.childNodes))
  }
  return holder
}

function countOf(panel, key, set) {
  return set.geometry.units.filter(({ at }) => {
    const value = panel.values[at]
    const own = value === null ? markAt(panel.marks, at) : `c${panel.look.edges.filter((edge) => edge <= value).length}`
    return own === key
  }).length
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
    if (code) chosen(set, { unit: code === set.choice.unit ? "" : code })
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
