// Finding a unit by what people write: without tone marks, with its kind before it, or by initials.

import { fold } from "./dom.js"

// What is written before a name, and the kinds of unit it can mean.
const KINDS = [
  [/^(?:q|quan)(?:[.\s]+|$)/, ["urban_district"]],
  [/^(?:h|huyen)(?:[.\s]+|$)/, ["rural_district"]],
  [/^(?:tx|t\.x|thi xa)(?:[.\s]+|$)/, ["town"]],
  [/^(?:p|f|phuong)(?:[.\s]+|$)/, ["ward"]],
  [/^(?:x|xa)(?:[.\s]+|$)/, ["commune"]],
]

// A unit as it is sought: folded full name in both languages, short names, initials.
export function indexed(unit) {
  const short = fold(unit.short.vi)
  return { type: unit.type, names: [unit.name.vi, unit.name.en].map(fold).join("\n"),
    short, initials: short.split(/[\s-]+/).map((word) => word[0]).join("") }
}

// A test of an indexed unit, or null where nothing was asked.
export function seeker(text) {
  const sought = fold(text).replace(/\s+/g, " ")
  if (!sought) return null
  const tests = [(unit) => named(unit, sought)]
  for (const [before, types] of KINDS) {
    const rest = sought.replace(before, "")
    if (rest === sought) continue
    tests.push((unit) => types.includes(unit.type) && (!rest || named(unit, rest)))
  }
  return (unit) => tests.some((test) => test(unit))
}

function named(unit, sought) {
  const compact = sought.replace(/[.\s]+/g, "")
  return unit.names.includes(sought) || unit.short.replace(/\s/g, "").startsWith(compact) ||
    (compact.length > 1 && unit.initials === compact)
}
