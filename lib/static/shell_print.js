// A page is printed once it is drawn, by the keys of the browser and by Streamlit's menu. What is
// printed sooner in another way says so on paper.

{
  const printNow = window.print.bind(window)
  const PAUSE_MS = 100
  const MOST_MS = 20_000 // then what there is: the reader has asked for it
  let timer = null

  function isDrawn() {
    const app = document.querySelector('[data-testid="stApp"]')
    if (app?.dataset.testScriptState !== "notRunning") return false
    if (document.querySelector('[data-testid="stSkeleton"], .root[aria-busy]')) return false
    const elements = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
    return elements.every(({ shadowRoot }) => shadowRoot && !shadowRoot.querySelector(".root[aria-busy]")) &&
      charts.every((chart) => chart.querySelector(".marks")) // beside which there are signs of buttons
  }

  window.print = () => {
    const latest = performance.now() + MOST_MS
    timer ??= setInterval(() => {
      if (!isDrawn() && performance.now() < latest) return
      clearInterval(timer)
      timer = null
      printNow()
    }, PAUSE_MS)
  }

  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    if (event.key.toLowerCase() !== "p" || isDrawn()) return
    event.preventDefault()
    window.print()
  }, { capture: true })

  window.addEventListener("beforeprint", () => {
    if (isDrawn()) delete document.body.dataset.undrawn
    else document.body.dataset.undrawn = shell.own("undrawn")
  })
}
