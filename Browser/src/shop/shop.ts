// The demo shop: switches its language and opens the chat.

type Magpie = (command: "open") => void;

const KEY = "shop.language";

function show(language: "zh-CN" | "en"): void {
  document.documentElement.lang = language;
  const button = document.getElementById("language");
  if (button != null) button.textContent = language === "en" ? "中文" : "English";
}

function begin(): void {
  const wished = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEY) ?? navigator.language;
  let language: "zh-CN" | "en" = wished.startsWith("en") ? "en" : "zh-CN";
  show(language);
  document.getElementById("language")?.addEventListener("click", () => {
    language = language === "en" ? "zh-CN" : "en";
    localStorage.setItem(KEY, language);
    show(language);
  });
  for (const button of document.querySelectorAll("[data-chat]")) {
    button.addEventListener("click", () => (window as Window & { magpie?: Magpie }).magpie?.("open"));
  }
}

begin();
