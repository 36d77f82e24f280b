// Which entries the browser's history gets: one for each choice of the reader and each page opened,
// none that nobody made, and never the choices of one page under the address of another.
//
// Loaded by the page itself before Streamlit's own script, which makes an entry of every address
// that the server tells (handlePageInfoChanged) and of every page that a run turns out to be of
// (maybeUpdatePageUrl), also where the reader has gone on meanwhile. The server marks what it tells
// (lib/app/kit/page_address.py): of which page, what made it, and the address that it is instead of.
const MARK = "_from"
const KEPT = ["lang", "official", "present"]
const push = history.pushState.bind(history)
const replace = history.replaceState.bind(history)
let wanted = null // the path that the reader asked for last
let stepped = "" // the choices of the address that Back or Forward led to last

const write = (asItIs) => (state, title, address) => {
  const to = new URL(address ?? location.href, location.href)
  const mark = to.searchParams.get(MARK)?.split(" ")
  to.searchParams.delete(MARK)
  to.search = `${to.searchParams}`
  if (to.pathname !== location.pathname) open(asItIs, to, mark)
  else if (mark) tell(asItIs, to, mark)
  else asItIs(state, "", to)
}

// Another page, which may come with what the server told of its address already.
const open = (asItIs, to, mark) => {
  if (wanted !== null && to.pathname !== wanted) return // the reader has gone on meanwhile
  const isOfAnother = mark && mark[0] !== to.pathname
  if (isOfAnother) to.search = ""
  const here = new URLSearchParams(location.search)
  for (const key of mark && !isOfAnother ? [] : KEPT) {
    if (here.has(key) && !to.searchParams.has(key)) to.searchParams.set(key, here.get(key))
  }
  asItIs({}, "", to)
}

const tell = (asItIs, to, [path, cause, instead]) => {
  if (path !== location.pathname) return
  // Streamlit replaces where it waits for the answer to a Back: unless it was asked for with the
  // address of that one, the choice was made before.
  if (cause === "choice" && asItIs === replace && !isSame(instead, stepped)) return
  if (cause === "other" && !isSame(instead, location.search)) return
  if (isSame(to.search, location.search)) return
  to.hash = location.hash
  if (cause === "choice") push({}, "", to)
  else replace({}, "", to)
}

const isSame = (one, other) => sorted(one) === sorted(other)
const sorted = (search) => {
  const found = new URLSearchParams(search)
  found.delete(MARK)
  found.sort()
  return `${found}`
}

history.pushState = write(push)
history.replaceState = write(replace)
window.addEventListener("popstate", () => {
  wanted = location.pathname
  stepped = location.search
}, { capture: true })
document.addEventListener("click", (event) => {
  const link = event.composedPath().find((node) => node.localName === "a" && node.href)
  if (link && link.origin === location.origin && !link.target) wanted = pathOf(link)
}, { capture: true })

// Opens an address of the program without loading the program anew: what was typed and left on
// other pages stays. Streamlit takes it for a step in the history, so the address says everything.
export function visit(address) {
  push({}, "", address)
  window.dispatchEvent(new PopStateEvent("popstate"))
}

// The path that a link leads to. Streamlit writes the first page's as the query alone, which by
// itself would lead to the page that one is on.
export function pathOf(link) {
  const isOfFirst = link.dataset.testid?.startsWith("stPageLink") && /^(\?|$)/.test(link.getAttribute("href"))
  return isOfFirst ? "/" : link.pathname
}
