// The drawing: outlines coloured in place, an inset of the inner city, rings, names, zoom, keys.

const SVG = "http://www.w3.org/2000/svg"
const DRAG_PX = 4
const MOST_ZOOM = 12

export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}

// What lies on a coloured or grey ground, in a tile of 8: one drawing for every kind of mark.
const RINGS = "M2.2 4a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0"
const MARKS = {
  i: "M0 0V8", h: RINGS, ih: `M0 0V8${RINGS}`, N: "M3 4h2", P: "M0 4H8", C: "M4 0V8M0 4H8", A: "M1 1L7 7M7 1L1 7", S: "M0 2H8M0 6H8M2 0V8M6 0V8",
}

// Patterns scale with their drawing; `scale` (drawing units a pixel) keeps them alike on screen.
function pattern(id, mark, ground, line, scale) {
  const isHatch = mark.startsWith("i")
  const isHollow = mark.endsWith("h")
  const turn = isHatch ? " rotate(45)" : ""
  return svg("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse",
    patternTransform: `scale(${scale})${turn}`, "data-turn": turn },
  svg("rect", { width: 8, height: 8, fill: ground }),
  svg("path", { d: MARKS[mark], stroke: line, fill: "none",
    "stroke-width": isHatch ? 1.3 : mark === "N" ? 2 : 1, "stroke-opacity": isHollow ? .9 : isHatch ? .5 : .6 }))
}

// The patterns of one drawing, their ids beginning with `prefix`.
export function patterns(prefix, look, colours, scale) {
  const defs = svg("defs")
  look.colours.forEach((colour, i) => {
    const isHollow = look.hollow.includes(i)
    defs.append(pattern(`${prefix}i${i}`, isHollow ? "ih" : "i", colour, colours.paper, scale))
    if (isHollow) defs.append(pattern(`${prefix}h${i}`, "h", colour, colours.paper, scale))
  })
  for (const mark of "NCASP") {
    defs.append(pattern(`${prefix}${mark}`, mark, look.missing, colours.soft, scale))
  }
  return defs
}

// The fill of a cell: its class's colour, hatched where illustrative, ringed where provisional; a
// pattern where missing.
export function fillOf(prefix, look, place, mark) {
  if (place === null) return `url(#${prefix}${mark})`
  if (mark === "i") return `url(#${prefix}i${place})`
  return look.hollow.includes(place) ? `url(#${prefix}h${place})` : look.colours[place]
}

// A little drawing of a fill, for the legend and the table.
export function swatch(fill) {
  return svg("svg", { class: "sw", "aria-hidden": "true", viewBox: "0 0 32 18", preserveAspectRatio: "xMinYMin slice" },
    svg("rect", { width: 32, height: 18, fill }))
}

// Draws `geometry` once; the answer recolours and marks it. `on` holds the handlers
// hover(code | null, x, y), choose(code), focus(code | null), scroll() for a wheel that does not zoom.
export function createMap(sheet, insetHolder, on) {
  const map = { units: new Map(), insets: new Map(), on, sheet, view: null, active: null }
  map.main = svg("svg", { role: "listbox" })
  map.inset = svg("svg", { "aria-hidden": "true" })
  sheet.prepend(map.main)
  insetHolder.prepend(map.inset)
  listen(map)
  return map
}

export function drawGeometry(map, geometry, core, lang) {
  map.geometry = geometry
  map.core = core
  map.units.clear()
  map.insets.clear()
  map.at = new Map(geometry.units.map((unit) => [unit.code, unit]))
  map.names = new Map()
  const shapes = svg("g", { role: "presentation" })
  const labels = svg("g", { "aria-hidden": "true" })
  for (const unit of geometry.units) {
    const path = svg("path", { class: "unit", d: unit.d, role: "option", tabindex: -1,
      "data-code": unit.code, "aria-selected": "false" })
    map.units.set(unit.code, path)
    shapes.append(path)
    const name = svg("text", { class: "name", x: unit.x, y: unit.y })
    name.textContent = name.dataset.name = unit.short[lang]
    map.names.set(unit.code, name)
    labels.append(name)
  }
  map.rings = rings()
  const [x, y, width, height] = core
  const frame = svg("rect", { class: "frame-of-inset", x, y, width, height, "aria-hidden": "true" })
  map.main.replaceChildren(shapes, frame, ...Object.values(map.rings), labels)
  drawInset(map)
  // The patterns went with the old shapes: nothing that was painted before holds for the new ones.
  map.colouring = null
  map.active = null
  show(map, { x: -4, y: -4, w: geometry.width + 8, h: geometry.height + 8 })
}

function drawInset(map) {
  const [x, y, w, h] = map.core
  const near = map.geometry.units.filter((unit) => {
    const reach = Math.sqrt(unit.area)
    return unit.x > x - reach && unit.x < x + w + reach && unit.y > y - reach && unit.y < y + h + reach
  })
  const shapes = svg("g")
  for (const unit of near) {
    const path = svg("path", { class: "unit", d: unit.d, "data-code": unit.code })
    map.insets.set(unit.code, path)
    shapes.append(path)
  }
  map.insetRings = rings()
  map.inset.setAttribute("viewBox", map.core.join(" "))
  map.inset.replaceChildren(shapes, ...Object.values(map.insetRings))
}

