// Rows of a list are dragged by their handle, with mouse, pen or finger; letting go sends the form in its new order.
let row = null;
let orderBefore = "";

const orderOf = (list) => [...list.querySelectorAll("input[name=pick]")].map((input) => input.value).join();
const middleOf = (element) => { const box = element.getBoundingClientRect(); return box.top + box.height / 2; };

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-arrange-handle]");
  if (!handle || event.button) return;
  row = handle.closest("li");
  orderBefore = orderOf(row.parentElement);
  row.classList.add("pick--held");
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!row) return;
  const next = [...row.parentElement.children].find((other) => other !== row && event.clientY < middleOf(other)) ?? null;
  if (row.nextElementSibling !== next) row.parentElement.insertBefore(row, next);
});

function letGo() {
  if (!row) return;
  const [list, form] = [row.parentElement, row.closest("form")];
  row.classList.remove("pick--held");
  row = null;
  if (orderOf(list) !== orderBefore) form.requestSubmit();
}
document.addEventListener("pointerup", letGo);
document.addEventListener("pointercancel", letGo);
