// Sends a form with photos, or one with data-resend, over a bad line: shows how much has gone, keeps the page when the
// line breaks, says so, and sends by itself when the line is back.
const SILENCE = 60000;
const RETRY = 10000;
const GATEWAY_DOWN = [502, 503, 504];
const broken = new Map();
const again = new WeakMap();

const hasPhotos = (form) => [...form.querySelectorAll("[data-photos] input[type=file]")].some((input) => input.files.length);

function progressOf(form) {
  let bar = form.querySelector("progress[data-upload]");
  if (!bar) {
    bar = document.createElement("progress");
    bar.dataset.upload = "";
    bar.max = 100;
    bar.setAttribute("aria-label", form.querySelector("[data-photos]").dataset.sending);
    form.querySelector("[data-photo-strip]").after(bar);
  }
  return bar;
}

// What the page brought needs of styles and scripts, when this one had not
function bring(page) {
  for (const part of page.head.querySelectorAll("link[rel=stylesheet], script[src]")) {
    const name = part.href ? "href" : "src";
    if ([...document.head.querySelectorAll(part.localName)].some((known) => known[name] === part[name])) continue;
    const made = document.createElement(part.localName);
    for (const { name: key, value } of part.attributes) made.setAttribute(key, value);
    document.head.append(made);
  }
}

function showPage(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  bring(page);
  history.pushState({}, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.htmx?.process(document.body);
  document.querySelector("[data-focus-first]")?.focus();
  window.scrollTo(0, 0);
}

function say(form, words) {
  let note = form.querySelector("[data-upload-note]");
  if (!note) {
    note = document.createElement("p");
    note.className = "note note--warn";
    note.dataset.uploadNote = "";
    note.setAttribute("role", "status");
    (form.querySelector("[data-photo-strip]") ?? form.lastElementChild).after(note);
  }
  note.textContent = words;
}

function fail(form, submitter, why) {
  form.querySelector("progress[data-upload]")?.remove();
  form.inert = false;
  delete form.dataset.sending;
  const words = document.getElementById("toasts").dataset[why];
  say(form, words);
  document.dispatchEvent(new CustomEvent("toast", { detail: words }));
  if (why === "resending") wait(form, submitter);
  // What was typed is unsaved again: it is kept as a draft, and leaving warns
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function wait(form, submitter) {
  broken.set(form, submitter);
  clearTimeout(again.get(form));
  // A form that saves itself goes on with its next saved draft: then the line is back and nobody is typing
  if (!form.matches("[data-autosave]")) again.set(form, setTimeout(() => resume(form), RETRY));
}

function resume(form) {
  const submitter = broken.get(form);
  if (!broken.delete(form) || !form.isConnected || form.inert) return;
  clearTimeout(again.get(form));
  form.requestSubmit(submitter);
}

function answered(request, form, submitter) {
  if (new URL(request.responseURL).pathname.startsWith("/accounts/login")) fail(form, submitter, "signedOut");
  else if (request.status < 400 || request.status === 422) showPage(request);
  else fail(form, submitter, GATEWAY_DOWN.includes(request.status) ? "resending" : "kept");
}

function send(form, submitter) {
  const request = new XMLHttpRequest();
  const data = new FormData(form, submitter);
  const bar = hasPhotos(form) ? progressOf(form) : null;
  let silence = setTimeout(() => request.abort(), SILENCE);
  form.inert = true;
  request.upload.onprogress = (step) => {
    clearTimeout(silence);
    silence = setTimeout(() => request.abort(), SILENCE);
    if (bar && step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
  };
  request.onload = () => answered(request, form, submitter);
  request.onerror = request.onabort = () => fail(form, submitter, "resending");
  request.onloadend = () => clearTimeout(silence);
  request.open("POST", submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href);
  request.send(data);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const byHtmx = form.matches("[hx-post], [data-hx-post]");
  if (event.defaultPrevented || byHtmx || !(form.matches("[data-resend]") || hasPhotos(form))) return;
  event.preventDefault();
  broken.delete(form);
  form.querySelector("[data-upload-note]")?.remove();
  send(form, event.submitter);
});

document.addEventListener("draft-saved", (event) => resume(event.target));
window.addEventListener("online", () => { for (const form of [...broken.keys()]) if (!form.matches("[data-autosave]")) resume(form); });