function rings() {
  return { halo: svg("path", { class: "halo" }), chosen: svg("path", { class: "ring chosen" }),
    hover: svg("path", { class: "ring hover" }), focus: svg("path", { class: "ring focus" }) }
}

// `cells` maps code → { place, mark, label, dim }; only what differs touches the page.
export function paint(map, look, cells, colours) {
  const colouring = [look.colours, look.hollow, look.missing, colours.paper].join(" ")
  if (map.colouring !== colouring) {
    map.colouring = colouring
    map.main.querySelector("defs")?.remove()
    map.inset.querySelector("defs")?.remove()
    map.main.prepend(patterns("m", look, colours, scaleOf(map)))
    map.inset.prepend(patterns("s", look, colours, map.core[2] / (widthOf(map.inset) || 240)))
  }
  for (const [prefix, paths] of [["m", map.units], ["s", map.insets]]) {
    for (const [code, path] of paths) {
      const cell = cells.get(code)
      const fill = fillOf(prefix, look, cell.place, cell.mark)
      if (path.getAttribute("fill") !== fill) path.setAttribute("fill", fill)
      if (path.classList.contains("dim") !== cell.dim) path.classList.toggle("dim")
    }
  }
}

// What a screen reader says of each unit, and the shape that stands before its name, if any.
export function nameUnits(map, cells) {
  let isOther = false
  for (const [code, path] of map.units) {
    const { label, sign, isHollow } = cells.get(code)
    if (path.ariaLabel !== label) path.ariaLabel = label
    const name = map.names.get(code)
    const said = sign + isHollow
    if (name.dataset.sign === said) continue
    name.dataset.sign = said
    isOther = true
    const before = svg("tspan", { class: isHollow ? "hollow" : "" })
    before.textContent = sign
    name.replaceChildren(...(sign ? [before, " "] : []), name.dataset.name)
  }
  if (isOther) fit(map) // a longer name needs more room
}

export function ring(map, kind, code) {
  const d = code ? map.at.get(code)?.d ?? "" : ""
  for (const set of [map.rings, map.insetRings]) {
    set[kind].setAttribute("d", d)
    if (kind === "chosen") set.halo.setAttribute("d", d)
  }
}

export function choose(map, code) {
  map.units.get(map.chosen)?.setAttribute("aria-selected", "false")
  map.chosen = code
  map.units.get(code)?.setAttribute("aria-selected", "true")
  ring(map, "chosen", code)
  // One tab stop: the unit last visited, else the chosen one, else the first.
  setActive(map, code || map.active || map.geometry.units[0].code)
}

function setActive(map, code) {
  if (map.active) map.units.get(map.active)?.setAttribute("tabindex", -1)
  map.active = code
  map.units.get(code)?.setAttribute("tabindex", 0)
}

// Drawing units a pixel.
function scaleOf(map) {
  const box = map.main.getBoundingClientRect()
  return Math.max(map.view.w / (box.width || 600), map.view.h / (box.height || 700))
}

// Where a unit's own point lies in the sheet, in pixels.
export function pointOf(map, code) {
  const unit = map.at.get(code)
  const box = map.main.getBoundingClientRect()
  const scale = scaleOf(map)
  return [box.width / 2 + (unit.x - map.view.x - map.view.w / 2) / scale,
    box.height / 2 + (unit.y - map.view.y - map.view.h / 2) / scale]
}

