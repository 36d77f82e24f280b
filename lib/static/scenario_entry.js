// What somebody typed as a number, read as the language writes numbers.

// The number, or NaN for what is none: digits with at most one decimal mark, thousands in threes,
// perhaps a sign before and the control's own unit beside them. "10.000" is ten thousand in
// Vietnamese and ten in English; hexadecimal digits and powers are no numbers here.
export function numberOf(text, lang, unit = "") {
  const bare = without(text.replace(/[\s\u00a0\u202f]/g, ""), unit).replace(/^[−–]/, "-")
  const [thousands, decimal] = lang === "vi" ? ["\\.", ","] : [",", "\\."]
  const grouped = new RegExp(`^[+-]?\\d{1,3}(${thousands}\\d{3})+(${decimal}\\d+)?$`)
  if (grouped.test(bare)) return Number(bare.replace(new RegExp(thousands, "g"), "").replace(",", "."))
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(bare) ? Number(bare.replace(",", ".")) : NaN
}

function without(text, unit) {
  if (unit.startsWith("%")) return text.replace(/%$/, "")
  return unit === "×" ? text.replace(/^[×x]|[×x]$/i, "") : text
}
