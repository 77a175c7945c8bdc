// Drafts live on the server: form[data-autosave=url] is posted 1.5 s after the last key; [data-saved] says when.
const QUIET = 1500;
const RETRY = 10000;
const waiting = new WeakMap();
const saving = new WeakSet();

function say(form, state, { time = "", refusal } = {}) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  place.dataset.state = state;
  place.setAttribute("role", refusal ? "alert" : "status");
  place.textContent = refusal ?? (place.dataset[state] ?? "").replace("{time}", time);
}

function later(form, delay) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), delay));
}

function draftOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function save(form) {
  waiting.delete(form);
  if (!form.isConnected || form.dataset.sending) return;
  if (saving.has(form)) { later(form, QUIET); return; }
  saving.add(form);
  say(form, "saving");
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: draftOf(form), headers: { "X-Draft": "1" }, redirect: "manual" });
    // A redirect leads to the sign-in page: the session is over, nothing was kept and no further try would be.
    if (answer.type === "opaqueredirect") { say(form, "out"); return; }
    // A rule says no (a colleague saved it meanwhile, a number must not travel): only other words could change that.
    if (answer.status === 409) { say(form, "refused", await answer.json()); return; }
    if (!answer.ok) throw new Error(String(answer.status));
    const kept = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (kept.edition && form.elements.edition) form.elements.edition.value = kept.edition;
    const now = new Date();
    say(form, "saved", { time: `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}` });
    if (!waiting.has(form)) form.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true }));
  } catch {
    say(form, "failed");
    later(form, RETRY);
  } finally {
    saving.delete(form);
  }
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (form) later(form, QUIET);
  });
}

// The line is back: what could not be saved goes now, not at the next try.
window.addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-autosave]")) if (waiting.has(form)) later(form, 0);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-autosave]")) return;
  form.dataset.sending = "1";
  clearTimeout(waiting.get(form));
});

// A phone that turns to another app may never come back to the page.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    if (!waiting.has(form) || form.dataset.sending) continue;
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    navigator.sendBeacon(form.dataset.autosave, draftOf(form));
  }
});