function show(map, view) {
  map.view = view
  map.main.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`)
  map.main.classList.toggle("zoomed", view.w < map.geometry.width)
  fit(map)
}

// Names where there is room for them, and patterns as fine as before, at any size and zoom.
export function fit(map) {
  if (!map.view || !widthOf(map.main)) return
  const scale = scaleOf(map)
  const size = parseFloat(getComputedStyle(map.sheet).fontSize) * .8
  for (const [code, name] of map.names) {
    const room = Math.sqrt(map.at.get(code).area) / scale
    const fits = room > name.textContent.length * size * .5 + 6
    name.style.display = fits ? "" : "none"
    name.style.fontSize = `${size * scale}px`
    name.style.strokeWidth = `${3 * scale}px`
    name.setAttribute("dy", size * scale * .35)
  }
  for (const [drawing, s] of [[map.main, scale], [map.inset, map.core[2] / (widthOf(map.inset) || 240)]]) {
    for (const tile of drawing.querySelectorAll("pattern")) {
      tile.setAttribute("patternTransform", `scale(${s})${tile.dataset.turn}`)
    }
  }
}

export function zoom(map, factor, x, y) {
  const whole = { x: -4, y: -4, w: map.geometry.width + 8, h: map.geometry.height + 8 }
  const w = Math.min(whole.w, Math.max(whole.w / MOST_ZOOM, map.view.w / factor))
  const real = map.view.w / w
  const cx = x ?? map.view.x + map.view.w / 2
  const cy = y ?? map.view.y + map.view.h / 2
  show(map, inside(whole, { x: cx - (cx - map.view.x) / real, y: cy - (cy - map.view.y) / real,
    w, h: whole.h / whole.w * w }))
}

export function showWhole(map) { zoom(map, 1 / MOST_ZOOM) }

export function showCore(map) {
  const [x, y, w] = map.core
  zoom(map, 1 / MOST_ZOOM)
  zoom(map, map.view.w / w)
  pan(map, x + w / 2 - (map.view.x + map.view.w / 2), y + w / 2 - (map.view.y + map.view.h / 2))
}

function pan(map, dx, dy) {
  const whole = { x: -4, y: -4, w: map.geometry.width + 8, h: map.geometry.height + 8 }
  show(map, inside(whole, { ...map.view, x: map.view.x + dx, y: map.view.y + dy }))
}

function inside(whole, view) {
  const hold = (at, size, low, length) => Math.min(Math.max(at, low), low + length - size)
  return { ...view, x: hold(view.x, view.w, whole.x, whole.w), y: hold(view.y, view.h, whole.y, whole.h) }
}

function place(map, event) {
  const box = map.main.getBoundingClientRect()
  const scale = scaleOf(map)
  return [map.view.x + map.view.w / 2 + (event.clientX - box.left - box.width / 2) * scale,
    map.view.y + map.view.h / 2 + (event.clientY - box.top - box.height / 2) * scale]
}

function listen(map) {
  for (const drawing of [map.main, map.inset]) {
    drawing.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return
      const box = map.sheet.getBoundingClientRect()
      map.on.hover(event.target.dataset?.code ?? null, event.clientX - box.left, event.clientY - box.top)
    })
    drawing.addEventListener("pointerleave", () => map.on.hover(null))
    drawing.addEventListener("click", (event) => {
      const code = event.target.dataset?.code
      // The second click of a double one would take back the first.
      if (code && !map.dragged && event.detail < 2) map.on.choose(code)
    })
  }
  map.main.addEventListener("focusin", (event) => {
    const code = event.target.dataset?.code
    if (!code) return
    setActive(map, code)
    // A click focuses as well; the ring is for those who came by key.
    if (event.target.matches(":focus-visible")) {
      ring(map, "focus", code)
      map.on.focus(code)
    }
  })
  map.main.addEventListener("focusout", () => {
    ring(map, "focus", null)
    map.on.focus(null)
  })
  map.main.addEventListener("keydown", (event) => keyed(map, event))
  map.main.addEventListener("wheel", (event) => {
    // A bare wheel scrolls the page; with Ctrl, or a pinch on a touchpad, it zooms.
    if (!event.ctrlKey) { map.on.scroll(); return }
    event.preventDefault()
    zoom(map, Math.exp(-event.deltaY / 200), ...place(map, event))
  }, { passive: false })
  drag(map)
}

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

function keyed(map, event) {
  const code = event.target.dataset?.code
  const acts = {
    Enter: () => map.on.choose(code), " ": () => map.on.choose(code),
    Home: () => go(map, map.geometry.units[0].code), End: () => go(map, map.geometry.units.at(-1).code),
    "+": () => zoom(map, 1.6), "-": () => zoom(map, 1 / 1.6), 0: () => showWhole(map),
  }
  const arrow = ARROWS[event.key]
  const act = arrow ? () => go(map, neighbour(map, code, arrow)) : acts[event.key]
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return
  // The page has keys of its own while presenting.
  event.preventDefault()
  event.stopPropagation()
  act()
}

function go(map, code) {
  if (!code) return
  map.units.get(code).focus({ preventScroll: true })
}

// The nearest unit within 60 degrees of the arrow; straight ahead counts as nearer.
function neighbour(map, code, [ax, ay]) {
  const from = map.at.get(code)
  let best = null
  let least = Infinity
  for (const unit of map.geometry.units) {
    const dx = unit.x - from.x
    const dy = unit.y - from.y
    const ahead = dx * ax + dy * ay
    const far = Math.hypot(dx, dy)
    if (ahead <= far * .5) continue
    const cost = far * (2 - ahead / far)
    if (cost < least) [best, least] = [unit.code, cost]
  }
  return best
}

// One finger or the mouse moves a zoomed map; two fingers zoom.
function drag(map) {
  const held = new Map()
  map.main.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, [event.clientX, event.clientY])
    map.dragged = false
  })
  map.main.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId)
    if (!before) return
    const after = [event.clientX, event.clientY]
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    const moved = Math.hypot(after[0] - before[0], after[1] - before[1])
    if (!other && (moved < DRAG_PX && !map.dragged || map.view.w >= map.geometry.width)) return
    map.dragged = true
    held.set(event.pointerId, after)
    if (other) {
      const apart = (at) => Math.hypot(at[0] - other[0], at[1] - other[1])
      zoom(map, apart(after) / Math.max(1, apart(before)), ...place(map, event))
    } else {
      const scale = scaleOf(map)
      pan(map, (before[0] - after[0]) * scale, (before[1] - after[1]) * scale)
    }
  })
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    map.main.addEventListener(end, (event) => held.delete(event.pointerId))
  }
}

function widthOf(drawing) { return drawing.getBoundingClientRect().width }
