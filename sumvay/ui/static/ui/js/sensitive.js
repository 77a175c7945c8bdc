// Stops citizen identity, card and account numbers before a form[data-sensitive] is sent. The server checks again.
const TWELVE = /(?<![\d+.,/-])(?:\d{3}(?:[ .-]?\d{3}){3}|\d{4} \d{4} \d{4})(?![\d/]|[ .,-]\d)/g;
const CARD = /(?<![\d+.,/-])\d{4}(?:[ -]?\d{4}){3}(?![\d/])/g;
const ACCOUNT = /(?:\bstk|số tài khoản|số tk|tài khoản|so tai khoan)[^\d\n]{0,30}(\d(?:[ -]?\d){5,18})(?!\d|[.,]\d)/i;
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+/gi;

function isCitizenId(text) {
  const digits = text.replace(/\D/g, "");
  const province = Number(digits.slice(0, 3));
  const century = Number(digits[3]);
  return province >= 1 && province <= 96 && (century < 2 || (century < 4 && Number(digits.slice(4, 6)) <= 30));
}

function isCard(text) {
  const digits = [...text.replace(/\D/g, "")].reverse().map(Number);
  const doubled = digits.map((digit, place) => (place % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit));
  return doubled.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

export function sensitiveKind(typed) {
  const text = typed.normalize("NFC").replace(ADDRESS, " ");
  if ((text.match(TWELVE) ?? []).some(isCitizenId)) return "citizen";
  if ((text.match(CARD) ?? []).some(isCard)) return "card";
  return ACCOUNT.test(text) ? "account" : "";
}

function explain(field, kind) {
  const words = document.getElementById("sensitive-text").dataset;
  const holder = field.closest(".field, .ask") ?? field.parentElement;
  let note = holder.querySelector("[data-sensitive-note]");
  if (!note) {
    note = document.createElement("p");
    note.className = "field__error";
    note.dataset.sensitiveNote = "";
    note.setAttribute("role", "alert");
    holder.append(note);
  }
  note.textContent = words[kind];
  field.setAttribute("aria-invalid", "true");
}

function clear(field) {
  const note = (field.closest(".field, .ask") ?? field.parentElement).querySelector("[data-sensitive-note]");
  if (!note) return;
  note.remove();
  field.removeAttribute("aria-invalid");
}

// In the capture phase: before autosave, upload and htmx.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-sensitive]")) return;
  let first = null;
  for (const field of event.target.querySelectorAll("textarea, input[type=text], input:not([type])")) {
    const kind = field.matches("[data-money]") ? "" : sensitiveKind(field.value);
    if (!kind) { clear(field); continue; }
    explain(field, kind);
    first ??= field;
  }
  if (!first) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  first.focus();
}, true);
