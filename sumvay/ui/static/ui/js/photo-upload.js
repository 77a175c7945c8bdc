// Sends a form with photos over a slow line: shows how much has gone, keeps everything when the line breaks.
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

function showPage(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  history.pushState({}, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.htmx?.process(document.body);
  document.querySelector("[data-focus-first]")?.focus();
  window.scrollTo(0, 0);
}

function fail(form, bar) {
  bar.remove();
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[data-was-open]")) button.disabled = false;
  const words = document.getElementById("toasts").dataset.offline;
  document.dispatchEvent(new CustomEvent("toast", { detail: words }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const photos = [...form.querySelectorAll("[data-photos] input[type=file]")];
  const byHtmx = form.matches("[hx-post], [data-hx-post]");
  if (event.defaultPrevented || byHtmx || !photos.some((input) => input.files.length)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const bar = progressOf(form);
  for (const button of form.querySelectorAll("button:not([disabled])")) {
    button.dataset.wasOpen = "";
    button.disabled = true;
  }
  const request = new XMLHttpRequest();
  request.upload.onprogress = (step) => { if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total; };
  request.onload = () => (request.status < 500 ? showPage(request) : fail(form, bar));
  request.onerror = () => fail(form, bar);
  request.open("POST", event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href);
  request.send(data);
});
