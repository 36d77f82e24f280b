// The steps through time, by hand and by key, with the reform as a break in them.

import { el } from "./atlas_table.js"
import { put } from "./dom.js"

// `on.step(place)`: another period was asked for; `on.cross()`: the time beyond the reform.
export function createSteps(holder, on) {
  const steps = {
    holder,
    back: el("button", { type: "button", textContent: "◀" }),
    range: el("input", { type: "range", min: 0, step: 1 }),
    ahead: el("button", { type: "button", textContent: "▶" }),
    now: el("output"),
    cross: el("button", { type: "button", className: "cross" }),
  }
  steps.now.setAttribute("aria-live", "polite")
  holder.append(steps.back, steps.range, steps.ahead, steps.now, steps.cross)
  steps.back.addEventListener("click", () => on.step(steps.place - 1))
  steps.ahead.addEventListener("click", () => on.step(steps.place + 1))
  steps.range.addEventListener("input", () => on.step(Number(steps.range.value)))
  steps.cross.addEventListener("click", () => on.cross())
  return steps
}

export function updateSteps(steps, { data, words, base }, place) {
  const last = base.periods.length - 1
  steps.place = place
  for (const control of [steps.back, steps.range, steps.ahead]) control.hidden = last < 1
  steps.range.max = last
  steps.range.value = place
  steps.range.setAttribute("aria-label", words.period)
  steps.range.setAttribute("aria-valuetext", data.period_names[place])
  steps.back.disabled = place === 0
  steps.ahead.disabled = place === last
  for (const [button, text] of [[steps.back, words.previous], [steps.ahead, words.next]]) {
    button.setAttribute("aria-label", text)
    button.title = text
  }
  put(steps.now, data.period_names[place])
  const isBefore = data.geo === "district"
  steps.cross.textContent = isBefore ? `┊ ${words.breaks_at[data.geo]} ▸` : `◂ ${words.breaks_at[data.geo]} ┊`
  steps.cross.title = words.reform[data.geo]
  steps.cross.classList.toggle("first", !isBefore)
}
