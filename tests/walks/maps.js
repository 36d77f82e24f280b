// How the maps on the page are painted, read from their shapes, held against legend and table. Added to
// `walking` (in_page.js).

walking.maps = (() => {
  function* roots(root = document) {
    for (const node of root.querySelectorAll("*")) {
      if (!node.shadowRoot) continue
      yield node.shadowRoot
      yield* roots(node.shadowRoot)
    }
  }

  // What a fill looks like: "#35a779", or with a mark on it "#35a779 M0 0V8"; null where a pattern is
  // named that is not there, and nothing is painted.
  function lookOf(root, node) {
    const fill = node.getAttribute("fill") ?? ""
    const id = /^url\(#(.+)\)$/.exec(fill)?.[1]
    if (!id) return fill || null
    const tile = root.querySelector(`pattern[id="${id}"]`)
    if (!tile) return null
    return `${tile.querySelector("rect").getAttribute("fill")} ${tile.querySelector("path").getAttribute("d") ?? "hatch"}`
  }

  // The same without the hatching of an illustrative value: "#35a779 M0 0V8" → "#35a779".
  const plain = (look) => look.replace(/ M0 0V8$/, "").replace(/ M0 0V8(?=M)/, " ")

  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true })

  // Points well inside of a shape, on screen: [x, y] each.
  function pointsIn(path) {
    const box = path.getBBox()
    const matrix = path.getScreenCTM()
    const found = []
    for (const [across, down] of [[.5, .5], [.35, .5], [.65, .5], [.5, .35], [.5, .65], [.4, .4], [.6, .6], [.4, .6], [.6, .4]]) {
      const point = new DOMPoint(box.x + box.width * across, box.y + box.height * down)
      if (!path.isPointInFill(point)) continue
      const { x, y } = point.matrixTransform(matrix)
      // Not where the head of the page or a button lies over it.
      if (path.getRootNode().elementFromPoint(x, y) !== path) continue
      found.push([Math.round(x), Math.round(y)])
    }
    return found
  }

  // `sharesHatching`: the legend says in words what hatching means, for not all of a class need have it.
  function mapOf(root, drawing, legend, rows, sharesHatching) {
    const faults = []
    const paths = [...drawing.querySelectorAll("path[data-code], path.area")]
    const explained = (look) => sharesHatching ? plain(look) : look
    const told = new Set([...legend.keys()].map(explained))
    const seen = new Map()
    for (const path of paths) {
      const look = path.matches(".none") ? "none" : lookOf(root, path)
      const code = path.dataset.code ?? ""
      if (look === null) faults.push(`${code} is painted with nothing (${path.getAttribute("fill")})`)
      else if (look !== "none" && legend.size && !told.has(explained(look))) faults.push(`${code} has ${look}, which no legend explains`)
      if (look) seen.set(look, (seen.get(look) ?? 0) + 1)
      const row = rows.get(path.ariaLabel?.split(":")[0])
      if (row !== undefined && row !== look) faults.push(`${code} is ${look} on the map and ${row} in the table`)
    }
    return { faults, seen, paths }
  }

  function legendOf(root, within) {
    const looks = new Map()
    for (const rect of within.querySelectorAll(".legend rect")) {
      if (rect.closest("pattern")) continue
      const count = rect.closest("button")?.querySelector(".n")?.textContent ?? ""
      looks.set(lookOf(root, rect), count === "" || rect.closest("button").hidden ? null : Number(count))
    }
    return looks
  }

  function rowsOf(root) {
    const found = new Map()
    for (const row of root.querySelectorAll("tbody tr")) {
      const rect = row.querySelector("svg.sw rect")
      if (rect) found.set(row.querySelector("th").title, lookOf(root, rect))
    }
    return found
  }

  // One entry a map: `faults` in words, and where its units must have which colour on screen.
  return () => {
    const found = []
    for (const root of roots()) {
      const rows = rowsOf(root)
      for (const drawing of root.querySelectorAll("svg")) {
        if (!drawing.querySelector(":scope path[data-code], :scope path.area") || !isSeen(drawing)) continue
        const figure = drawing.closest("figure")
        const own = figure?.querySelector(".legend") ? figure : root
        const legend = legendOf(root, own)
        const sharesHatching = Boolean(own.querySelector(".legend .hatched"))
        const { faults, seen, paths } = mapOf(root, drawing, legend, rows, sharesHatching)
        const isOnlyOne = drawing.matches(".sheet > svg")
        for (const [look, count] of isOnlyOne ? legend : []) {
          const alike = [...seen].filter(([other]) => sharesHatching ? plain(other) === plain(look) : other === look)
          const all = alike.reduce((sum, [, units]) => sum + units, 0)
          if (count !== null && count !== all) faults.push(`the legend counts ${count} of ${look}, the map has ${all}`)
          // Half of a class or more is hatched on the map just where its swatch is.
          const made = alike.reduce((sum, [other, units]) => sum + (other === plain(other) ? 0 : units), 0)
          if (count && (2 * made >= all) !== (look !== plain(look))) faults.push(`${made} of ${all} are hatched, the legend has ${look}`)
        }
        const points = paths.filter((path) => !path.matches(".dim, .none")).map((path) => [
          (lookOf(root, path) ?? "").split(" ")[0], pointsIn(path), path.dataset.code ?? ""])
        const box = drawing.getBoundingClientRect()
        found.push({ name: drawing.ariaLabel ?? "inset", faults, points, box: [box.left, box.top, box.right, box.bottom] })
      }
      for (const chart of root.querySelectorAll("svg[role=img], svg[role=listbox]")) {
        if (isSeen(chart) && !chart.querySelector("path, circle, rect, line")) found.push({ name: chart.ariaLabel ?? "", faults: ["nothing is drawn"], points: [], box: [0, 0, 0, 0] })
      }
    }
    return found
  }
})()
