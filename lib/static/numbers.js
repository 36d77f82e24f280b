// Numbers as each language writes them, with a true minus and no minus before nought; rounded as
// lib/wording/numbers.py does, halves away from zero.

import { say } from "./dom.js"

const FORMATS = new Map()

// `value` with at most `most` decimals, at least `least`; years go ungrouped.
export function decimal(value, lang, most, { least = 0, isGrouped = true } = {}) {
  const key = `${lang} ${most} ${least} ${isGrouped}`
  const form = { minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: isGrouped,
    signDisplay: "negative" }
  if (!FORMATS.has(key)) FORMATS.set(key, new Intl.NumberFormat(lang, form))
  return FORMATS.get(key).format(value).replace("-", "−")
}

// A number, written already, with its unit; a plural goes by the figure as it is read.
export function counted([one, many], n) {
  return say(/^[+−]?1$/.test(n) ? one : many, { n })
}
