// A field and the passage of the paper it was read from light each other: the same data-passage on both.
function light(key, on) {
  for (const element of document.querySelectorAll(`[data-passage="${CSS.escape(key)}"]`)) {
    element.toggleAttribute("data-lit", on);
  }
}

const keyOf = (event) => event.target.closest?.("[data-passage]")?.dataset.passage;

for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(kind, (event) => { const key = keyOf(event); if (key) light(key, on); });
}

// Going to a field brings its passage into sight; a press on a passage goes to its field.
function reveal(key, selector) {
  const target = document.querySelector(`${selector}[data-passage="${CSS.escape(key)}"]`);
  target?.scrollIntoView({ block: "nearest" });
  return target;
}

document.addEventListener("focusin", (event) => {
  const key = event.target.closest?.(".found[data-passage]")?.dataset.passage;
  if (key) reveal(key, ".passage");
});

document.addEventListener("click", (event) => {
  const key = event.target.closest?.(".passage[data-passage]")?.dataset.passage;
  if (key) reveal(key, ".found")?.querySelector("input, textarea, select, button, a")?.focus();
});
