// The page's own furniture: its language for screen readers, "copy link", links to other pages that
// carry the switch "official only" along (a page that it changes nothing on is not drawn again), and
// word of another theme; and the keys of a presentation.

import { pathOf, visit } from "./history.js"
import { present } from "./presenting.js"

const carrying = (event) => {
  const link = event.target.closest?.('[data-testid="stMain"] a[href]:not([href^="#"])')
  if (link?.origin !== window.location.origin) return
  const address = new URL(link.href)
  const said = new URLSearchParams(window.location.search).get("official")
  if (said) address.searchParams.set("official", said)
  else address.searchParams.delete("official")
  link.setAttribute("href", `${pathOf(link)}${address.search}${address.hash}`)
}
// Before a click, a key or the menu of the mouse follows the link.
for (const kind of ["mousedown", "focusin", "click"]) {
  document.addEventListener(kind, carrying, { capture: true })
}

// Leaving the program loses figures that are about to be taken in and a form in a window: the browser
// asks first, in its own words.
const UNSENT = '.st-key-d_commit, [data-testid="stDialog"] [data-testid="stForm"]'
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(UNSENT)) event.preventDefault()
})

// Links in our own elements, which Streamlit does not know: followed within the program.
let paths = new Set()
document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const link = event.composedPath().find((node) => node.localName === "a" && node.href)
  const isOurs = link?.origin === location.origin && ["", "_self"].includes(link.target) &&
    !link.hash && !link.hasAttribute("download") && !link.dataset.testid && paths.has(link.pathname)
  if (!isOurs) return
  event.preventDefault()
  visit(link.href)
}, { capture: true })

// A choice made in the very instant of a Back is run with the page that was there before, and that
// page would stay under the other's address: once all is at rest the address is asked for again.
const REST_MS = 200
let shown = "" // the path of the page that is drawn
let restless = null
window.addEventListener("popstate", (event) => {
  if (!event.isTrusted) return // asked for by `visit`, or again below
  clearTimeout(restless)
  let rested = 0
  const look = () => {
    const app = document.querySelector("[data-testid=stApp]")
    rested = app.dataset.testScriptState === "notRunning" ? rested + 1 : 0
    if (rested < 2) restless = setTimeout(look, REST_MS)
    else if (shown !== location.pathname && paths.has(location.pathname)) {
      window.dispatchEvent(new PopStateEvent("popstate"))
    }
  }
  restless = setTimeout(look, REST_MS)
})

export function render({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.lang
  present(data.presenting)
  paths = new Set(data.paths)
  shown = data.path
  const root = parentElement.querySelector(".root")
  watchTheme(root, data.theme, setTriggerValue)
  let button = root.querySelector("button")
  if (!button) {
    root.innerHTML = `<style>
      .root { display: flex; align-items: center }
      button { font: inherit; font-size: .875rem; color: var(--st-text-color);
        background: transparent; border: 1px solid var(--st-border-color);
        border-radius: var(--st-button-radius); padding: .3rem .75rem; min-height: 2.25rem;
        cursor: pointer; white-space: nowrap }
      button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color) }
      button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px }
      span { position: absolute; left: -9999px }
    </style><button type="button"></button><span role="status"></span>`
    button = root.querySelector("button")
  }
  button.textContent = data.label
  button.onclick = async () => {
    const copied = await copy(window.location.href)
    const words = copied ? data.copied : data.failed
    button.textContent = words
    root.querySelector("span").textContent = words
    clearTimeout(button.restore)
    button.restore = setTimeout(() => { button.textContent = data.label }, 2500)
  }
  return () => root.themes.disconnect()
}

// When the reader, or the machine at nightfall, takes another theme, Streamlit paints its own parts
// anew and tells nobody; what the server chose the colours of would keep those of the other theme.
function watchTheme(root, theme, tell) {
  const app = document.querySelector("[data-testid=stApp]")
  root.theme = theme
  const compare = () => {
    const now = getComputedStyle(app).colorScheme
    if (now === root.theme) return
    root.theme = now
    tell("theme", now)
  }
  root.themes?.disconnect()
  root.themes = new MutationObserver(compare)
  root.themes.observe(app, { attributeFilter: ["class"] })
  compare()
}

// The clipboard is there on https and on this machine only; elsewhere a selection is copied.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    document.body.append(area)
    area.select()
    const copied = document.execCommand("copy")
    area.remove()
    return copied
  }
}
