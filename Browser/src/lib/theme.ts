// Light, dark, or as the device has it.

export type Theme = "system" | "light" | "dark";

const KEY = "magpie.theme";

export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

export function applyStoredTheme(): void {
  const theme = storedTheme();
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function setTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  applyStoredTheme();
  dispatchEvent(new Event("magpie-theme"));
}

/** Follows the device while the choice is "system"; returns how to stop. */
export function watchTheme(changed: () => void): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const run = () => {
    applyStoredTheme();
    changed();
  };
  query.addEventListener("change", run);
  addEventListener("magpie-theme", changed);
  return () => {
    query.removeEventListener("change", run);
    removeEventListener("magpie-theme", changed);
  };
}
