// Making elements, filling sentences, asking for files. Data only ever become text or attributes,
// never markup.

const SVG = "http://www.w3.org/2000/svg"

export function make(tag, { text, ...attributes } = {}) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  if (text !== undefined) found.textContent = text
  return found
}

export function wrap(tag, kind, ...children) {
  const found = make(tag, kind ? { class: kind } : {})
  found.append(...children.filter((child) => child !== null && child !== undefined))
  return found
}

export function draw(parent, tag, attributes = {}, text) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  if (text !== undefined) node.textContent = text
  parent.append(node)
  return node
}

// Writes a text where it is another: of a live region, a screen reader tells every writing.
export function put(node, text) {
  if (node.textContent !== text) node.textContent = text
}

// A sentence with its gaps filled: "rank {n}".
export function say(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

// As `lib.wording.text_search.fold`: no capitals, no tone marks, đ as d. "Đống Đa" and "dong da" are one to a
// reader who types without them.
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim()
}

// Whether what the server says answers an earlier choice than the last of `state.n` that were told
// to it: such an answer must not take back what was chosen since.
export function isOvertaken(state, heard) {
  if (heard < state.n) return true
  state.n = heard
  return false
}

// A field under its name.
export function labelled(text, field) {
  return wrap("label", "", text, field)
}

const documents = new Map() // by address: one promise of each
const failed = new Set() // addresses whose last answer was no document

// The JSON at an address whose content never changes, asked for once. Rejects with a `LostError`
// (`shell_mount.js` knows it) where the line, the server or what it sent is at fault.
export function documentAt(url) {
  if (!documents.has(url)) {
    documents.set(url, load(url))
    // What failed may be asked for again.
    documents.get(url).catch(() => documents.delete(url))
  }
  return documents.get(url)
}

async function load(url) {
  try {
    // What was kept of a failure must not answer the next try.
    const answer = await fetch(url, failed.has(url) ? { cache: "reload" } : {})
    if (!answer.ok) throw new Error(`${answer.status} ${url}`)
    const found = await answer.json()
    failed.delete(url)
    return found
  } catch (error) {
    failed.add(url)
    throw Object.assign(new Error(`not loaded: ${url}`, { cause: error }), { name: "LostError" })
  }
}

// The documents at several addresses, by the names that the addresses have.
export async function documentsAt(addresses) {
  const found = await Promise.all(Object.values(addresses).map(documentAt))
  return Object.fromEntries(Object.keys(addresses).map((name, i) => [name, found[i]]))
}

// The document of `url` has another address as well, under which it is not asked for again.
export function alsoAt(url, other) {
  if (!documents.has(other)) documents.set(other, documents.get(url))
}
