// Mounts an element of our own: its script draws it, and until what it loads is drawn it is busy.
// What could not be loaded is said above it, with a button; what it had drawn before stays.

{
  const TEXT = new TextDecoder()
  const STYLE = "display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin:.25rem 0;" +
    "padding:.5rem .75rem;border:1px solid;border-radius:6px;font-size:.875rem;" +
    "color:var(--st-text-color);background:var(--st-secondary-background-color)"
  const BUTTON = "font:inherit;color:inherit;background:transparent;border:1px solid;" +
    "border-radius:6px;padding:.25rem .75rem;min-height:2rem;cursor:pointer"

  const onPaper = new CSSStyleSheet()
  onPaper.replaceSync(document.getElementById("shell-print").textContent)

  shell.mount = (component, url) => {
    const { parentElement } = component
    const root = parentElement.querySelector(".root")
    const sheets = parentElement.getRootNode().adoptedStyleSheets
    if (parentElement.getRootNode() !== document && !sheets?.includes(onPaper)) sheets?.push(onPaper)
    const text = TEXT.decode(component.data)
    root.mounted = component
    // Bytes are new to Streamlit at every run of the page, though they say the same.
    if (text !== root.text || root.trouble) {
      root.text = text
      root.mounting = attempt(root, parentElement, url)
    }
    // Streamlit also calls this of a mount that a newer one overtook, and the element lives on.
    return () => setTimeout(() => {
      if (root.isConnected) return
      shell.waiting.delete(root)
      root.end?.()
    })
  }

  async function attempt(root, parentElement, url) {
    const { text } = root
    const tell = (how) => (name, value) => root.mounted[how](name, value)
    try {
      const module = await import(new URL(url, location.origin).href).catch(lost)
      if (root.text !== text) return
      root.drawn = null
      root.end = module.render({ parentElement, data: JSON.parse(text),
        setStateValue: tell("setStateValue"), setTriggerValue: tell("setTriggerValue") })
      await root.drawn // what the element still loads, if anything
      if (root.text === text) settle(root)
    } catch (error) {
      // What failed is a fault of ours, unless it is one of the line or the server.
      if (error.name !== "LostError") reportError(error)
      if (root.text === text) shell.explain(root, () => attempt(root, parentElement, url))
    }
  }

  function lost(error) {
    throw Object.assign(error, { name: "LostError" })
  }

  function settle(root) {
    root.removeAttribute("aria-busy")
    root.trouble?.remove()
    root.trouble = null
    root.tries = 0
    shell.waiting.delete(root)
  }

  // Says above `root` that something of it is missing, until `retry` has brought it. A page that
  // is older than the server may ask for what is not there any more: after a second failure it is
  // loaded anew.
  shell.explain = (root, retry) => {
    root.removeAttribute("aria-busy")
    root.tries = (root.tries ?? 0) + 1
    const isLast = root.tries > 1
    const found = shell.notice(shell.own("part_lost"), shell.own(isLast ? "reload" : "again"), () => {
      if (isLast) location.reload()
      else retry()
    })
    found.className = "trouble"
    found.style.cssText = STYLE
    found.querySelector("p").style.margin = "0"
    found.querySelector("button").style.cssText = BUTTON
    root.trouble?.remove()
    root.trouble = found
    root.before(found)
    shell.waiting.set(root, retry)
  }

  // Runs what a reader's click asks for; where it cannot be loaded, says so above `root`.
  shell.guard = async (root, work) => {
    try {
      await work()
      settle(root)
    } catch (error) {
      if (error.name !== "LostError") reportError(error)
      shell.explain(root, () => shell.guard(root, work))
    }
  }
}
