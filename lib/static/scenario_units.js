// The communes at the horizon, ranked: as now and in the scenario. A click picks one.

import { draw } from "./dom.js"
import { frame, tell, writer } from "./scenario_draw.js"

// `still` holds [code, name, value as now] of every commune, in the order of the scenario's values.
export function paintUnits(svg, state, box) {
  const { scene } = state.data
  const { still } = state.assets
  const { em } = box
  box.room = 0.5 * em
  const { area, y } = frame(svg, scene, box)
  const step = (area.right - area.left) / still.length
  const r = Math.max(1.6, Math.min(0.3 * em, step * 0.42))
  draw(svg, "path", { d: `M${area.left} ${area.bottom}H${area.right}`, class: "axis" })
  draw(svg, "text", { x: area.left, y: area.bottom + 1.4 * em, class: "tick" }, scene.x)
  still.forEach(([code, , now], i) => {
    const at = area.left + (i + 0.5) * step
    const then = scene.scenario[i]
    if (now !== then) draw(svg, "path", { d: `M${at} ${y(now)}V${y(then)}`, class: "stem" })
    draw(svg, "circle", { cx: at, cy: y(now), r, class: "dot now" })
    draw(svg, "circle", { cx: at, cy: y(then), r, class: `dot scenario${code === scene.shown ? " here" : ""}` })
  })
  if (scene.target) {
    const [value, text] = scene.target
    draw(svg, "path", { d: `M${area.left} ${y(value)}H${area.right}`, class: "rule target" })
    // Dots rise to the right: over a low line there is room at the right, over a high one at the left.
    const isLow = value < still[still.length >> 1][2]
    const at = isLow ? { x: area.right, "text-anchor": "end" } : { x: area.left + 0.3 * em }
    draw(svg, "text", { ...at, y: y(value) - 0.4 * em, class: "word strong halo" }, text)
  }
  read(svg, state, still, { area, step, em })
}

function read(svg, state, still, { area, step, em }) {
  const { scene, lang } = state.data
  const write = writer(lang, scene.number)
  const line = draw(svg, "path", { class: "reader" })
  const place = (event) => {
    const i = Math.floor((event.clientX - svg.getBoundingClientRect().left - area.left) / step)
    return i >= 0 && i < still.length ? i : null
  }
  svg.onpointermove = (event) => {
    const i = place(event)
    if (i === null) return
    const at = area.left + (i + 0.5) * step
    line.setAttribute("d", `M${at} ${area.top}V${area.bottom}`)
    const rows = [[scene.legend[0][1], write(still[i][2])], [scene.legend[1][1], write(scene.scenario[i])]]
    tell(state.tip, still[i][1], rows, { left: at, top: area.top, em, width: svg.clientWidth })
  }
  svg.onpointerleave = () => { state.tip.hidden = true; line.removeAttribute("d") }
  svg.onclick = (event) => {
    const i = place(event)
    if (i !== null) state.send("picked", still[i][0])
  }
}
