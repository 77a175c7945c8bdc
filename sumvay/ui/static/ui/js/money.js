// Echoes an amount in words while it is typed: "350 triệu" → "ba trăm năm mươi triệu đồng". The server's reader decides.
const UNITS = { k: 1e3, nghin: 1e3, ngan: 1e3, tr: 1e6, trieu: 1e6, ty: 1e9, ti: 1e9 };
const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const LARGEST = 1e15;

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d").toLowerCase();

function number(text, scaled) {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}\.\d{3}$/.test(text) && scaled) return NaN;
  if (/^\d{1,3}([. ]\d{3})+$/.test(text)) return Number(text.replace(/[. ]/g, ""));
  const parts = /^(\d{1,3}(?:\.\d{3})+|\d+)[,](\d+)$/.exec(text) ?? /^(\d+)[.](\d+)$/.exec(text);
  return parts && scaled ? Number(`${parts[1].replaceAll(".", "")}.${parts[2]}`) : NaN;
}

// Gives whole đồng, or NaN for what has no reading or two.
export function readMoney(typed) {
  let rest = fold(typed).replace(/\s+/g, " ").trim().replace(/ ?(dong|vnd|₫|d)$/, "");
  let total = 0;
  let last = Infinity;
  const term = /^ ?(\d[\d.,]*(?: \d{3})*) ?(trieu|nghin|ngan|tr|ty|ti|k)(?![a-z])/;
  for (let found = term.exec(rest); found; found = term.exec(rest)) {
    const unit = UNITS[found[2]];
    if (unit >= last) return NaN;
    total += number(found[1], true) * unit;
    last = unit;
    rest = rest.slice(found[0].length);
  }
  rest = rest.trim();
  if (last === Infinity) return Math.round(number(rest, false));
  if (rest === "ruoi") total += last / 2;
  else if (/^\d$|^\d{3}$/.test(rest)) total += Number(`0.${rest}`) * last;
  else if (rest) return NaN;
  return Math.round(total);
}

function belowHundred(value, after) {
  const tens = Math.floor(value / 10);
  const units = value % 10;
  if (!tens) return units ? [...(after ? ["lẻ"] : []), DIGITS[units]] : [];
  const words = tens === 1 ? ["mười"] : [DIGITS[tens], "mươi"];
  if (!units) return words;
  if (units === 5) return [...words, "lăm"];
  return [...words, units === 1 && tens > 1 ? "mốt" : DIGITS[units]];
}

function group(value, after) {
  const hundreds = Math.floor(value / 100);
  const words = hundreds || after ? [DIGITS[hundreds], "trăm"] : [];
  return [...words, ...belowHundred(value % 100, words.length > 0)];
}

function words(value, after = false) {
  const said = value >= 1e9 ? [...words(Math.floor(value / 1e9), after), "tỷ"] : [];
  let rest = value % 1e9;
  for (const [size, name] of [[1e6, "triệu"], [1e3, "nghìn"], [1, ""]]) {
    const part = Math.floor(rest / size);
    rest %= size;
    if (part) said.push(...group(part, after || said.length > 0), ...(name ? [name] : []));
  }
  return said;
}

export const inWords = (dong) => `${words(dong).join(" ") || DIGITS[0]} đồng`;

function echo(input) {
  const place = document.getElementById(input.dataset.money);
  if (!place) return;
  const dong = readMoney(input.value);
  const unclear = Boolean(input.value.trim()) && !(dong <= LARGEST);
  place.classList.toggle("money__words--unclear", unclear);
  place.textContent = !input.value.trim() ? "" : unclear ? place.dataset.unclear : inWords(dong);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-money]")) echo(event.target);
});
document.querySelectorAll("[data-money]:not([aria-invalid])").forEach(echo);
