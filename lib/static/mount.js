// Mounts an element of our own: its script draws it, and until what it loads is drawn it is busy.

const TEXT = new TextDecoder()

export async function mount(component, url) {
  const module = await import(url)
  const { parentElement } = component
  const root = parentElement.querySelector(".root")
  const text = TEXT.decode(component.data)
  root.mounted = component
  // Bytes are new to Streamlit at every run of the page, though they say the same.
  if (text !== root.text) {
    root.text = text
    const tell = (how) => (name, value) => root.mounted[how](name, value)
    root.end = module.render({ parentElement, data: JSON.parse(text),
      setStateValue: tell("setStateValue"), setTriggerValue: tell("setTriggerValue") })
    const drawn = root.drawn // what an element still loads, if anything
    Promise.resolve(drawn).then(() => { if (root.drawn === drawn) root.removeAttribute("aria-busy") })
  }
  return root.end
}
