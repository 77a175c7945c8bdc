// The calendar by keyboard (arrows from day to day, n for a new line) and by dragging a line to another day.
const days = () => [...document.querySelectorAll("[data-plan] > [data-day]")].filter((day) => day.offsetParent !== null);
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function goTo(day) {
  for (const other of days()) other.tabIndex = other === day ? 0 : -1;
  day.focus();
}

function beginLine(day) {
  const form = document.getElementById("plan");
  form.elements.namedItem("on").value = day;
  form.scrollIntoView({ block: "nearest" });
  form.elements.namedItem("title").focus();
}

document.addEventListener("keydown", (event) => {
  const day = event.target.matches?.("[data-day]") ? event.target : null;
  if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
  const isList = getComputedStyle(day.parentElement).display !== "grid";
  const step = isList ? Math.sign(STEPS[event.key] ?? 0) : STEPS[event.key];
  if (step) { const all = days(); const next = all[all.indexOf(day) + step]; if (next) goTo(next); }
  else if (event.key === "n") beginLine(day.dataset.day);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const add = event.target.closest?.("[data-plan-add]");
  if (!add) return;
  event.preventDefault();
  beginLine(add.closest("[data-day]").dataset.day);
});

let held = null;
document.addEventListener("dragstart", (event) => { held = event.target.closest?.("[data-plan-line]") ?? null; });
document.addEventListener("dragend", () => { held = null; });
document.addEventListener("dragover", (event) => { if (held && event.target.closest?.("[data-day]")) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  const day = event.target.closest?.("[data-day]");
  if (!held || !day) return;
  event.preventDefault();
  const form = document.getElementById(held.dataset.planLine);
  if (held.closest("[data-day]") === day) return;
  form.elements.namedItem("on").value = day.dataset.day;
  form.requestSubmit();
});
