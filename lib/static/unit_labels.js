// Where labels of a chart stand, so that none lies on another, on a point or, if it can be, on a line.

const LETTER = 0.56 // em, of bold type
const COST = { label: 1000, point: 40, line: 3, outside: 400, far: 0.1 }

// `room` is { width, top, bottom } in pixels: what a label must not leave.
export function createLabels(room, em) {
  const taken = []
  const cost = (box) => taken.reduce((sum, other) => sum + (meet(box, other) ? other.cost : 0), 0) +
    (box.x < 0 || box.x + box.w > room.width || box.y < room.top || box.y + box.h > room.bottom ? COST.outside : 0)
  return {
    point(x, y) { taken.push(around(x, y, 0.45 * em, COST.point)) },
    line(points) {
      for (let i = 1; i < points.length; i += 1) along(points[i - 1], points[i], em).forEach((box) => taken.push(box))
    },
    // The best of `spots`, each [x, y of the baseline, anchor], the nearest first.
    put(text, spots) {
      const boxes = spots.map(([x, y, anchor], i) => ({ x, y, anchor, box: boxOf(text, x, y, anchor, em), rank: i }))
      const found = boxes.map((one) => ({ ...one, cost: cost(one.box) + one.rank * COST.far }))
        .reduce((best, one) => one.cost < best.cost ? one : best)
      taken.push({ ...found.box, cost: COST.label })
      return found
    },
  }
}

// Spots around a point: beside it, then over and under it, further and further away.
export function spotsAround(x, y, em, { isLate }) {
  const sides = isLate ? [["end", -0.6], ["start", 0.6]] : [["start", 0.6], ["end", -0.6]]
  const heights = [-0.75, 1.55, -1.9, 2.7, -3.05, 3.85, -4.2, 5, -5.35, 6.15, -6.5, -7.65, -8.8, -9.95]
  return heights.flatMap((up) => sides.map(([anchor, by]) => [x + by * em, y + up * em, anchor]))
}

export function boxOf(text, x, y, anchor, em) {
  const w = text.length * LETTER * em
  return { x: anchor === "end" ? x - w : anchor === "middle" ? x - w / 2 : x, y: y - 0.95 * em, w, h: 1.25 * em }
}

export function meet(one, other) {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
}

function around(x, y, r, cost) {
  return { x: x - r, y: y - r, w: 2 * r, h: 2 * r, cost }
}

function along([x0, y0], [x1, y1], em) {
  const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / (0.5 * em)))
  return Array.from({ length: steps + 1 }, (_, i) =>
    around(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, 1.5, COST.line))
}
