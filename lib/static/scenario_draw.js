// What both pictures of the what-if page share: elements, the frame, the pointer's label, numbers.

import { draw } from "./dom.js"
import { decimal } from "./numbers.js"

const SVG = "http://www.w3.org/2000/svg"

export function make(tag, attributes = {}, text) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  if (text !== undefined) node.textContent = text
  return node
}

export function canvas(attributes) {
  const node = document.createElementNS(SVG, "svg")
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}

export function frame(svg, scene, box) {
  const { em } = box
  const widest = Math.max(...scene.y.ticks.map(([, text]) => text.length))
  const area = {
    left: Math.ceil(widest * 0.56 * em + 0.9 * em), top: 2.4 * em,
    right: box.width - box.room, bottom: box.height - (box.isNarrow ? 2.9 : 3.1) * em,
  }
  const y = (v) => area.bottom - ((v - scene.y.lo) / (scene.y.hi - scene.y.lo)) * (area.bottom - area.top)
  for (const [value, text] of scene.y.ticks) {
    draw(svg, "path", { d: `M${area.left} ${y(value)}H${area.right}`, class: "grid" })
    draw(svg, "text", { x: area.left - 0.5 * em, y: y(value) + 0.33 * em, class: "tick", "text-anchor": "end" }, text)
  }
  draw(svg, "text", { x: 0, y: 0.95 * em, class: "tick" }, scene.y.title)
  return { area, y }
}

// About how wide a text is, in em: Vietnamese marks take no room of their own.
export const width = (text) => text.length * 0.52

export function tell(tip, title, rows, { left, top, em, width: full }) {
  const lines = rows.map(([name, text]) => {
    const row = make("div")
    row.append(make("span", {}, name), make("b", {}, text))
    return row
  })
  tip.replaceChildren(make("div", { class: "when" }, title), ...lines)
  tip.hidden = false
  const isRight = left > full * 0.55
  tip.style.left = isRight ? "" : `${left + 0.8 * em}px`
  tip.style.right = isRight ? `${full - left + 0.8 * em}px` : ""
  tip.style.top = `${top}px`
}

// Writes a number as the language does, with a true minus, its decimals and what follows it; years go
// ungrouped.
export function writer(lang, [places, after] = [2, ""], isGrouped = true) {
  return (value) => decimal(value, lang, places, { isGrouped }) + after
}
