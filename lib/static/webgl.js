// What drawing in three dimensions depends on: deck.gl needs WebGL 2 and is blank without, and its
// camera is set once, by whether the screen is narrow.

const NARROW = 600

export function render({ data, setStateValue }) {
  const context = document.createElement("canvas").getContext("webgl2")
  // Browsers allow few contexts at once; this one was for asking only.
  context?.getExtension("WEBGL_lose_context")?.loseContext()
  const can = Boolean(context)
  const narrow = window.innerWidth < NARROW
  if (data.known?.can !== can || data.known?.narrow !== narrow) setStateValue("screen", { can, narrow })
}
