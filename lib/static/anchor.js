// Goes to the part of a long page that the address names, and holds it in view while what stands
// above is still being drawn. Whoever scrolls, types or clicks meanwhile is left alone.

const HOLD_MS = 6000
const OWN_MOVES = ["wheel", "touchstart", "pointerdown", "keydown"]

export function render({ parentElement }) {
  const root = parentElement.querySelector(".root")
  const name = decodeURIComponent(window.location.hash.slice(1))
  const content = document.querySelector('[data-testid="stMainBlockContainer"]')
  // A later message must not take the reader back.
  if (root.dataset.went || !name || !content) return null
  root.dataset.went = name
  const observer = new ResizeObserver(() => document.getElementById(name)?.scrollIntoView())
  const leave = () => {
    observer.disconnect()
    for (const move of OWN_MOVES) window.removeEventListener(move, leave)
  }
  for (const move of OWN_MOVES) window.addEventListener(move, leave, { passive: true })
  observer.observe(content)
  setTimeout(leave, HOLD_MS)
  return leave
}
