// What drawing in three dimensions depends on: deck.gl needs WebGL 2 and is blank without, and its
// camera is set once, by whether the screen is narrow.

const NARROW = 600
const COLUMNS = ".st-key-map_columns"

// A browser keeps few drawings at once: of many pages the oldest loses its own, and would be blank
// without a word.
document.addEventListener("webglcontextlost", ({ target }) => {
  const holder = target.closest(COLUMNS)
  if (!holder || holder.querySelector(":scope > [role=alert]")) return
  holder.prepend(shell.notice(shell.own("part_lost"), shell.own("reload"), () => location.reload()))
}, { capture: true })
document.addEventListener("webglcontextrestored", ({ target }) => {
  target.closest(COLUMNS)?.querySelector(":scope > [role=alert]")?.remove()
}, { capture: true })

export function render({ data, setStateValue }) {
  const context = document.createElement("canvas").getContext("webgl2")
  // Browsers allow few contexts at once; this one was for asking only.
  context?.getExtension("WEBGL_lose_context")?.loseContext()
  const can = Boolean(context)
  const narrow = window.innerWidth < NARROW
  if (data.known?.can !== can || data.known?.narrow !== narrow) setStateValue("screen", { can, narrow })
}
