// Sends a film in pieces (tus.io): goes on after a broken line, and after the page was closed, with the same file.
const PIECE = 2 * 1024 * 1024;
const TRIES = [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000, 15000, 15000];
const FINAL = [400, 403, 404, 410, 413, 415, 507];
const LATER = 15000;
let sending = null;
let asking = null;

const part = () => document.querySelector("[data-film]");
const csrf = () => document.querySelector("form [name=csrfmiddlewaretoken]").value;

function say(words) {
  const place = part().querySelector("[data-way]");
  place.hidden = false;
  place.querySelector("[data-words]").textContent = words;
}

function refuse(sentence) {
  sending = null;
  part().querySelector("[data-way]").hidden = true;
  const place = part().querySelector("[data-refusal]");
  place.textContent = sentence;
  place.hidden = false;
}

function pauseButton(isPaused) {
  const button = part().querySelector("[data-pause]");
  button.dataset.pausing ??= button.textContent;
  button.textContent = isPaused ? button.dataset.goOn : button.dataset.pausing;
}

async function takeIn(token) {
  say(part().dataset.checking);
  part().querySelector("[data-pause]").hidden = true;
  const asked = new URLSearchParams({ token, csrfmiddlewaretoken: csrf() });
  let answer = null;
  let words = "";
  try {
    answer = await fetch(part().dataset.film, { method: "POST", body: asked });
    words = await answer.text();
  } catch { answer = null; }
  if (!answer || answer.status >= 500) {
    // It has come whole: nothing is broken off by leaving, and asked twice it is taken in once.
    sending = null;
    say(part().dataset.broken);
    asking = setTimeout(() => takeIn(token), LATER);
    return;
  }
  const page = new DOMParser().parseFromString(words, "text/html").querySelector("[data-film]");
  if (answer.status === 409) refuse(words);
  else if (!answer.ok || answer.redirected || !page) refuse(part().dataset.failed);
  else {
    sending = null;
    part().replaceWith(document.adoptNode(page));
    // It asks by itself what became of the film
    window.htmx.process(part());
  }
}

function failed(error) {
  const answer = error.originalResponse;
  const isPlain = answer?.getHeader("Content-Type")?.startsWith("text/plain");
  if (isPlain && answer.getBody()) refuse(answer.getBody());
  else if (answer && FINAL.includes(answer.getStatus())) refuse(part().dataset.failed);
  else {
    // The line is gone for long, or our server: no browser says when that is back.
    sending.isBroken = true;
    say(part().dataset.broken);
    pauseButton(true);
    setTimeout(() => { if (sending?.isBroken) goOn(); }, LATER);
  }
}

function send(file, begun) {
  const { dataset } = part();
  part().querySelector("[data-refusal]").hidden = true;
  part().querySelector("[data-pause]").hidden = false;
  const upload = new window.tus.Upload(file, {
    endpoint: dataset.endpoint,
    uploadUrl: begun ?? null,
    chunkSize: PIECE,
    retryDelays: TRIES,
    storeFingerprintForResuming: false,
    metadata: { filename: file.name, ticket: dataset.ticket },
    headers: { "X-CSRFToken": csrf() },
    onShouldRetry: (error) => !FINAL.includes(error.originalResponse?.getStatus() ?? 0),
    onProgress: (sent, all) => {
      part().querySelector("progress").value = (100 * sent) / all;
      say(dataset.sending.replace("{share}", `${Math.floor((100 * sent) / all)}%`));
    },
    onError: failed,
    onSuccess: () => takeIn(upload.url.split("/").at(-2)),
  });
  sending = { upload, isPaused: false, isBroken: false };
  say(dataset.sending.replace("{share}", "0%"));
  pauseButton(false);
  upload.start();
}

function goOn() {
  sending.isPaused = sending.isBroken = false;
  pauseButton(false);
  sending.upload.start();
}

document.addEventListener("change", (event) => {
  if (!event.target.closest?.("[data-film-drop]") || !event.target.files.length) return;
  const file = event.target.files[0];
  // Only its size is the same each time a phone hands a film out.
  const begun = [...part().querySelectorAll("[data-under-way]")].find((one) => Number(one.dataset.size) === file.size);
  sending?.upload.abort();
  clearTimeout(asking);
  for (const note of part().querySelectorAll("[data-under-way]")) note.hidden = true;
  // Another one comes: what became of the former is asked no more.
  part().querySelector("[data-checked]")?.remove();
  send(file, begun?.dataset.url);
  // The same file may be chosen again
  event.target.value = "";
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-pause]") || !sending) return;
  if (sending.isPaused || sending.isBroken) { goOn(); return; }
  sending.isPaused = true;
  sending.upload.abort();
  pauseButton(true);
  say(part().dataset.paused);
});

window.addEventListener("online", () => { if (sending?.isBroken) goOn(); });

// Leaving the page by its own buttons would break off what is under way.
document.addEventListener("submit", (event) => {
  if (!sending || sending.isPaused || sending.isBroken || !event.target.contains(part())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.dispatchEvent(new CustomEvent("toast", { detail: part().dataset.busy }));
}, true);

// One that had come whole when the page was closed needs no second choosing.
const whole = part()?.querySelector("[data-whole]");
if (whole) takeIn(whole.dataset.underWay);
