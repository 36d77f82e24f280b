// The legend, which is drawn with the map's own fills.

import { fillOf, patterns, svg, swatch } from "./atlas_map.js"
import { EMPTY } from "./atlas_cells.js"
import { el } from "./atlas_table.js"

const BAR = { width: 160, height: 14 }

// `prefix` sets the ids of its fills apart from those of other legends beside it.
// `on.light(key)`: a class or a kind of missing was picked, to highlight its units.
export function drawLegend(holder, data, words, colours, { hasIllustrative, missing, prefix = "l" }, on) {
  const { look } = data
  // Fills of one drawing serve the swatches of all rows, which are drawings of their own.
  const defs = svg("svg", { width: 0, height: 0, "aria-hidden": "true" }, patterns(prefix, look, colours, 1))
  defs.style.position = "absolute"
  const list = el("div", { className: look.scale })
  const rows = new Map()
  const add = (key, place, mark, label) => {
    const count = el("span", { className: "n" })
    const said = el("span", { className: place === null ? "" : "class" }, ...spelt(look, place, label))
    const drawn = swatch(fillOf(prefix, look, place, mark))
    if (place !== null) drawn.firstElementChild.dataset.place = place
    const button = el("button", { type: "button" }, drawn, said, count)
    button.setAttribute("aria-pressed", "false")
    button.dataset.key = key
    button.addEventListener("click", () => on.light(key))
    rows.set(key, { button, count, isClass: place !== null })
    list.append(button)
  }
  if (look.continuous) list.append(bar(look, prefix))
  else {
    const classes = look.labels.map((label, place) => [label, place])
    // Highest on top; verdicts from good to bad.
    if (look.scale !== "status") classes.reverse()
    for (const [label, place] of classes) add(look.keys[place], place, "o", label)
  }
  for (const kind of missing) add(EMPTY[kind], null, kind, words.marks[kind])
  const notes = [["", data.sense], ["hatched", hasIllustrative ? words.hatched : ""]].filter(([, text]) => text)
  const head = look.meaning === "value" ? [] : [el("p", { className: "of what", textContent: look.title })]
  const unit = [look.measure, look.continuous ? "" : words.n_units].filter(Boolean).join(" · ")
  holder.setAttribute("aria-label", words.legend)
  holder.replaceChildren(defs, ...head, el("p", { className: "of", textContent: unit }), list,
    ...notes.map(([className, textContent]) => el("p", { className, textContent })))
  return rows
}

// A label; the shape of a provisional verdict is hollow.
function spelt(look, place, label) {
  if (!look.hollow.includes(place)) return [label]
  const [shape, ...words] = label.split(" ")
  return [el("span", { className: "hollow", textContent: shape }), ` ${words.join(" ")}`]
}

// A continuous scale: every colour of the map side by side, its ends and middle written below.
function bar(look, prefix) {
  const { colours, labels } = look
  const step = BAR.width / colours.length
  const drawing = svg("svg", { class: "bar", viewBox: `0 0 ${BAR.width} ${BAR.height}`, preserveAspectRatio: "none",
    role: "img", "aria-label": labels.join(" … ") },
  ...colours.map((_, i) => svg("rect", { x: i * step, width: step + .3, height: BAR.height, fill: fillOf(prefix, look, i, "o"), "data-place": i })))
  return el("div", {}, drawing, el("div", { className: "ends" },
    ...labels.map((text) => el("span", { textContent: text }))))
}

// Hatches the classes that `hatched` says, and takes the hatching off the others.
export function hatchLegend(holder, look, hatched, prefix = "l") {
  for (const rect of holder.querySelectorAll("rect[data-place]")) {
    const place = Number(rect.dataset.place)
    rect.setAttribute("fill", fillOf(prefix, look, place, hatched[place] ? "i" : "o"))
  }
}

export function updateLegend(rows, counts, lit) {
  for (const [key, row] of rows) {
    row.count.textContent = counts.get(key) ?? 0
    // A class nobody is in stays, since colours mean the same in every period; a gap goes, unless it
    // is the one picked, for then it must say why all are greyed.
    row.button.hidden = !counts.has(key) && !row.isClass && key !== lit
    row.button.setAttribute("aria-pressed", String(key === lit))
  }
}
