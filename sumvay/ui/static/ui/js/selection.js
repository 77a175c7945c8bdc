// Ticked rows: data-select-all="name" ticks them all; .bulk[data-bulk=name] shows how many are ticked.
const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];

function count(name) {
  const ticked = boxes(name).filter((box) => box.checked).length;
  for (const bar of document.querySelectorAll(`[data-bulk="${CSS.escape(name)}"]`)) {
    bar.hidden = ticked === 0;
    for (const place of bar.querySelectorAll("[data-bulk-count]")) place.textContent = ticked.toLocaleString("vi-VN");
  }
  for (const all of document.querySelectorAll(`[data-select-all="${CSS.escape(name)}"]`)) {
    all.checked = ticked > 0 && ticked === boxes(name).length;
    all.indeterminate = ticked > 0 && !all.checked;
  }
}

document.addEventListener("change", (event) => {
  const all = event.target.dataset?.selectAll;
  if (all) for (const box of boxes(all)) box.checked = event.target.checked;
  const name = all ?? event.target.name;
  if (name && document.querySelector(`[data-bulk="${CSS.escape(name)}"]`)) count(name);
});

document.addEventListener("change", (event) => {
  event.target.closest?.("form[data-submit-on-change]")?.requestSubmit();
});
