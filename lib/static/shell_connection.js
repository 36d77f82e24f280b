// Tells a reader when the connection to the server or a script of the page is lost, in place of
// Streamlit's English box over a dead page, and brings the page back when the server is there.

{
  const APP = '[data-testid="stApp"]'
  const GRACE_MS = 1_000 // a connection that comes back by itself within it is not worth a word
  const FIRST_MS = 5_000
  const TOLD_MS = 4_000
  const REJOIN_MS = 3_000
  const STYLE = "position:fixed;inset:auto 0 0 0;z-index:2000000;display:flex;flex-wrap:wrap;" +
    "justify-content:center;align-items:center;gap:.5rem 1rem;padding:.6rem 1rem;" +
    "font:1rem/1.4 sans-serif;color:#fff;background:#1c242b;border-top:3px solid #e0a13c"
  const BUTTON = "font:inherit;color:#fff;background:transparent;border:1px solid #fff;" +
    "border-radius:6px;padding:.25rem .9rem;min-height:2.25rem;cursor:pointer"
  let bar = null
  let state = ""
  let wasConnected = false
  let timer = null

  function show(kind, text, act) {
    bar?.remove()
    bar = shell.notice(text, shell.own("again"), act)
    bar.id = "shell-bar"
    bar.dataset.kind = kind
    bar.style.cssText = STYLE
    bar.querySelector("p").style.margin = "0"
    bar.querySelector("button").style.cssText = BUTTON
    document.body.append(bar)
  }

  function hide() {
    bar?.remove()
    bar = null
  }

  // A script or a style of Streamlit's that did not come is asked for again with the page.
  function pageLost() {
    document.querySelector("#shell-loading span")?.remove()
    if (bar?.dataset.kind !== "page") show("page", shell.own("page_lost"), () => location.reload())
  }

  window.addEventListener("error", ({ target }) => {
    const isOfPage = target instanceof HTMLScriptElement ||
      (target instanceof HTMLLinkElement && target.rel === "stylesheet")
    if (isOfPage) pageLost()
  }, { capture: true })
  window.addEventListener("vite:preloadError", pageLost)

  function disconnected() {
    const key = wasConnected ? "disconnected" : "unconnected"
    if (bar) return // what "try again" found stays said
    show("connection", shell.own(key), again)
    tellRefusal()
  }

  // A server that takes no more pages from here says so; true where it did.
  async function tellRefusal() {
    const answer = await fetch("/accepting", { cache: "no-store" }).then((one) => one.json()).catch(() => null)
    if (!answer?.refused || state === "CONNECTED") return false
    show("connection", shell.own(answer.refused), again)
    return true
  }

  async function again() {
    const answer = await fetch("/_stcore/health", { cache: "no-store" }).catch(() => null)
    if (state === "CONNECTED" || (answer?.ok && await tellRefusal())) return
    if (answer?.ok) {
      // Streamlit comes back by itself, but may wait long between two tries.
      setTimeout(() => { if (state !== "CONNECTED") location.reload() }, REJOIN_MS)
    } else {
      const time = new Date().toLocaleTimeString(document.documentElement.lang)
      show("connection", shell.own("no_answer").replace("{time}", time), again)
    }
  }

  function connected() {
    clearTimeout(timer)
    timer = null
    // Streamlit asks for the page anew (lib/app/kit/session.py), and with it what its parts and files
    // are called there: the server may be another than before.
    if (wasConnected) shell.retryAll()
    wasConnected = true
    if (bar?.dataset.kind !== "connection") return
    hide()
    const told = document.createElement("div")
    told.setAttribute("role", "status")
    told.id = "shell-told"
    told.style.cssText = STYLE
    document.body.append(told)
    told.textContent = shell.own("connected")
    setTimeout(() => told.remove(), TOLD_MS)
  }

  // Streamlit's own box makes the page behind it dead; closed once, it stays so until the next loss.
  function closeBox() {
    for (const box of document.querySelectorAll('[role="dialog"]')) {
      if (box.querySelector('[slot="title"]')?.textContent !== "Connection error") continue
      box.style.display = "none"
      box.querySelector("button")?.click()
      if (state !== "CONNECTED") disconnected()
    }
  }

  function look() {
    const now = document.querySelector(APP)?.dataset.testConnectionState ?? ""
    closeBox()
    if (now === state) return
    state = now
    if (state === "CONNECTED") connected()
    else if (state && !timer && !bar) timer = setTimeout(disconnected, wasConnected ? GRACE_MS : FIRST_MS)
  }

  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  })
}
