// The scales that a projection goes by: lib/analysis/projection/scale.py, and what is shared beside it.

const LARGEST = 1e18
const FURTHEST_LOGIT = 40
const CURVE_MARGIN = 1e-9
const LEAST_FACTOR = 1e-3

export function clip(value, low, high) {
  return Math.min(Math.max(value, low), high)
}

function within(model, value) {
  return model.path === "none" ? value : clip(value, 0, model.cap ?? LARGEST)
}

function toScale(model, value) {
  const held = within(model, value)
  if (model.path === "logistic") {
    const inside = clip(held, CURVE_MARGIN * model.cap, (1 - CURVE_MARGIN) * model.cap)
    return Math.log(inside) - Math.log(model.cap - inside)
  }
  return model.path === "geometric" ? Math.log(Math.max(held, 1 / LARGEST)) : held
}

function fromScale(model, place) {
  if (model.path === "logistic") return model.cap / (1 + Math.exp(-clip(place, -FURTHEST_LOGIT, FURTHEST_LOGIT)))
  const furthest = Math.log(LARGEST)
  return model.path === "geometric" ? Math.exp(clip(place, -furthest, furthest)) : clip(place, -LARGEST, LARGEST)
}

// A row's curve off the scale, starting at its own value; without a place on it the row is level.
export function through(model, value, place, curve) {
  if (place === null) return curve.map(() => within(model, value))
  const offset = value - fromScale(model, place)
  return curve.map((each) => within(model, fromScale(model, each) + offset))
}

export function forward(model, { value, place, gap }, curve) {
  return through(model, value, place, curve.map((each) => toScale(model, each) + gap))
}

export function factorOf(rate) {
  return Math.max(1 + rate / 100, LEAST_FACTOR)
}

export function dampedYears(years, decay) {
  return decay > 0 ? -Math.expm1(-decay * years) / decay : years
}
