// Light, dark or as the device: kept in a cookie, so the server draws the page right the first time.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-theme-set]");
  if (!button) return;
  const chosen = button.dataset.themeSet;
  const age = chosen === "auto" ? 0 : 31536000;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${chosen}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  document.documentElement.dataset.theme = chosen === "auto" ? "" : chosen;
  for (const other of document.querySelectorAll("[data-theme-set]")) {
    other.setAttribute("aria-pressed", String(other.dataset.themeSet === chosen));
  }
  document.dispatchEvent(new CustomEvent("theme"));
});
