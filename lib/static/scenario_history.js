// Undo and redo over whole settings: what stood before each move, and what was taken back. Kept for
// the tab, so that they outlive a reload and another language.

const MOST = 100

// The history of the controls called `name`, as the tab has it where it ended with these `values`.
export function history(name, values) {
  const found = kept(name)
  const isOfThese = found?.now && same(found.now, values) && same(values, found.now)
  return isOfThese ? { ...found, name } : { name, before: [], after: [], now: null }
}

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name))
  } catch {
    return null // a browser that keeps nothing, or what something else has kept
  }
}

function keep({ name, before, after, now }) {
  try {
    sessionStorage.setItem(name, JSON.stringify({ before, after, now }))
  } catch { /* a browser that keeps nothing */ }
}

export function remember(past, values) {
  if (past.now && same(past.now, values)) return
  if (past.now) past.before.push(past.now)
  if (past.before.length > MOST) past.before.shift()
  past.after = []
  past.now = values
  keep(past)
}

// One step back (−1) or forward (1); null where there is none.
export function step(past, way) {
  const [from, to] = way < 0 ? [past.before, past.after] : [past.after, past.before]
  if (!from.length) return null
  to.push(past.now)
  past.now = from.pop()
  keep(past)
  return past.now
}

function same(one, other) {
  return Object.keys(one).every((id) => one[id] === other[id])
}
