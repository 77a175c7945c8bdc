// A piece's page: says that it was opened (no cookie, no name), and shows the buttons that need a script.
const script = document.querySelector("script[data-read]");

function told() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", told);
  navigator.sendBeacon?.(script.dataset.read);
}

if (script) {
  document.addEventListener("visibilitychange", told);
  told();
}

// A live event: is there something newer than what is shown? Asked while the reader looks, and not for ever
const LIVE_EVERY = 30_000;
const live = document.querySelector("[data-live]");
let looks = 0;

async function look() {
  if (document.visibilityState === "visible") {
    looks += 1;
    const answer = await fetch(location.pathname, { cache: "no-cache" }).catch(() => null);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
      const now = page.querySelector("[data-live]")?.dataset.live;
      if (now && now !== live.dataset.live) {
        live.hidden = false;
        return;
      }
    }
  }
  if (looks < 240) setTimeout(look, LIVE_EVERY);
}

if (live) {
  live.querySelector("button").addEventListener("click", () => location.reload());
  setTimeout(look, LIVE_EVERY);
}

// A film elsewhere: only the press fetches anything from there
for (const facade of document.querySelectorAll("a[data-frame]")) {
  facade.addEventListener("click", (press) => {
    if (press.metaKey || press.ctrlKey || press.shiftKey) return;
    press.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = "player player--playing";
    frame.title = facade.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    // The player refuses to play for nobody in particular
    frame.referrerPolicy = "strict-origin";
    frame.src = `${facade.dataset.frame}?autoplay=1`;
    facade.replaceWith(frame);
    frame.focus();
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    // The reader may close the sheet again: that is no fault
    navigator.share({ title: button.dataset.title, url: button.dataset.address }).catch(() => {});
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // In a chat app's browser the clipboard is closed: the old way
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

for (const button of document.querySelectorAll("[data-copy-address]")) {
  const word = button.querySelector("span");
  const before = word.textContent;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copied(button.dataset.copyAddress))) return;
    word.textContent = button.dataset.done;
    setTimeout(() => (word.textContent = before), 2500);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
