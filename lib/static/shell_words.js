// Streamlit speaks English only. Its texts are known (lib/app/shell/streamlit_texts.py) and replaced where
// they stand, node by node, which React allows: it writes a text again only when it changes.

{
  const ATTRIBUTES = ["aria-label", "title", "placeholder"]
  // Words of readers and of data: a scenario that is called "Print" keeps its name.
  const NOT_THEIRS = '[data-testid="stMarkdownContainer"], [role="option"], [data-tag], .root, style, script'
  const THEIRS = '[data-testid="stFileUploader"], [data-testid="stMainMenuPopover"], [data-testid="stStatusWidget"]'
  const CHOICES = /^(Select all|Select \d+ matches|No results)$/
  const held = new WeakMap() // by node: each text or attribute as Streamlit wrote it, and as shown
  let exact = new Map()
  let patterns = []

  function learn() {
    const entries = Object.entries(shell.framework())
    exact = new Map(entries.filter(([source]) => !source.includes("{")))
    patterns = entries.filter(([source]) => source.includes("{")).map(([source, text]) => [pattern(source), text])
  }

  function pattern(source) {
    const escaped = source.replace(/[.*+?^$()|[\]\\/]/g, "\\$&")
    return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`, "s")
  }

  function translate(source) {
    const text = source.trim()
    if (exact.has(text)) return source.replace(text, exact.get(text))
    for (const [known, said] of patterns) {
      const found = known.exec(text)
      if (found) return said.replace(/\{(\w+)\}/g, (_, name) => found.groups[name])
    }
    return source
  }

  function put(node, name, now, write) {
    if (!now || now.length > 300) return
    const known = held.get(node)?.[name]
    const source = known?.shown === now ? known.source : now
    const shown = translate(source)
    if (shown === source && !known) return
    held.set(node, { ...held.get(node), [name]: { source, shown } })
    if (shown !== now) write(shown)
  }

  function isTheirs(node) {
    const place = node.parentElement
    if (!place?.closest(NOT_THEIRS)) return true
    return Boolean(place.closest(THEIRS)) || CHOICES.test(node.data.trim()) || held.has(node)
  }

  function walk(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (isTheirs(node)) put(node, "text", node.data, (text) => { node.data = text })
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ATTRIBUTES) {
        put(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text))
      }
      for (const child of node.childNodes) walk(child)
    }
  }

  // As `fold` of dom.js.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim()

  // The entries of a list that have every word typed, with tone marks or without; those that begin
  // with what was typed come first, so that Enter takes the nearest.
  shell.found = (entries, typed) => {
    const sought = fold(typed)
    const words = sought.split(/\s+/)
    const rank = (label) => label === sought ? 0 : label.startsWith(sought) ? 1 : label.includes(sought) ? 2 : 3
    return entries.map((entry) => [entry, fold(entry.label)])
      .filter(([, label]) => words.every((word) => label.includes(word)))
      .sort(([, one], [, other]) => rank(one) - rank(other))
      .map(([entry]) => entry)
  }

  learn()
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "childList") for (const node of addedNodes) walk(node)
      else if (type === "characterData") walk(target)
      else put(target, attributeName, target.getAttribute(attributeName), (text) => target.setAttribute(attributeName, text))
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  })
  new MutationObserver(() => { learn(); walk(document.body) })
    .observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] })
}
