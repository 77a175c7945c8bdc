// Short words that pass: the server's "toast" trigger, a lost connection, a refused request; and focus on a form's errors.
const place = () => document.getElementById("toasts");

function show(text) {
  if (!text || !place()) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  place().replaceChildren(toast);
  setTimeout(() => toast.remove(), 6000);
}

document.addEventListener("toast", (event) => show(event.detail?.value ?? event.detail));
document.addEventListener("htmx:sendError", () => show(place()?.dataset.offline));
document.addEventListener("htmx:responseError", () => show(place()?.dataset.refused));

const focusErrors = () => document.querySelector("[data-focus-first]")?.focus();
document.addEventListener("htmx:afterSettle", focusErrors);
focusErrors();
