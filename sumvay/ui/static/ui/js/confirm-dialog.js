// Asks before what cannot be undone: data-confirm="sentence" on a form, or on a button or link.
const agreed = new WeakSet();

function ask(sentence, yesWord, go) {
  const dialog = document.getElementById("confirm-dialog");
  if (!dialog || !dialog.showModal) {
    if (window.confirm(sentence)) go();
    return;
  }
  dialog.querySelector("#confirm-text").textContent = sentence;
  const yes = dialog.querySelector("[data-confirm-go]");
  yes.dataset.word ??= yes.textContent;
  yes.textContent = yesWord || yes.dataset.word;
  yes.onclick = () => { dialog.close(); go(); };
  dialog.querySelector("[data-confirm-no]").onclick = () => dialog.close();
  dialog.showModal();
}

function hold(event, element, again) {
  if (agreed.delete(element)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(element.dataset.confirm, element.dataset.confirmYes, () => { agreed.add(element); again(); });
}

// In the capture phase, so that htmx and the other modules see only what was agreed to.
document.addEventListener("click", (event) => {
  const element = event.target.closest?.("[data-confirm]:not(form)");
  if (element) hold(event, element, () => element.click());
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  const submitter = event.submitter;
  if (form.matches("[data-confirm]")) hold(event, form, () => form.requestSubmit(submitter));
}, true);
