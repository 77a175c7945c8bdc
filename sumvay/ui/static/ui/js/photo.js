// Photos: several, made ≤ 1600 px JPEG in the browser (which also drops the place they were taken), shown before sending.
const LONGEST = 1600;
const QUALITY = 0.85;
const chosen = new WeakMap();

async function pixels(file) {
  if (window.createImageBitmap) return createImageBitmap(file, { imageOrientation: "from-image" });
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  return image;
}

async function shrink(file) {
  const picture = await pixels(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return { canvas, file: new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) };
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
    const photo = await shrink(file).catch(() => ({ file }));
    chosen.get(input).push(photo);
    preview(strip, photo, drop.dataset, input);
  }
  hand(input);
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
