// The legend, which is drawn with the map's own fills, and the steps through time.

import { fillOf, patterns, svg } from "./atlas_map.js"
import { el } from "./atlas_table.js"

// `on.light(key | null)`: a class or a kind of missing was picked, to highlight its units.
export function drawLegend(holder, data, words, colours, { hasIllustrative, missing }, on) {
  // Fills of one drawing serve the swatches of all rows, which are drawings of their own.
  const defs = svg("svg", { width: 0, height: 0, "aria-hidden": "true" }, patterns("l", data, colours, 1))
  defs.style.position = "absolute"
  const list = el("div")
  const rows = new Map()
  const add = (key, place, mark, label) => {
    const count = el("span", { className: "n" })
    const button = el("button", { type: "button" },
      swatch(fillOf("l", data, place, mark)),
      el("span", { className: place === null ? "" : "class", textContent: label }), count)
    button.setAttribute("aria-pressed", "false")
    button.addEventListener("click", () => on.light(key))
    rows.set(key, { button, count })
    list.append(button)
  }
  const mark = hasIllustrative === "all" ? "i" : "o"
  data.classes.map((label, place) => [label, place]).reverse()
    .forEach(([label, place]) => add(`c${place}`, place, mark, label))
  for (const kind of missing) add(kind, null, kind, words.marks[kind])
  const notes = [data.sense, hasIllustrative ? words.hatched : ""].filter(Boolean)
  const title = el("p", { className: "of", textContent: [data.measure, words.n_units].filter(Boolean).join(" · ") })
  holder.setAttribute("aria-label", words.legend)
  holder.replaceChildren(defs, title, list, ...notes.map((note) => el("p", { textContent: note })))
  return rows
}

function swatch(fill) {
  return svg("svg", { "aria-hidden": "true", viewBox: "0 0 32 18" },
    svg("rect", { width: 32, height: 18, fill }))
}

export function updateLegend(rows, counts, lit) {
  for (const [key, row] of rows) {
    row.count.textContent = counts.get(key) ?? 0
    // A class nobody is in stays, since colours mean the same in every period; a gap goes.
    row.button.hidden = !counts.has(key) && !key.startsWith("c")
    row.button.setAttribute("aria-pressed", String(key === lit))
  }
}

// `on.step(place)`: another period was asked for.
export function createSteps(holder, on) {
  const steps = {
    holder,
    back: el("button", { type: "button", textContent: "◀" }),
    range: el("input", { type: "range", min: 0, step: 1 }),
    ahead: el("button", { type: "button", textContent: "▶" }),
    now: el("output"),
  }
  steps.now.setAttribute("aria-live", "polite")
  holder.append(steps.back, steps.range, steps.ahead, steps.now)
  steps.back.addEventListener("click", () => on.step(steps.place - 1))
  steps.ahead.addEventListener("click", () => on.step(steps.place + 1))
  steps.range.addEventListener("input", () => on.step(Number(steps.range.value)))
  // Arrow keys move the slider, not the page of a presentation.
  holder.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) event.stopPropagation()
  })
  return steps
}

export function updateSteps(steps, data, words, place) {
  const last = data.periods.length - 1
  steps.place = place
  for (const control of [steps.back, steps.range, steps.ahead]) control.hidden = last < 1
  steps.range.max = last
  steps.range.value = place
  steps.range.setAttribute("aria-label", words.period)
  steps.range.setAttribute("aria-valuetext", data.period_names[place])
  steps.back.disabled = place === 0
  steps.ahead.disabled = place === last
  steps.back.setAttribute("aria-label", words.previous)
  steps.ahead.setAttribute("aria-label", words.next)
  steps.now.textContent = data.period_names[place]
}
