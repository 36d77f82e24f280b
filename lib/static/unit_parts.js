// What stands beside the trend: strengths and lags, similar units, facts, lineage.

import { make, say, wrap } from "./dom.js"
import { lastOf, rankWords, written } from "./unit_make.js"

export function drawStandouts(at, ctx) {
  const { book, words } = ctx
  const { outs } = book.units[at]
  const section = wrap("section", "outs", make("h2", { text: named(words.standouts, at, ctx) }))
  if (!outs.length) {
    section.append(make("p", { class: "note", text: book.has_leagues ? words.nothing_stands_out : words.without_illustrative }))
    return section
  }
  for (const [isAhead, title] of [[1, words.strengths], [0, words.lags]]) {
    const some = outs.filter((out) => out[1] === isAhead)
    if (some.length) section.append(make("h3", { text: title }), wrap("ul", "", ...some.map((out) => standout(out, at, ctx))))
  }
  section.append(make("p", { class: "note", text: words.how_standouts }))
  return section
}

// With several units on the page, whose part it is.
function named(title, at, { book, shown }) {
  return shown.length > 1 ? `${title}: ${book.units[at].short}` : title
}

function standout([place, , middle, first, last, of], at, ctx) {
  const { book, words, lang } = ctx
  const line = book.lines[place]
  const button = make("button", { type: "button", class: "link", text: line.label })
  button.onclick = () => ctx.chooseLine(line.id)
  const said = [written(line, lastOf(line, at).value, lang), say(words.middle, { value: written(line, middle, lang) }),
    rankWords({ first, last, of }, words)]
  return wrap("li", "", button, make("small", { text: said.join(" · ") }))
}

export function drawSimilar(at, ctx) {
  const { book, words } = ctx
  const { alike } = book.units[at]
  if (!alike.length) return null
  return wrap("section", "similar", make("h2", { text: named(words.similar, at, ctx) }),
    wrap("ul", "", ...alike.map(([id, name, distance]) => {
      const add = make("button", { type: "button", text: "+" })
      add.title = `${words.compare} ${name}`
      add.setAttribute("aria-label", add.title)
      add.disabled = !ctx.canAdd || ctx.shown.some((shown) => book.units[shown].id === id)
      add.onclick = () => ctx.addUnit(id)
      return wrap("li", "", link(id, name, ctx), make("small", { text: say(words.distance, { n: distance }) }), add)
    })),
    make("p", { class: "note", text: words.how_similar }))
}

export function drawFacts(shown, { book, words }) {
  return wrap("section", "facts", make("h2", { text: words.facts }), ...shown.map((at, i) => {
    const { name, facts } = book.units[at]
    const list = wrap("dl", `u${i}`, ...facts.map(([term, text]) =>
      wrap("div", "", make("dt", { text: term }), make("dd", { text }))))
    return shown.length > 1 ? wrap("div", "", make("h3", { text: name }), list) : list
  }))
}

export function drawKin(at, ctx) {
  const { book, words } = ctx
  const { kin } = book.units[at]
  if (!kin.length) return null
  return wrap("section", "kin", make("h2", { text: words.lineage }), ...kin.map(([text, units]) => {
    const line = make("p", { text: `${text} ` })
    units.forEach(([id, name], i) => {
      if (i) line.append(", ")
      line.append(id ? link(id, name, ctx) : name)
    })
    return line
  }))
}

// A plain click stays on the page; anything else opens the link as links are opened.
function link(id, name, ctx) {
  const found = make("a", { href: ctx.href(id), text: name })
  found.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    ctx.chooseUnit(id)
  }
  return found
}
