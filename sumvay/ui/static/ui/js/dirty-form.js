// Warns on leaving a form[data-guard] with words that were neither sent nor saved.
const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) dirty.add(form);
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) dirty.delete(event.target);
});

// autosave.js says so when a draft reached the server.
document.addEventListener("draft-saved", (event) => dirty.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});
