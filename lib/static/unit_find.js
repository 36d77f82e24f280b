// A field that finds units by name without tone marks, by kind ("q.", "p.", "tx") or by initials.

import { fold, make, put, wrap } from "./dom.js"

const KINDS = { q: "quan", h: "huyen", p: "phuong", x: "xa", tx: "thi xa" }
const MOST_SHOWN = 12

let ids = 0

// How well a unit fits what was typed: 0 best, null not at all.
export function fitOf(entry, typed) {
  let sought = fold(typed)
  if (!sought) return 0
  const kind = /^(q|h|p|x|tx)(\.\s*|\s+)(?=\S)/.exec(sought)
  if (kind) sought = `${KINDS[kind[1]]} ${sought.slice(kind[0].length)}`
  const fits = entry.names.map(([whole, bare]) => fit(whole, bare, sought)).filter((one) => one !== null)
  return fits.length ? Math.min(...fits) : null
}

function fit(whole, bare, sought) {
  if (bare.startsWith(sought) || whole.startsWith(sought)) return 0
  const words = whole.split(/[\s-]+/)
  if (sought.split(/\s+/).every((asked) => words.some((word) => word.startsWith(asked)))) return 1
  const initials = bare.split(/[\s-]+/).map((word) => word[0]).join("")
  return sought.length > 1 && initials.startsWith(sought) ? 2 : null
}

// "Quận", "Phường" stand before a Vietnamese name; an English one has its kind behind it.
function entryOf([id, name, other, kind]) {
  const names = [name, other].map(fold).map((whole) =>
    [whole, whole.replace(/^(quan|huyen|phuong|xa|thi xa) /, "").replace(/ (district|town|ward|commune)$/, "")])
  return { id, name, kind, names, hasEnded: id.startsWith("district:") }
}

// The units that exist before those that have ended, each by the Vietnamese alphabet.
function inOrder(entries) {
  const collator = new Intl.Collator("vi")
  const name = (entry) => entry.name.replace(/^(Quận|Huyện|Phường|Xã|Thị xã) /, "")
  return entries.sort((a, b) => a.hasEnded - b.hasEnded || collator.compare(name(a), name(b)))
}

export function createFinder(choose) {
  const id = `finder${ids += 1}`
  const input = make("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })
  const list = make("ul", { role: "listbox", id })
  list.hidden = true
  const said = make("span", { class: "sr", role: "status" })
  const node = wrap("div", "finder", input, list, said)
  const finder = { node, input, entries: [], without: new Set(), shown: [], active: 0 }

  const close = () => {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  const take = (entry) => {
    input.value = ""
    close()
    choose(entry.id)
  }
  const light = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === finder.active)))
    const item = list.children[finder.active]
    if (item?.id) input.setAttribute("aria-activedescendant", item.id)
    item?.scrollIntoView({ block: "nearest" })
  }
  const open = () => {
    finder.shown = finder.entries
      .map((entry) => [fitOf(entry, input.value), entry])
      .filter(([fit, entry]) => fit !== null && !finder.without.has(entry.id))
      .sort(([a], [b]) => a - b)
      .map(([, entry]) => entry)
    if (input.value) finder.shown = finder.shown.slice(0, MOST_SHOWN)
    finder.active = 0
    list.replaceChildren(...finder.shown.map((entry, i) => {
      const item = wrap("li", "", make("span", { text: entry.name }), make("small", { text: entry.kind }))
      item.id = `${id}_${i}`
      item.setAttribute("role", "option")
      item.onpointerdown = (event) => { event.preventDefault(); take(entry) }
      return item
    }))
    put(said, finder.shown.length ? "" : finder.none)
    if (!finder.shown.length) {
      list.append(wrap("li", "none", make("span", { text: finder.none })))
      list.firstChild.setAttribute("role", "option")
      list.firstChild.setAttribute("aria-disabled", "true")
    }
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    light()
  }
  input.oninput = open
  input.onfocus = open
  input.onclick = () => { if (list.hidden) open() }
  input.onblur = () => {
    // A word that is left behind looks like the answer, which it is not. Another window is no leaving.
    if (input.getRootNode().activeElement !== input) input.value = ""
    close()
  }
  input.onkeydown = (event) => {
    // The page's own shortcuts must not see what is typed here.
    event.stopPropagation()
    if (event.key === "Escape") { input.value = ""; close(); return }
    if (event.key === "Enter") { if (!list.hidden && finder.shown.length) take(finder.shown[finder.active]); return }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    event.preventDefault()
    if (list.hidden) { open(); return }
    const count = finder.shown.length
    if (count) finder.active = (finder.active + (event.key === "ArrowDown" ? 1 : -1) + count) % count
    light()
  }
  finder.dress = (placeholder, none) => {
    input.placeholder = placeholder
    input.setAttribute("aria-label", placeholder)
    list.setAttribute("aria-label", placeholder)
    finder.none = none
  }
  finder.offer = (index, without) => {
    const key = `${index.length} ${index[0]?.[1]}`
    if (finder.key !== key) finder.entries = inOrder(index.map(entryOf))
    finder.key = key
    finder.without = without
  }
  return finder
}
