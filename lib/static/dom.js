// Making elements. Data only ever become text or attributes, never markup.

export function make(tag, { text, ...attributes } = {}) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  if (text !== undefined) found.textContent = text
  return found
}

export function wrap(tag, kind, ...children) {
  const found = make(tag, kind ? { class: kind } : {})
  found.append(...children)
  return found
}

const documents = new Map() // by address: one promise of each

// The JSON at an address that may be cached for ever, asked for once.
export function documentAt(url) {
  if (!documents.has(url)) documents.set(url, fetch(url).then((answer) => answer.json()))
  return documents.get(url)
}
