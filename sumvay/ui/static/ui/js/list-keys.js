// A list by keyboard: j and k move, Enter opens, a accepts and goes on, / goes to the search.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
const rowsOf = (list) => [...list.querySelectorAll("[data-key-row]")].filter((row) => row.offsetParent !== null);

function mark(rows, row) {
  for (const other of rows) other.setAttribute("aria-current", String(other === row));
  row.scrollIntoView({ block: "nearest" });
  row.dispatchEvent(new CustomEvent("row-chosen", { bubbles: true }));
}

function move(list, step) {
  const rows = rowsOf(list);
  const now = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = rows[Math.min(rows.length - 1, Math.max(0, now + step))];
  if (next) mark(rows, next);
}

function press(list, selector) {
  const row = list.querySelector("[data-key-row][aria-current=true]");
  const target = row?.querySelector(selector);
  target?.click();
  return Boolean(target);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const list = document.querySelector("[data-keys]");
  let done = true;
  if (event.key === "/") (document.querySelector("main [data-key-search]") ?? document.querySelector("[data-key-search]"))?.focus();
  else if (!list) return;
  else if (event.key === "j") move(list, 1);
  else if (event.key === "k") move(list, -1);
  else if (event.key === "Enter" && event.target === document.body) done = press(list, "[data-key-open], a[href]");
  else if (event.key === "a") { done = press(list, "[data-key-accept]"); if (done) move(list, 1); }
  else done = false;
  if (done) event.preventDefault();
});
