// The map's choices: what is mapped, what the colours mean, how they are classed, who is shown.

import { el } from "./atlas_table.js"
import { goalOf } from "./atlas_cells.js"
import { put, say } from "./dom.js"

// `on(patch)`: the reader chose; a patch is of the names of the link's choices.
export function createControls(holder, on) {
  const controls = { holder, on, rows: {} }
  controls.geo = el("div", { className: "segments" })
  controls.geo.setAttribute("role", "group")
  const row = el("div", { className: "choices" }, controls.geo)
  for (const name of ["pillar", "ind", "colour", "target", "since", "classes", "breaks", "group", "status"]) {
    const input = name === "breaks" ? el("input", { type: "text", autocomplete: "off" }) : el("select")
    input.dataset.choice = name
    const text = el("span")
    controls.rows[name] = { input, text, label: el("label", { className: `of-${name}` }, text, input) }
    row.append(controls.rows[name].label)
    // Not to be written over by an answer to something else.
    input.addEventListener("input", () => { controls.isTyping = name === "breaks" })
    input.addEventListener("blur", () => { controls.isTyping = false })
    input.addEventListener("change", () => {
      controls.isTyping = false
      on({ [name]: name === "breaks" ? breaksOf(controls) : input.value })
    })
    // The page's own shortcuts must not see what is typed or stepped through here.
    input.addEventListener("keydown", (event) => event.stopPropagation())
  }
  controls.note = el("p", { className: "note", hidden: true })
  controls.note.setAttribute("role", "status")
  controls.said = el("span")
  controls.clear = el("button", { type: "button" })
  controls.clear.addEventListener("click", () => on({ group: "all", status: "any" }))
  controls.filter = el("p", { className: "note filter", hidden: true }, controls.said, controls.clear)
  controls.filter.setAttribute("role", "status")
  holder.append(row, controls.note, controls.filter)
  return controls
}

export function updateControls(controls, atlas) {
  const { data, words, choice, catalogue } = atlas
  controls.lang = data.lang
  segments(controls, words, choice)
  const { rows } = controls
  const names = { pillar: words.pillar, ind: words.indicator, colour: words.colour, target: words.target, since: words.since,
    classes: words.method, breaks: words.breaks, group: words.group, status: words.status }
  for (const [name, text] of Object.entries(names)) put(rows[name].text, text)
  options(rows.pillar.input, [["all", words.all_pillars], ...catalogue.map(([name, , id]) => [id, name])], choice.pillar)
  if (controls.catalogue !== catalogue || controls.official !== data.official || controls.pillar !== choice.pillar ||
    (choice.pillar !== "all" && controls.shown !== choice.ind) ||
    !rows.ind.input.querySelector(`option[value="${choice.ind}"]`)) indicators(controls, atlas)
  rows.ind.input.value = choice.ind
  options(rows.colour.input, Object.entries(words.meanings).map(([id, text]) => [id, text,
    data.obstacles[id] && say(words.not_possible, { why: data.obstacles[id] })]), data.look.meaning)
  const { meaning } = data.look
  const goals = data.goals.filter((goal) => goal.at !== undefined)
  options(rows.target.input, goals.map((goal) => [String(goal.year), goal.said]), choice.target)
  options(rows.since.input, atlas.base.periods.flatMap((period, i) =>
    atlas.base.t[i] === null ? [] : [[period, data.period_names[i]]]), choice.since)
  options(rows.classes.input, Object.entries(words.methods), choice.classes)
  options(rows.group.input, [["all", words.all_groups], ...Object.entries(words.groups)], choice.group)
  const statuses = goals.length ? ["reached", "short", "without"] : ["without"]
  options(rows.status.input, [["any", words.any_status], ...statuses.map((id) => [id, words[id]])],
    ["any", ...statuses].includes(choice.status) ? choice.status : "any")
  rows.target.label.hidden = !goals.length
  rows.since.label.hidden = meaning !== "change"
  rows.classes.label.hidden = meaning === "verdict"
  rows.breaks.label.hidden = meaning === "verdict" || choice.classes !== "fixed"
  rows.breaks.input.title = rows.breaks.input.placeholder = words.breaks_help
  if (!controls.isTyping) rows.breaks.input.value = breaksText(choice.breaks, data.lang)
  controls.note.hidden = !data.note
  put(controls.note, data.note)
}

// How many units the filters leave; `shown` is null where none is set.
export function sayFilter(controls, atlas, shown) {
  const { words, data, choice } = atlas
  controls.filter.hidden = shown === null
  if (shown === null) return
  const parts = [choice.group !== "all" && words.groups[choice.group],
    choice.status !== "any" && (goalOf(data, choice) || choice.status === "without") && words[choice.status]]
  const which = parts.filter(Boolean).join(", ")
  const text = shown.size ? say(words.shown, { n: shown.size, units: words.geographies[data.geo] }) : words.nobody
  put(controls.said, `${text} (${which})`)
  put(controls.clear, words.clear)
}

function segments(controls, words, choice) {
  const { geo } = controls
  geo.setAttribute("aria-label", words.map_of)
  const ids = Object.keys(words.geographies)
  if (geo.children.length !== ids.length) {
    geo.replaceChildren(...ids.map((id) => {
      const button = el("button", { type: "button" })
      button.dataset.geo = id
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-pressed") !== "true") controls.on({ geo: id })
      })
      return button
    }))
  }
  for (const button of geo.children) {
    put(button, words.geographies[button.dataset.geo])
    button.setAttribute("aria-pressed", String(button.dataset.geo === choice.geo))
  }
}

function indicators(controls, { data, words, catalogue, choice }) {
  controls.catalogue = catalogue
  controls.official = data.official
  controls.pillar = choice.pillar
  controls.shown = choice.ind
  // The one that is shown stays in the list, whatever it is narrowed to.
  const isOffered = (pillar, id, isCitable) => id === choice.ind ||
    ((isCitable || !data.official) && ["all", pillar].includes(choice.pillar))
  const groups = catalogue.map(([name, series, pillar]) => el("optgroup", { label: name }, ...series
    .filter(([id, , isCitable]) => isOffered(pillar, id, isCitable))
    .map(([id, label, isCitable]) => el("option", { value: id,
      textContent: isCitable ? label : `${label} (${words.illustrative})` }))))
  controls.rows.ind.input.replaceChildren(...groups.filter((group) => group.childElementCount))
}

// Sets a list's options, touching only what differs; an option with a reason cannot be chosen. One of
// another text is another node: Chromium leaves a list as wide as it was when a text changes in place.
function options(list, wanted, chosen) {
  while (list.options.length > wanted.length) list.options[list.options.length - 1].remove()
  wanted.forEach(([value, text, why], i) => {
    const option = el("option", { value, disabled: Boolean(why), textContent: why ? `${text} – ${why}` : text })
    const before = list.options[i]
    if (!before) list.append(option)
    else if (!before.isEqualNode(option)) before.replaceWith(option)
  })
  list.value = chosen
}

// "20; 40; 60,5" as the language writes numbers, "20,40,60.5" in the link.
function breaksOf(controls) {
  const text = controls.rows.breaks.input.value
  const point = controls.lang === "vi" ? text.replace(/\./g, "").replace(/,/g, ".") : text.replace(/,(?=\d{3}\b)/g, "")
  return point.split(/[;\s]+/).filter((part) => part !== "" && Number.isFinite(Number(part)))
    .map(Number).join(",")
}

function breaksText(text, lang) {
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: 6 })
  return text ? text.split(",").map((part) => format.format(Number(part))).join("; ") : ""
}
