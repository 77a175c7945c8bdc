// A piece's page: says that it was opened (no cookie, no name), and shows the buttons that need a script.
const script = document.querySelector("script[data-read]");

function told() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", told);
  navigator.sendBeacon?.(script.dataset.read);
}

if (script) {
  document.addEventListener("visibilitychange", told);
  told();
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    // The reader may close the sheet again: that is no fault
    navigator.share({ title: button.dataset.title, url: button.dataset.address }).catch(() => {});
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // In a chat app's browser the clipboard is closed: the old way
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

for (const button of document.querySelectorAll("[data-copy-address]")) {
  const word = button.querySelector("span");
  const before = word.textContent;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copied(button.dataset.copyAddress))) return;
    word.textContent = button.dataset.done;
    setTimeout(() => (word.textContent = before), 2500);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
