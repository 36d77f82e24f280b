// The keys of a presentation, as presentation software and clickers have them: next and back, first
// and last, a black screen, full screen, the end. They are read before anything in the page sees
// them, so a clicker steps wherever the focus is and never moves a slider or a list.

import { pathOf } from "./history.js"

const STEPS = {
  PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1,
  PageUp: -1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity,
}
const ACTS = { b: dark, ".": dark, f: fullScreen, escape: leave }
const PAGES = ".st-key-page_keys a[href]"
const END = ".st-key-end_presenting button"
// Keys that a field has no use for, where one types into it.
const NEVER_TYPED = new Set(["PageDown", "PageUp", "Escape"])
const TOLD_MS = 2500

let words = null // what is told of a presentation; null while there is none
let asked = null // the path of a page that was stepped to and has not come yet
let entered = null // the field whose text was ended with Enter
let owed = [] // what was pressed while a page was being drawn, which has its links only at its end
const drawing = new MutationObserver(settleOwed)

// `said`: the words of a presentation, or nothing where there is none.
export function present(said) {
  words = said ?? null
  if (words) return
  lighten()
  forget()
}

for (const kind of ["keydown", "keyup"]) window.addEventListener(kind, keyed, { capture: true })
for (const kind of ["input", "pointerdown"]) {
  window.addEventListener(kind, () => { entered = null }, { capture: true })
}
window.addEventListener("popstate", () => {
  asked = null
  forget()
})

function keyed(event) {
  if (!words || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const field = event.composedPath()[0]
  if (event.key === "Enter" && isField(field)) entered = field
  if (document.getElementById("dark_screen")) {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.type === "keydown" && !event.repeat) lighten()
    return
  }
  const act = ACTS[event.key.toLowerCase()]
  const by = STEPS[event.key]
  if (!act && by === undefined) return
  if (isField(field) && field !== entered && !NEVER_TYPED.has(event.key)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (event.type === "keyup") return // a button is pressed by the second half of the space bar
  if (act) {
    if (!event.repeat) act(field)
  } else whenDrawn(() => step(event.key === " " && event.shiftKey ? -by : by))
}

function whenDrawn(act) {
  owed.push(act)
  drawing.observe(document.body, { subtree: true, childList: true })
  settleOwed()
}

function settleOwed() {
  while (owed.length && document.querySelector(PAGES) && document.querySelector(END)) owed.shift()()
  if (!owed.length) drawing.disconnect()
}

function forget() {
  owed = []
  drawing.disconnect()
}

function isField(node) {
  return node instanceof Element && (node.isContentEditable || node.matches("textarea, input:not(" +
    "[type=range], [type=radio], [type=checkbox], [type=button], [type=submit], [type=file])"))
}

function step(by) {
  const pages = [...document.querySelectorAll(PAGES)]
  if (asked === location.pathname) asked = null
  const at = pages.findIndex((page) => pathOf(page) === (asked ?? location.pathname))
  if (at < 0) return
  const to = Math.min(Math.max(at + by, 0), pages.length - 1)
  if (to === at) {
    tell(by > 0 ? words.last : words.first)
    return
  }
  asked = pathOf(pages[to])
  pages[to].click()
}

function leave(field) {
  if (isField(field) && field !== entered) field.blur()
  else whenDrawn(() => document.querySelector(END).click())
}

function fullScreen() {
  const turned = document.fullscreenElement ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  turned.catch(() => {}) // refused by the browser or by who embeds the page
}

function dark() {
  const sheet = document.createElement("div")
  sheet.id = "dark_screen"
  sheet.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:#000;cursor:none"
  sheet.setAttribute("role", "status")
  sheet.setAttribute("aria-label", words.dark)
  sheet.onclick = lighten
  document.body.append(sheet)
}

function lighten() {
  document.getElementById("dark_screen")?.remove()
}

function tell(text) {
  let note = document.getElementById("step_note")
  if (!note) {
    note = document.createElement("div")
    note.id = "step_note"
    note.setAttribute("role", "status")
    note.style.cssText = "position:fixed;bottom:2rem;left:50%;transform:translateX(-50%);" +
      "z-index:2147483646;padding:.5rem 1.25rem;border-radius:.4rem;background:#12181d;color:#fff"
    document.body.append(note)
  }
  note.textContent = text
  clearTimeout(note.ends)
  note.ends = setTimeout(() => note.remove(), TOLD_MS)
}
