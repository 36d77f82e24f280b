"""An element of our own is drawn when it is told something new, and is always heard.

What it cannot load is said in the page's language above it, and is there after "try again".
"""

from __future__ import annotations

from tests.browser.conftest import PageAt

# A script that draws nothing and notes what it was given, mounted as Streamlit mounts it: with
# bytes, and each time with functions of that run.
MOUNT = """async () => {
  const noting = new Blob([`export function render(given) {
    globalThis.drawn.push(given.data)
    globalThis.tell = given.setStateValue
    return () => { globalThis.drawn.push("end") }
  }`], { type: "text/javascript" })
  globalThis.drawn = []
  const heard = []
  const script = URL.createObjectURL(noting)
  const parentElement = document.body.appendChild(document.createElement("div"))
  parentElement.innerHTML = "<div class='root' aria-busy='true'></div>"
  const run = async (n, told) => {
    const end = shell.mount({
      parentElement, data: new TextEncoder().encode(JSON.stringify(told)),
      setStateValue: (name, value) => heard.push([n, name, value]),
    }, script)
    await parentElement.firstChild.mounting
    return end
  }
  await run(1, { name: "Thịnh" })
  await run(2, { name: "Thịnh" })
  tell("choice", 5)
  await run(3, { name: "Yên" })
  tell("choice", 6)
  const endOvertaken = await run(4, { name: "Yên" })
  const end = await run(5, { name: "Yên" })
  const later = () => new Promise((done) => setTimeout(done))
  endOvertaken()
  await later()
  drawn.push("overtaken")
  parentElement.remove()
  end()
  await later()
  return { drawn, heard, isBusy: parentElement.firstChild.hasAttribute("aria-busy") }
}"""


def test_drawn_once_for_what_is_said_twice_heard_by_the_latest_run_and_ended_once(
    page_at: PageAt,
) -> None:
    page = page_at("/methods")
    found = page.evaluate(MOUNT)
    assert found["drawn"] == [{"name": "Thịnh"}, {"name": "Yên"}, "overtaken", "end"]
    assert found["heard"] == [[2, "choice", 5], [3, "choice", 6]]
    assert not found["isBusy"]
