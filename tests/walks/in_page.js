// What a walk needs inside the page: the controls that can be moved, what the page says, and whether
// it is at rest. Put into every page before its own scripts.

window.walking = (() => {
  // Never touched: what leaves the page, writes files, or is named in `left_out.py`.
  const AWAY = ["[data-testid=stMainMenu]", "[data-testid=stDownloadButton]", "[data-testid=stPopover]",
    "[data-testid=stElementToolbar]", "[data-testid=stElementToolbarButton]", "[data-testid=stFileUploader]",
    "[data-testid=stTooltipHoverTarget]", "[data-testid=stSkipToContent]", "[data-testid=stMainMenuButton]",
    "[data-testid=stExpandSidebarButton]", "[data-testid=stDataFrame]", "a[download]", "a[target=_blank]",
    "button.print", ".st-key-copy_link", "[data-testid=stStatusWidget]"].join(",")

  const host = (node) => node.parentElement ?? (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null)

  function within(node, selector) {
    for (let at = node; at; at = host(at)) if (at.matches(selector)) return true
    return false
  }

  function* every(root = document) {
    for (const node of root.querySelectorAll("*")) {
      yield node
      if (node.shadowRoot) yield* every(node.shadowRoot)
    }
  }

  const isSeen = (node) => {
    const { width, height } = node.getBoundingClientRect()
    return width > 1 && height > 1 && node.checkVisibility({ visibilityProperty: true })
  }

  const isOff = (node) => node.disabled || node.ariaDisabled === "true" || node.inert || within(node, "[inert]")

  const isOwn = (node) => node.getRootNode() instanceof ShadowRoot

  const isHere = (link) => link.origin === location.origin && !link.hash

  // [kind, the element that is moved] of a node, or null where it is no control.
  function control(node) {
    const tag = node.localName
    const role = node.getAttribute("role")
    if (tag === "select") return node.options.length > 1 ? ["list", node] : null
    if (tag === "summary") return ["fold", node]
    if (tag === "a") return node.href && isHere(node) ? ["link", node] : null
    if (role === "slider" && tag !== "input") return ["thumb", node]
    if (tag === "textarea") return ["text", node]
    if (tag === "input") {
      if (role === "combobox" && !isOwn(node)) return ["box", node]
      if (node.type === "range") return ["range", node]
      if (node.type === "checkbox") return ["tick", node.closest("label") ?? node]
      if (node.type === "radio") return node.checked ? null : ["radio", node.closest("label") ?? node]
      return ["text", node]
    }
    if (tag === "button") {
      if (role === "radio") return node.ariaChecked === "true" ? null : ["radio", node]
      if (node.closest("tbody")) return null // its row is
      return [node.closest("thead") ? "heading" : node.closest(".legend") ? "class" : "button", node]
    }
    if (tag === "tr") return node.closest("tbody") && getComputedStyle(node).cursor === "pointer" ? ["row", node] : null
    if (tag === "path" && (node.dataset.code || node.matches(".area:not(.none)"))) return ["shape", node]
    return null
  }

  const labelOf = (node) => (node.ariaLabel || node.dataset.code || node.textContent || node.placeholder || node.id || "")
    .trim().replace(/\s+/g, " ").slice(0, 60)

  // The controls by kind; `stay` leaves out the ways to other pages.
  function controls(stay) {
    const found = {}
    for (const node of every()) {
      const one = control(node)
      if (!one || !isSeen(one[1]) || isOff(node) || within(node, AWAY)) continue
      const [kind, target] = one
      if (stay && kind === "link" && target.pathname !== location.pathname) continue
      if (stay && within(node, ".st-key-page_keys")) continue
      ;(found[kind] ??= []).push(target)
    }
    return found
  }

  const pick = (list, share) => list[Math.min(list.length - 1, Math.floor(share * list.length))]

  function heard(node) {
    for (const name of ["input", "change"]) node.dispatchEvent(new Event(name, { bubbles: true, composed: true }))
  }

  // Where a click meets `node`: [x, y], or null where something lies over it.
  function pointOf(node) {
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" })
    const box = node.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    let hit = document.elementFromPoint(x, y)
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y)
      if (!inner || inner === hit) break
      hit = inner
    }
    return hit && (hit === node || node.contains(hit)) ? [x, y] : null
  }

  function click(node) {
    const at = pointOf(node)
    if (at) return { click: at }
    node.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, cancelable: true, view: window }))
    return {}
  }

  const MOVES = {
    list(node, share) {
      const option = pick([...node.options].filter((one) => !one.disabled && !one.selected), share)
      if (!option) return { said: "nothing else" }
      node.focus()
      node.value = option.value
      heard(node)
      return { said: option.textContent.trim() }
    },
    range(node, share) {
      const [low, high, step] = [+(node.min || 0), +(node.max || 100), +(node.step || 1) || 1]
      node.focus()
      node.value = low + Math.round(share * (high - low) / step) * step
      heard(node)
      return { said: node.value }
    },
    thumb(node, share) {
      node.focus()
      return { keys: [share < .5 ? "ArrowLeft" : "ArrowRight", "ArrowRight"].slice(0, 1 + Math.round(share * 7) % 2) }
    },
    box(node, share) {
      node.focus()
      return { keys: [...Array(1 + Math.floor(share * 5)).fill("ArrowDown"), "Enter", "Tab"] }
    },
    text(node, share) {
      node.focus()
      node.select()
      // A number stays near what it was, a word finds a few of many.
      const number = parseFloat(node.value.replace(",", "."))
      const words = Number.isFinite(number) ? [`${Math.round(number) + 1}`, `${Math.round(number) - 1}`] : ["dong", "ba vi", "so", ""]
      return { text: pick(words, share), keys: [["Enter"], ["Tab"], []][Math.floor(share * 30) % 3] }
    },
  }

  // Makes a move of `kind` (one of `WEIGHTS` that the page has), drawn by three numbers from 0 to 1. Answers
  // what was moved, and what only a real mouse or keyboard can do, for the driver to do at once.
  function move({ draws: [first, second, third], stay, weights }) {
    const found = controls(stay)
    const kinds = Object.keys(found).sort()
    if (!kinds.length) return null
    const sum = kinds.reduce((all, kind) => all + (weights[kind] ?? 1), 0)
    let left = first * sum
    const kind = kinds.find((one) => (left -= weights[one] ?? 1) < 0) ?? kinds.at(-1)
    const node = pick(found[kind], second)
    const label = labelOf(node)
    return { kind, label, ...(MOVES[kind] ?? click)(node, third) }
  }

  function step(by) {
    const { index } = navigation.currentEntry
    const to = navigation.entries()[index + by]
    if (!to || !isHere(new URL(to.url))) return false
    history.go(by)
    return true
  }

  // ---- what stands there ----

  const TOLD = ["aria-label", "title", "alt", "placeholder", "aria-pressed", "aria-checked", "aria-selected",
    "aria-expanded", "aria-sort", "aria-valuetext", "aria-valuenow", "aria-current", "aria-disabled", "role"]
  const SHAPE = ["fill", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform", "viewBox", "points",
    "patternTransform", "stroke", "dy", "style"]
  const DRAWN = "path, rect, circle, line, text, tspan, g, svg, polygon, pattern, use"

  const hash = (text) => {
    let found = 5381
    for (let i = 0; i < text.length; i += 1) found = (found * 33 ^ text.charCodeAt(i)) >>> 0
    return found.toString(36)
  }

  function ownText(node) {
    return [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data.trim()).filter(Boolean).join(" ")
  }

  function valueOf(node) {
    if (node.localName === "select") {
      return `"${node.selectedOptions[0]?.textContent.trim() ?? ""}" of ${node.options.length} ${hash([...node.options]
        .map((one) => one.textContent + one.disabled).join("|"))}`
    }
    if (["checkbox", "radio"].includes(node.type)) return node.checked ? "on" : "off"
    return ["input", "textarea"].includes(node.localName) ? `"${node.value}"` : ""
  }

  // Streamlit gives a text that it cuts off, or just had cut off, the whole of it as its title.
  const plain = (text) => text.replace(/\s+/g, " ").trim()
  const isRepeated = (node, name) => name === "title" && !isOwn(node) && plain(node.title) === plain(node.textContent)

  // One line an element that is seen and says or draws something.
  function lineOf(node) {
    const parts = [ownText(node), valueOf(node)]
    for (const name of TOLD) {
      if (node.hasAttribute(name) && !isRepeated(node, name)) parts.push(`${name}=${node.getAttribute(name)}`)
    }
    if (node.localName === "a" && node.href) parts.push(node.href.replace(location.origin, ""))
    if (node.disabled) parts.push("disabled")
    // What our own elements draw, each by its form; pictures of others are looked at alone.
    if (isOwn(node) && node instanceof SVGElement && node.matches(DRAWN)) {
      const form = SHAPE.map((name) => node.getAttribute(name) ?? "").join("|")
      parts.push(`${node.getAttribute("class") ?? ""} fill=${node.getAttribute("fill") ?? ""} form=${hash(form)}`)
    }
    const said = parts.filter(Boolean).join(" ")
    return said && `${node.localName}: ${said}`
  }

  const SILENT = "script, style, noscript, option, optgroup, template, title"

  function told() {
    const lines = []
    for (const node of every(document.body)) {
      if (node.matches(SILENT)) continue
      if (!node.matches("pattern, pattern *") && !node.checkVisibility({ visibilityProperty: true })) continue
      // What is said to those who listen is said once.
      if (within(node, "[data-testid=stStatusWidget], [role=log]")) continue
      const line = lineOf(node)
      if (line) lines.push(line)
    }
    return lines
  }

  // ---- at rest ----

  // Timers this short are the page's own waiting (a choice is told once the reader has settled).
  const SHORT_MS = 1200
  const open = new Set()
  let fetching = 0
  const { setTimeout: setTimer, clearTimeout: clearTimer, fetch: ask } = window
  window.setTimeout = (act, wait = 0, ...given) => {
    if (typeof act !== "function" || wait > SHORT_MS) return setTimer(act, wait, ...given)
    const id = setTimer(() => { open.delete(id); act(...given) }, wait)
    open.add(id)
    return id
  }
  window.clearTimeout = (id) => { open.delete(id); clearTimer(id) }
  window.fetch = (...given) => {
    fetching += 1
    return ask(...given).finally(() => { fetching -= 1 })
  }
  const isWaiting = () => open.size > 0 || fetching > 0

  // Forms whose words go nowhere before they are sent.
  const FORMS = ["saved_name", "saved_note", "saved_author"].map((key) => `.st-key-${key} :is(input, textarea)`).join(",")

  // As a reader would: the framework keeps words of its own that a plain assignment does not reach.
  function empty(field) {
    field.focus()
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, "")
    heard(field)
    field.blur()
  }

  // What no address holds (`left_out.py`) set back: folds closed, nothing focused or to be undone.
  // Answers how much of it the page has to draw again.
  function tidy() {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    active?.blur?.()
    let done = 0
    for (const node of [...every()]) {
      if (node.localName === "details" && node.open) {
        node.querySelector("summary").click()
        done += 1
      }
      if (node.matches(FORMS) && node.value) {
        empty(node)
        done += 1
      }
      // As in a browser that has done nothing yet.
      if (node.matches(".tool:is(.undo, .redo)")) node.disabled = true
      if (node.matches(".toolbar > [role=status]")) node.textContent = ""
      if (node.matches("svg.zoomed")) node.parentElement.querySelector(".zoom button:nth-child(3)").click()
    }
    return done
  }

  function scrollBack() {
    for (const node of every()) {
      if (node.scrollTop) node.scrollTop = 0
      if (node.scrollLeft) node.scrollLeft = 0
    }
  }

  function scrollTo(top) {
    const main = document.querySelector("[data-testid=stMain]")
    main.scrollTop = top
    return main.scrollTop
  }

  // Rows off the screen have the height that they are thought to have until they were there once.
  async function seeAll() {
    const main = document.querySelector("[data-testid=stMain]")
    for (let top = 0; top < main.scrollHeight; top += main.clientHeight) {
      main.scrollTop = top
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    }
    main.scrollTop = 0
  }

  function height() {
    const main = document.querySelector("[data-testid=stMain]")
    return [main.scrollHeight, main.clientHeight]
  }

  return { move, step, told, isWaiting, tidy, scrollBack, scrollTo, seeAll, height }
})()
