// Sends each photo by itself as soon as it was chosen and made small, one after another; a broken line is tried again.
const SILENCE = 60000;
const RETRY = 10000;
const GATEWAY_DOWN = [502, 503, 504];
const files = new WeakMap();
let next = null;

const part = () => document.querySelector("[data-each]");
const lines = () => part().querySelector("[data-lines]");
const lineThatIs = (...states) => part()?.querySelector(states.map((state) => `[data-state="${state}"]`).join());
const areOnTheWay = () => lineThatIs("waiting", "sending", "broken");

function say(line, state, words = lines().dataset[state]) {
  line.dataset.state = state;
  line.querySelector("[data-words]").textContent = words;
  line.querySelector("progress").hidden = state !== "sending";
  line.querySelector("[data-again]").hidden = !["broken", "refused"].includes(state);
  line.querySelector("[data-drop-line]").hidden = ["sending", "sent"].includes(state);
}

// Beside what stands there: what is being typed about the others stays
function show(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html");
  part().querySelector("[data-photo-count]").replaceWith(page.querySelector("[data-photo-count]"));
  for (const shot of page.querySelectorAll(".shot")) {
    if (!document.getElementById(shot.id)) part().querySelector(".asked-shots").append(shot);
  }
}

function broke(line) {
  say(line, "broken");
  next = setTimeout(goOn, RETRY);
}

function answered(line, { status, responseURL, responseText }) {
  const { signedOut, kept } = document.getElementById("toasts").dataset;
  if (GATEWAY_DOWN.includes(status)) { broke(line); return; }
  if (new URL(responseURL).pathname.startsWith("/accounts/login")) say(line, "refused", signedOut);
  else if (status === 200) { show(responseText); say(line, "sent"); }
  else say(line, "refused", status === 409 ? responseText : kept);
  goOn();
}

function send(line) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("csrfmiddlewaretoken", line.closest("form").elements.csrfmiddlewaretoken.value);
  body.append("photo", files.get(line));
  let silence = setTimeout(() => request.abort(), SILENCE);
  request.upload.onprogress = (step) => {
    clearTimeout(silence);
    silence = setTimeout(() => request.abort(), SILENCE);
    line.querySelector("progress").value = (100 * step.loaded) / step.total;
  };
  request.onload = () => answered(line, request);
  request.onerror = request.onabort = () => broke(line);
  request.onloadend = () => clearTimeout(silence);
  request.open("POST", part().dataset.each);
  request.send(body);
  say(line, "sending");
}

function goOn() {
  clearTimeout(next);
  const line = !lineThatIs("sending") && lineThatIs("broken", "waiting");
  if (line) send(line);
}

document.addEventListener("photo-ready", (event) => {
  event.preventDefault();
  const { file, canvas } = event.detail;
  const line = part().querySelector("[data-line]").content.firstElementChild.cloneNode(true);
  if (canvas) line.querySelector("canvas").replaceWith(canvas);
  line.querySelector("[data-name]").textContent = file.name;
  for (const button of line.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${file.name}`);
  files.set(line, file);
  lines().append(line);
  say(line, "waiting");
  goOn();
});

document.addEventListener("click", (event) => {
  const line = event.target.closest?.(".photo-line");
  if (event.target.closest("[data-drop-line]")) line.remove();
  if (event.target.closest("[data-again]")) say(line, "waiting");
  if (line) goOn();
});

// With the next choice, the lines of those that have come are read
document.addEventListener("change", (event) => {
  if (!event.target.closest?.("[data-each] [data-photos]")) return;
  for (const line of lines().querySelectorAll("[data-state=sent]")) line.remove();
});

window.addEventListener("online", () => { if (lineThatIs("broken")) goOn(); });
window.addEventListener("beforeunload", (event) => { if (areOnTheWay()) event.preventDefault(); });

// Leaving the page by its own buttons would lose what is under way.
document.addEventListener("submit", (event) => {
  if (!event.target.contains(part()) || !areOnTheWay()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.dispatchEvent(new CustomEvent("toast", { detail: lines().dataset.busy }));
}, true);
