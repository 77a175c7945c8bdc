// "Không phát sinh": one press writes an explicit 0, another press takes it back; typing a figure lets it go.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-none-arising]");
  const input = button && document.getElementById(button.dataset.noneArising);
  if (!input) return;
  input.value = button.getAttribute("aria-pressed") === "true" ? "" : "0";
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const button = event.target.id && document.querySelector(`[data-none-arising="${CSS.escape(event.target.id)}"]`);
  if (button) button.setAttribute("aria-pressed", String(event.target.value.trim() === "0"));
});
