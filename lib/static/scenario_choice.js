// What the Scenarios page looks at: an indicator, and one of the page's parts. What can be chosen
// comes once from a cached address; a message says only what is chosen.

import { documentAt, isOvertaken, make, wrap } from "./dom.js"

const CSS = `
.root { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1.5rem; color: var(--st-text-color); font-size: .875rem }
label.ind { display: grid; gap: .25rem; flex: 1 1 20rem; min-width: 0 }
select { font: inherit; font-size: 1rem; color: inherit; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); min-height: 2.5rem;
  padding: .3rem .6rem; width: 100%; text-overflow: ellipsis }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; min-width: 0 }
legend { padding: 0 0 .25rem }
.segments label { position: relative }
.segments input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.segments span { display: flex; align-items: center; min-height: 2.5rem; padding: 0 .9rem; font-size: 1rem;
  border: 1px solid var(--st-border-color); margin-left: -1px; box-sizing: border-box }
.segments label:first-of-type span { border-radius: var(--st-base-radius) 0 0 var(--st-base-radius) }
.segments label:last-of-type span { border-radius: 0 var(--st-base-radius) var(--st-base-radius) 0 }
.segments input:checked + span { border-color: var(--st-primary-color); color: var(--st-primary-color); font-weight: 600; z-index: 1; position: relative; pointer-events: none }
.segments label:hover span { color: var(--st-primary-color) }
select:focus-visible, .segments input:focus-visible + span { outline: 3px solid var(--st-primary-color); outline-offset: 1px; z-index: 2 }
@media (forced-colors: active) { .segments input:checked + span { outline: 2px solid Highlight; outline-offset: -4px } }
`

const STATE = new WeakMap()

export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".root")
  const state = STATE.get(root) ?? { n: 0 }
  STATE.set(root, state)
  state.tell = (choice) => setStateValue("choice", { ...choice, n: ++state.n })
  root.drawn = documentAt(data.offered).then((offered) => {
    if (isOvertaken(state, data.heard)) return
    if (state.offered !== offered) build(root, state, offered)
    state.select.value = data.ind
    for (const input of state.parts) input.checked = input.value === data.view
  })
  return null
}

function build(root, state, offered) {
  state.offered = offered
  const select = make("select")
  select.append(...offered.series.map(([pillar, series]) => {
    const group = make("optgroup", { label: pillar })
    group.append(...series.map(([value, text]) => make("option", { value, text })))
    return group
  }))
  state.select = select
  state.parts = offered.parts.map(([value]) => make("input", { type: "radio", name: "part", value }))
  const tell = () => state.tell({
    ind: select.value, view: state.parts.find((input) => input.checked).value,
  })
  for (const input of [select, ...state.parts]) {
    input.addEventListener("change", tell)
    // The page's own shortcuts must not see what is stepped through here.
    input.addEventListener("keydown", (event) => event.stopPropagation())
  }
  root.replaceChildren(
    make("style", { text: CSS }),
    wrap("label", "ind", make("span", { text: offered.label }), select),
    wrap("fieldset", "segments", make("legend", { text: offered.parts_label }),
      ...offered.parts.map(([, text], i) => wrap("label", "", state.parts[i], make("span", { text })))),
  )
}
