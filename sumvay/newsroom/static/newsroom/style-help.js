// Remarks of the style help beside the text they are about: a press puts a better wording at its place, and says so.
let asked = "";
let followed = "";

const area = () => document.querySelector("textarea[name=text]");
const rows = (which = "") => [...document.querySelectorAll(`#remarks [data-remark]${which}`)];
const OPEN = ":not([data-closed])";

function close(row, word) {
  row.dataset.closed = "";
  row.querySelector("[data-take-over]")?.remove();
  if (word === "taken") row.querySelector("[data-leave]").remove();
  row.querySelector(`[data-${word}]`).hidden = false;
}

// What stands before or behind a change has kept its letters; what the change touched is no longer known.
function follow() {
  const now = area().value;
  if (now === followed) return;
  const least = Math.min(now.length, followed.length);
  let head = 0;
  while (head < least && now[head] === followed[head]) head += 1;
  let tail = 0;
  while (tail < least - head && now.at(-1 - tail) === followed.at(-1 - tail)) tail += 1;
  for (const row of rows(OPEN)) {
    const [start, end] = [Number(row.dataset.start), Number(row.dataset.end)];
    if (end <= head) continue;
    if (start < followed.length - tail) { close(row, "lost"); continue; }
    row.dataset.start = start + now.length - followed.length;
    row.dataset.end = end + now.length - followed.length;
  }
  followed = now;
}

// The server counts letters, the browser halves of the rare ones that need two.
function settle() {
  const at = [0];
  for (const letter of asked) at.push(at.at(-1) + letter.length);
  for (const row of rows(OPEN)) {
    [row.dataset.start, row.dataset.end] = [at[row.dataset.start], at[row.dataset.end]];
    if (asked.slice(row.dataset.start, row.dataset.end) !== row.dataset.found) close(row, "lost");
  }
  followed = asked;
  follow();
}

function takeOver(row) {
  const { start, end, found, better } = row.dataset;
  if (area().value.slice(start, end) !== found) { close(row, "lost"); return; }
  close(row, "taken");
  area().setRangeText(better, Number(start), Number(end), "preserve");
  // Followed, kept and guarded like what is typed
  area().dispatchEvent(new Event("input", { bubbles: true }));
}

function goOn(row) {
  const all = rows();
  const place = all.indexOf(row);
  const rest = [...all.slice(place + 1), ...all.slice(0, place)];
  const next = rest.map((other) => other.querySelector("button")).find(Boolean);
  (next ?? document.querySelector("#remarks h2")).focus();
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.target?.id !== "remarks") return;
  const typed = area().value;
  // As the server keeps it: composed letters
  if (typed.normalize("NFC") !== typed) area().value = typed.normalize("NFC");
  asked = area().value;
});

document.addEventListener("htmx:load", (event) => { if (event.target.id === "remarks") settle(); });
document.addEventListener("input", (event) => { if (event.target === area()) follow(); });

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("#remarks [data-remark]");
  const isTaken = row && event.target.closest("[data-take-over]");
  if (!isTaken && !(row && event.target.closest("[data-leave]"))) return;
  if (isTaken) takeOver(row);
  goOn(row);
  if (!isTaken) row.remove();
});
