// "Dùng lại số đã báo": puts a known figure into a field on a press.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fill]");
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  field.value = button.dataset.fillValue;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
