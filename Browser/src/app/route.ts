// The addresses of the workspace.

export type SettingsTab = "agents" | "skills" | "channels" | "webhooks" | "parked" | "demo";

export type Route =
  | { page: "home" }
  | { page: "sign-in" }
  | { page: "inbox"; conversation: string | null }
  | { page: "pipeline" }
  | { page: "board" }
  | { page: "scripts" }
  | { page: "settings"; tab: SettingsTab }
  | { page: "audit" }
  | { page: "missing" };

const TABS: readonly SettingsTab[] = ["agents", "skills", "channels", "webhooks", "parked", "demo"];

export function parseRoute(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return { page: "home" };
  if (parts[0] === "sign-in" && parts.length === 1) return { page: "sign-in" };
  if (parts[0] !== "app") return { page: "missing" };
  const [, page = "inbox", rest] = parts;
  if (page === "inbox" && parts.length <= 3) return { page, conversation: rest ?? null };
  if (page === "settings" && parts.length <= 3) {
    const tab = TABS.find((one) => one === (rest ?? "agents"));
    return tab === undefined ? { page: "missing" } : { page, tab };
  }
  if (parts.length > 2) return { page: "missing" };
  return page === "pipeline" || page === "board" || page === "scripts" || page === "audit"
    ? { page }
    : { page: "missing" };
}

/** Where to go after signing in: only into our own workspace, whatever the address claims. */
export function safeReturn(wish: string | null): string {
  return wish != null && /^\/app(\/|$|\?)/.test(wish) ? wish : "/app/inbox";
}
