// Undo and redo over whole settings: what stood before each move, and what was taken back.

const MOST = 100

export function history() {
  return { before: [], after: [], now: null }
}

export function remember(past, values) {
  if (past.now && same(past.now, values)) return
  if (past.now) past.before.push(past.now)
  if (past.before.length > MOST) past.before.shift()
  past.after = []
  past.now = values
}

// One step back (−1) or forward (1); null where there is none.
export function step(past, way) {
  const [from, to] = way < 0 ? [past.before, past.after] : [past.after, past.before]
  if (!from.length) return null
  to.push(past.now)
  past.now = from.pop()
  return past.now
}

function same(one, other) {
  return Object.keys(one).every((id) => one[id] === other[id])
}
