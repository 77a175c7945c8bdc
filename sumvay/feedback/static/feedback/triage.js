// The triage desk by keyboard: a letter presses the act that carries it, or goes to its field; b ticks the row.
// Ctrl and Enter send what is being written.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.matches("#case textarea, #case input")) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || !/^[a-z0-9]$/.test(event.key)) return;
  if (event.key === "b") document.querySelector(".desk-row[aria-current=true] input[name=case]")?.click();
  const act = document.querySelector(`#case [data-key="${event.key}"]`);
  if (!act) return;
  event.preventDefault();
  act.closest("details")?.setAttribute("open", "");
  if (typing(act)) act.focus();
  else act.click();
});

// The message that is open stays marked in the queue
document.addEventListener("htmx:afterSettle", (event) => {
  const open = event.target.id === "case" && event.target.querySelector("[data-case]");
  if (!open) return;
  document.querySelector(".desk")?.classList.add("desk--open");
  for (const row of document.querySelectorAll(".desk-row")) row.setAttribute("aria-current", String(row.id === `row-${open.dataset.case}`));
});
