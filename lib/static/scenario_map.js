// The communes of the horizon on the map: coloured by where they land, with a dot where that is
// short of the target. Its twins for those who cannot use a map are the ranked dots and the table.

import { draw } from "./dom.js"
import { tell, writer } from "./scenario_draw.js"

export function paintMap(svg, state, box) {
  const { scene } = state.data
  const { map, still } = state.assets
  const scale = Math.min(box.width / map.width, box.height / map.height)
  const left = (box.width - map.width * scale) / 2
  const fills = scene.is_made_up ? hatched(svg, scene.fills, scale) : scene.fills
  const place = new Map(still.map(([code], i) => [code, i]))
  const plane = draw(svg, "g", { transform: `translate(${left} 0) scale(${scale})` })
  const areas = map.units.map((unit) => {
    const i = place.get(unit.code)
    const known = i !== undefined
    const area = draw(plane, "path", {
      d: unit.d, "vector-effect": "non-scaling-stroke",
      class: `area${known ? "" : " none"}${unit.code === scene.shown ? " here" : ""}`,
      ...(known ? { fill: fills[scene.edges.filter((edge) => scene.scenario[i] >= edge).length] } : {}),
    })
    if (known) read(area, state, i, { x: left + unit.x * scale, y: unit.y * scale, box })
    return [unit, i]
  })
  // Dots last, so that no neighbour lies over them.
  for (const [unit, i] of areas) {
    if (i !== undefined && scene.short[i] === "1") draw(plane, "circle", { cx: unit.x, cy: unit.y, r: 3.2 / scale, class: "ring", "vector-effect": "non-scaling-stroke" })
  }
}

function read(area, state, i, { x, y, box }) {
  const { scene } = state.data
  const { still } = state.assets
  const write = writer(state.data.lang, scene.number)
  area.onpointerenter = () => {
    const rows = [[scene.words[0], write(still[i][2])], [scene.words[1], write(scene.scenario[i])]]
    tell(state.tip, still[i][1], rows, { left: x, top: Math.min(y, box.height - 5 * box.em), em: box.em, width: box.width })
  }
  area.onpointerleave = () => { state.tip.hidden = true }
  area.onclick = () => state.send("picked", still[i][0])
}

function hatched(svg, fills, scale) {
  return fills.map((fill, i) => hatch(svg, fill, `made_up_${i}`, scale))
}

// A fill with the hatching of illustrative values, here as on every map; on a plane of that scale.
export function hatch(svg, fill, id, scale = 1) {
  const pattern = draw(draw(svg, "defs"), "pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: `scale(${1 / scale}) rotate(45)` })
  draw(pattern, "rect", { width: 8, height: 8, fill })
  draw(pattern, "path", { d: "M0 0V8", class: "hatch" })
  return `url(#${id})`
}
