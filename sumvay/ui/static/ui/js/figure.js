// The − and + of a number pad; an empty field stays empty until a key is pressed.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-step]");
  const input = button && document.getElementById(button.dataset.stepFor);
  if (!input) return;
  const value = Number(input.value.replaceAll(".", "").replace(",", ".")) || 0;
  const next = Math.max(0, value + Number(button.dataset.step));
  input.value = next.toLocaleString("vi-VN", { maximumFractionDigits: 2 });
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
