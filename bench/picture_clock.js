// Watches one picture frame by frame and notes when it changes: `window.pictureClock(selector)`.
//
// The picture is every element that the selector finds, in shadow trees as well. A canvas is compared
// by its pixels, thinned to 96 × 96, and everything else by its text and all its attributes. `began`
// is the reader's own event, `first` and `last` are the starts of the first and the last frame that
// show another picture than the frame before.
(() => {
  const small = new OffscreenCanvas(96, 96).getContext("2d", { willReadFrequently: true })
  // What `selector` finds below `root`, where a space also steps into shadow trees.
  const within = (root, selector) => {
    const roots = [root]
    const look = (tree) => {
      for (const element of tree.querySelectorAll("*")) {
        if (element.shadowRoot) { roots.push(element.shadowRoot); look(element.shadowRoot) }
      }
    }
    if (root.shadowRoot) { roots.push(root.shadowRoot); look(root.shadowRoot) }
    look(root)
    return roots.flatMap((tree) => [...tree.querySelectorAll(selector)])
  }
  const found = (selectors) => [...new Set(selectors.split(", ").flatMap((selector) =>
    selector.split(" ").reduce((roots, part) => roots.flatMap((root) => within(root, part)), [document])))]
  const hashOf = (roots) => {
    let hash = 2166136261
    const mix = (text) => {
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
    }
    const read = (node) => {
      if (node.nodeType === Node.TEXT_NODE) mix(node.data)
      if (node.nodeType !== Node.ELEMENT_NODE) return
      for (const attribute of node.attributes) mix(attribute.value)
      if (node.tagName === "CANVAS" && node.width && node.height) {
        small.clearRect(0, 0, 96, 96)
        small.drawImage(node, 0, 0, 96, 96)
        for (const value of small.getImageData(0, 0, 96, 96).data) hash = Math.imul(hash ^ value, 16777619)
      }
      for (const child of (node.shadowRoot ?? node).childNodes) read(child)
    }
    for (const root of roots) read(root)
    return hash
  }
  window.pictureClock = (selector) => {
    if (window.pictureTimes) window.pictureTimes.over = true
    const times = { began: null, first: null, last: null, over: false }
    window.pictureTimes = times
    let roots = document.body ? found(selector) : []
    let seen = hashOf(roots)
    for (const kind of ["keydown", "click"]) {
      document.addEventListener(kind, (event) => { times.began ??= event.timeStamp }, { capture: true })
    }
    const frame = () => {
      if (times.over) return
      const now = performance.now()
      if (!roots.length || roots.some((root) => !root.isConnected)) roots = document.body ? found(selector) : []
      const hash = hashOf(roots)
      if (hash !== seen) {
        seen = hash
        times.last = now
        if (times.began !== null) times.first ??= now
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }
})()
