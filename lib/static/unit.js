// The profile of a unit, or of up to four side by side.
//
// A geography's figures come once from a cached address; another unit or indicator is then drawn
// without the server, which only hears what is chosen (for the link) and says where the projections
// of an indicator are.

import { createFinder } from "./unit_find.js"
import { drawFacts, drawKin, drawSimilar, drawStandouts } from "./unit_parts.js"
import { drawTable } from "./unit_table.js"
import { drawTrend } from "./unit_trend.js"
import { documentAt, make, put, say, wrap } from "./dom.js"
import { STYLE } from "./unit_style.js"

const MOST = 4

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  root.profile ??= new Profile(root)
  root.profile.tell = (choice) => setStateValue("choice", choice)
  root.drawn = root.profile.hear(data)
  return () => root.profile.end()
}

// `n` numbers what was chosen here, so that the echo of an earlier choice is known as such.
class Profile {
  constructor(root) {
    this.root = root
    this.n = 0
    this.aheads = new Map()
    this.build()
    this.onKey = (event) => this.keyed(event)
    this.openAll = () => this.parts.trend.querySelectorAll("details").forEach((d) => { d.open = true })
    window.addEventListener("keydown", this.onKey)
    window.addEventListener("beforeprint", this.openAll)
    this.watch = new ResizeObserver(() => this.resized())
    this.watch.observe(this.parts.trend)
  }

  end() {
    window.removeEventListener("keydown", this.onKey)
    window.removeEventListener("beforeprint", this.openAll)
    this.watch.disconnect()
  }

  build() {
    const part = (tag, kind) => make(tag, { class: kind })
    this.parts = {
      headline: part("p", "headline"), standing: part("p", "standing"), banner: part("p", "banner"),
      trend: part("section", "trend"), table: part("section", "all"), side: part("div", "side"),
    }
    this.parts.headline.setAttribute("aria-live", "polite")
    this.geo = make("select", { name: "geography" })
    this.geo.onchange = () => this.chose([this.geo.value])
    this.before = make("button", { type: "button", text: "◀" })
    this.after = make("button", { type: "button", text: "▶" })
    this.before.onclick = () => this.step(-1)
    this.after.onclick = () => this.step(1)
    this.print = make("button", { type: "button", class: "print" })
    this.print.onclick = () => window.print()
    this.map = make("a", { class: "map" })
    this.find = createFinder((id) => this.chose([id, ...this.choice.units.slice(1)]))
    this.add = createFinder((id) => this.chose([...this.choice.units, id]))
    this.add.node.classList.add("add")
    this.chips = part("ul", "chips")
    const bar = wrap("div", "bar", this.geo, wrap("span", "steps", this.before, this.after),
      this.find.node, this.add.node, this.chips, this.map, this.print)
    const { headline, standing, banner, trend, table, side } = this.parts
    this.page = wrap("div", "page", headline, bar, banner, standing,
      wrap("div", "columns", wrap("div", "left", trend, side), table))
    this.root.replaceChildren(make("style", { text: STYLE }), this.page)
  }

  async hear(data) {
    this.latest = data
    const [book, index] = await Promise.all([documentAt(data.book), documentAt(data.index)])
    // A newer message came, or the page was left, while the files were loading.
    if (this.latest !== data || !this.root.isConnected) return
    const isStale = this.choice && data.n > 0 && data.n < this.n
    if (!isStale) {
      this.choice = { units: [...data.choice.units], ind: data.choice.ind }
      this.n = Math.max(this.n, data.n)
    }
    const isOther = this.book !== book || this.look !== data.look_id
    Object.assign(this, { book, index, data, look: data.look_id })
    if (isOther) this.dress()
    if (!isStale || isOther) this.show()
    await this.withAhead(data)
  }

  // The projections come a moment after the figures, and are drawn when they are there.
  async withAhead({ book, ahead, ahead_of: series }) {
    const key = `${book} ${series}`
    if (this.aheads.has(key)) return
    this.aheads.set(key, await documentAt(ahead))
    if (this.root.isConnected && this.data.book === book && this.choice.ind === series) this.trend()
  }

  // What holds for the geography, language and theme: words, colours, the choices to be had.
  dress() {
    const { book, data } = this
    const { words } = book
    this.at = new Map(book.units.map((unit, i) => [unit.id, i]))
    this.line = new Map(book.lines.map((line, i) => [line.id, i]))
    const collator = new Intl.Collator("vi")
    this.order = book.units.map((unit) => unit.id).sort((a, b) =>
      collator.compare(book.units[this.at.get(a)].vi, book.units[this.at.get(b)].vi))
    for (const [name, colour] of Object.entries(data.look)) {
      this.root.style.setProperty(`--${name}`, colour)
    }
    this.page.classList.toggle("present", data.present)
    this.find.dress(words.find, words.no_match)
    this.add.dress(words.compare, words.no_match)
    label(this.before, words.previous)
    label(this.after, words.next)
    this.print.textContent = words.print
    this.map.textContent = words.map
    this.geo.setAttribute("aria-label", data.geo_label)
    this.parts.banner.setAttribute("role", "note")
  }

