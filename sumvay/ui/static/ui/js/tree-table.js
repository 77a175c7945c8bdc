// A table whose rows open in place: data-tree-toggle="row id" shows or hides the rows with data-parent="row id".
const childrenOf = (table, id) => table.querySelectorAll(`[data-parent="${CSS.escape(id)}"]`);

function show(table, id, visible) {
  for (const row of childrenOf(table, id)) {
    row.hidden = !visible;
    const toggle = row.querySelector("[data-tree-toggle]");
    if (toggle) show(table, row.id, visible && toggle.getAttribute("aria-expanded") === "true");
  }
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest?.("[data-tree-toggle]");
  if (!toggle) return;
  const open = toggle.getAttribute("aria-expanded") !== "true";
  toggle.setAttribute("aria-expanded", String(open));
  show(toggle.closest("table"), toggle.dataset.treeToggle, open);
});
