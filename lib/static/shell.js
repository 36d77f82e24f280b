// The first of the scripts that stand in the page itself (lib/app/shell/index_page.py), so that they are there
// when anything else is lost: a script, an answer, the connection. What they share is in `shell`.

globalThis.shell = (() => {
  const words = JSON.parse(document.getElementById("shell-words").textContent)
  const here = () => words[document.documentElement.lang] ?? words.vi

  // A sentence with a button under which it is tried again.
  function notice(text, label, act) {
    const found = document.createElement("div")
    const sentence = document.createElement("p")
    const button = document.createElement("button")
    sentence.textContent = text
    Object.assign(button, { type: "button", textContent: label, onclick: act })
    found.append(sentence, button)
    found.setAttribute("role", "alert")
    return found
  }

  return {
    own: (key) => here().own[key],
    framework: () => here().framework,
    notice,
    // What waits to be tried again, by the element it is about.
    waiting: new Map(),
    retryAll() { for (const retry of [...shell.waiting.values()]) retry() },
  }
})()
