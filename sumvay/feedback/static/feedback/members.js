// Buttons that need a script appear where there is one; one of them prints the page.
for (const button of document.querySelectorAll("[data-needs-script]")) button.hidden = false;

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
