// "Sao chép": copies the text of data-copy="#id"; where a chat app's browser closes the clipboard, selects it instead.
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copied(source) {
  const text = "value" in source ? source.value : source.innerText;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if ("select" in source) source.select();
    else select(source);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const source = button && document.querySelector(button.dataset.copy);
  if (!source) return;
  const done = await copied(source);
  const word = button.querySelector("[data-copy-word]") ?? button;
  word.dataset.before ??= word.textContent;
  word.textContent = done ? button.dataset.copiedText : button.dataset.selectText;
  button.toggleAttribute("data-copied", done);
  if (!done) return;
  window.getSelection().removeAllRanges();
  setTimeout(() => {
    word.textContent = word.dataset.before;
    button.removeAttribute("data-copied");
  }, 2500);
});