  chose(ids, ind = this.choice.ind) {
    const here = ids.filter((id, i) => id.startsWith(`${ids[0].split(":")[0]}:`) && ids.indexOf(id) === i)
    this.choice = { units: here.slice(0, MOST), ind }
    this.n += 1
    this.tell({ ...this.choice, n: this.n })
    // Units of the other geography are in another file, which the answer names.
    if (this.at.has(here[0])) this.show()
  }

  step(by) {
    const { order, choice } = this
    const others = new Set(choice.units.slice(1))
    let place = order.indexOf(choice.units[0])
    do place = (place + by + order.length) % order.length
    while (others.has(order[place]))
    this.chose([order[place], ...choice.units.slice(1)])
  }

  keyed(event) {
    const at = event.composedPath()[0]
    if (event.ctrlKey || event.altKey || event.metaKey || !this.order) return
    if (at instanceof Element && at.matches("input, select, textarea, [contenteditable]")) return
    if (event.key === "[") this.step(-1)
    if (event.key === "]") this.step(1)
  }

  show() {
    const { book, choice, parts, data } = this
    const { words } = book
    const shown = choice.units.filter((id) => this.at.has(id)).map((id) => this.at.get(id))
    if (!shown.length) return
    this.shown = shown
    const [first] = shown
    put(parts.headline, shown.length === 1
      ? book.units[first].headline
      : shown.map((at) => book.units[at].name).join(" · "))
    parts.standing.replaceChildren(...shown.flatMap((at) => {
      const { name, standing } = book.units[at]
      return standing ? [make("span", { text: shown.length > 1 ? `${name}: ${standing}` : standing })] : []
    }))
    const official = book.units[first].official
    parts.banner.classList.toggle("quiet", Boolean(official))
    parts.banner.textContent = official ?? words.banner
    parts.banner.hidden = !official && !data.has_illustrative
    this.controls()
    const ctx = this.context()
    this.trend()
    drawTable(parts.table, ctx)
    parts.side.replaceChildren(...shown.slice(0, 1).flatMap((at) => [
      drawStandouts(at, ctx), drawSimilar(at, ctx), drawFacts(shown, ctx), drawKin(at, ctx)].filter(Boolean)))
  }

  context() {
    const { book, shown, choice, data } = this
    return {
      book, shown, ind: choice.ind, words: book.words, lang: book.lang, data,
      href: (id) => `?${new URLSearchParams({ ...data.kept, u: id })}`,
      chooseUnit: (id) => this.chose([id]),
      chooseLine: (ind) => this.chose(this.choice.units, ind),
      addUnit: (id) => this.chose([...this.choice.units, id]),
      canAdd: choice.units.length < MOST,
    }
  }

  controls() {
    const { book, choice, index, data } = this
    const { words } = book
    // The other geography is entered at the unit's nearest relative.
    const kin = book.units[this.shown[0]].kin[0]?.[1][0]?.[0] ?? data.elsewhere
    const options = data.geographies.map(([geo, text]) =>
      [geo === book.geo ? choice.units[0] : kin, text])
    this.geo.replaceChildren(...options.map(([value, text]) => make("option", { value, text })))
    this.geo.value = choice.units[0]
    this.find.offer(index, new Set(choice.units.slice(1)))
    this.add.offer(index.filter(([id]) => id.startsWith(`${book.geo}:`)), new Set(choice.units))
    this.add.node.hidden = choice.units.length >= MOST
    this.chips.hidden = choice.units.length < 2
    this.chips.replaceChildren(...choice.units.map((id, i) => {
      const { name } = book.units[this.at.get(id)]
      const out = make("button", { type: "button", text: "✕" })
      label(out, say(words.remove, { name }))
      out.onclick = () => this.chose(choice.units.filter((other) => other !== id))
      const chip = wrap("li", `chip u${i}`, make("span", { text: name }), out)
      return chip
    }))
    const [geo, code] = choice.units[0].split(":")
    this.map.href = `map?${new URLSearchParams({ ...data.kept, map_geo: geo, map_unit: code, map_ind: choice.ind })}`
  }

  trend() {
    const { parts, choice, data } = this
    const ahead = this.aheads.get(`${data.book} ${choice.ind}`) ?? null
    this.width = parts.trend.clientWidth
    drawTrend(parts.trend, this.context(), this.line.get(choice.ind) ?? 0, ahead, this.width)
  }

  resized() {
    const { clientWidth } = this.parts.trend
    // Taken out of the page, and not ended yet, it has neither width nor type to draw in.
    if (this.shown && clientWidth && clientWidth !== this.width) this.trend()
  }
}

function label(button, text) {
  button.title = text
  button.setAttribute("aria-label", text)
}
