// Mounts an element of our own: its script draws it, and until what it loads is drawn it is busy.

export async function mount(component, url) {
  const module = await import(url)
  const done = module.render({ ...component, data: component.data.whole })
  const root = component.parentElement.querySelector(".root")
  const drawn = root.drawn // what an element still loads, if anything
  Promise.resolve(drawn).then(() => { if (root.drawn === drawn) root.removeAttribute("aria-busy") })
  return done
}
