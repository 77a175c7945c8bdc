// Photos: several, made ≤ 1600 px JPEG in the browser (which also drops the place they were taken), shown before sending.
// Whoever sends each by itself takes it ("photo-ready", default prevented); the others wait in the input for the press.
// An input with data-longest asks for larger ones, to be printed; over a line known to be slow it gets the small ones.
const LONGEST = 1600;
const QUALITY = 0.85;
const PRINTED = 0.9;
const SHOWN = 240;
const chosen = new WeakMap();

async function pixels(file) {
  if (window.createImageBitmap) return createImageBitmap(file, { imageOrientation: "from-image" });
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  return image;
}

function isSlow() {
  const line = navigator.connection;
  return Boolean(line?.saveData || /^(slow-2g|2g|3g)$/.test(line?.effectiveType ?? ""));
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function shrink(file, asked) {
  const picture = await pixels(file);
  const printed = Number(asked) > LONGEST && !isSlow();
  const large = drawn(picture, printed ? Number(asked) : LONGEST);
  const blob = await new Promise((done) => large.toBlob(done, "image/jpeg", printed ? PRINTED : QUALITY));
  const canvas = drawn(large, SHOWN);
  // Phones have room for few large drawings at once
  large.width = large.height = 0;
  picture.close?.();
  return { canvas, file: new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) };
}

// The day on which cameras say a photo was taken, "2026-11-05"; the first of those it names
async function dayOf(file) {
  const head = new TextDecoder("latin1").decode(await file.slice(0, 131072).arrayBuffer());
  const days = [...head.matchAll(/(20\d\d):(0\d|1[0-2]):([0-3]\d) \d\d:\d\d:\d\d/g)].map(([, year, month, day]) => `${year}-${month}-${day}`);
  return days.sort()[0] ?? "";
}

// An input with data-day names the field of its form that is filled in with that day, as long as nobody has typed there
async function fillDay(input, file) {
  const field = input.form?.elements[input.dataset.day];
  const day = field && (await dayOf(file));
  if (!day || day > field.defaultValue || field.value !== field.defaultValue) return;
  field.value = day;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function hand(input) {
  const files = new DataTransfer();
  for (const photo of chosen.get(input)) files.items.add(photo.file);
  input.files = files.files;
}

function preview(strip, photo, words, input) {
  const item = document.createElement("li");
  item.className = "photos__item";
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "photos__drop";
  remove.textContent = "✕";
  remove.setAttribute("aria-label", words.remove);
  remove.onclick = () => {
    chosen.set(input, chosen.get(input).filter((other) => other !== photo));
    hand(input);
    item.remove();
  };
  const size = document.createElement("span");
  size.className = "photos__state";
  size.textContent = `${Math.max(1, Math.round(photo.file.size / 1024))} kB`;
  item.append(photo.canvas ?? document.createElement("canvas"), remove, size);
  strip.append(item);
}

async function take(drop, input) {
  const strip = drop.parentElement.querySelector("[data-photo-strip]");
  const added = [...input.files];
  const kept = chosen.get(input) ?? [];
  chosen.set(input, kept);
  const title = drop.querySelector(".drop__title");
  title.dataset.before ??= title.textContent;
  title.textContent = drop.dataset.working;
  drop.setAttribute("aria-busy", "true");
  for (const file of added) {
    // A picture this browser cannot open goes as it is: the server shrinks and cleans it too.
    const photo = await shrink(file, input.dataset.longest).catch(() => ({ file }));
    if (!drop.dispatchEvent(new CustomEvent("photo-ready", { bubbles: true, cancelable: true, detail: photo }))) continue;
    chosen.get(input).push(photo);
    preview(strip, photo, drop.dataset, input);
  }
  hand(input);
  if (input.dataset.day && added.length) await fillDay(input, added[0]);
  title.textContent = title.dataset.before;
  drop.removeAttribute("aria-busy");
}

document.addEventListener("change", (event) => {
  const drop = event.target.closest?.("[data-photos]");
  if (drop && event.target.type === "file") take(drop, event.target);
});

// Nothing is sent while a photo is still being made smaller.
document.addEventListener("submit", (event) => {
  if (event.target.querySelector("[data-photos][aria-busy]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
