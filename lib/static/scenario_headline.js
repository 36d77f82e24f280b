// The answer over the laboratory while a control is held: its number follows, and what only the
// server can work out is marked as waiting, so that no sentence contradicts the curve.

import { writer } from "./scenario_draw.js"

const PENDING = "data-lab-pending" // the page's style dims by it what waits

export function pend(isPending) {
  document.body.toggleAttribute(PENDING, isPending)
}

// Writes the headline for the figures that are drawn, in the words that the server uses.
export function tellHeadline(state) {
  const { headline, number } = state.assets.still
  const moving = state.held ?? state.data.moving
  const place = document.querySelector(".sc-answer .sc-lead strong")
  const [value, base] = [moving.scenario?.at(-1), moving.baseline?.at(-1)]
  if (!headline || !place || !Number.isFinite(value) || !Number.isFinite(base)) return
  const write = writer(state.data.lang, number)
  const isChanged = [...state.rows.values()].some((one) => one.value !== one.row.default && !one.why)
  const said = headline[isChanged ? 1 : 0].replace("{value}", write(value)).replace("{base}", write(base))
  if (place.textContent !== said) place.textContent = said
}
