// A drop area shows what was chosen and lights up while a file is held over it.
document.addEventListener("change", (event) => {
  const names = event.target.closest?.("[data-drop]")?.querySelector("[data-drop-names]");
  if (names) names.textContent = [...event.target.files].map((file) => file.name).join(", ");
});

for (const [kind, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, (event) => {
    event.target.closest?.(".drop")?.toggleAttribute("data-over", over);
  });
}
