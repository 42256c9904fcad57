// The page inside the widget's frame.

import { hostOrigin } from "./model.ts";
import { chooseLocale, stringsFor } from "./strings.ts";
import { View } from "./view.ts";
import { type Identity, type Shelf, Visit } from "./visit.ts";

/** The frame's storage, or a stand-in for as long as the page lives where the browser blocks it. */
function openShelf(): Shelf {
  const memory = new Map<string, string>();
  return {
    get: (key) => {
      try {
        return localStorage.getItem(key);
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set: (key, value) => {
      try {
        if (value == null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        if (value == null) memory.delete(key);
        else memory.set(key, value);
      }
    },
  };
}

function identityIn(value: unknown): Identity | null {
  const user = value as Partial<Identity> | null;
  if (typeof user?.id !== "string" || typeof user.hash !== "string") return null;
  return typeof user.name === "string"
    ? { id: user.id, hash: user.hash, name: user.name }
    : { id: user.id, hash: user.hash };
}

function main(root: HTMLElement): void {
  const parameters = new URLSearchParams(location.search);
  const locale = chooseLocale([parameters.get("locale"), ...navigator.languages]);
  const host = hostOrigin(parameters.get("host"));
  const framed = window.parent !== window && host != null;
  document.documentElement.lang = locale;
  document.title = stringsFor(locale).title;

  const tell = (message: unknown) => {
    if (framed) window.parent.postMessage(message, host);
  };
  let unread = -1;
  const visit = new Visit(parameters.get("channel") ?? "", locale, openShelf(), () => {
    view.draw(visit.link.state);
    if (visit.unread !== unread) tell({ type: "unread", count: unread = visit.unread });
  });
  const view = new View(root, visit, stringsFor(locale), locale, framed ? () => tell({ type: "close" }) : null);
  view.draw(visit.link.state);

  let visible = !framed;
  addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== host) return;
    const message = event.data as { type?: string; on?: boolean; user?: unknown } | null;
    if (message?.type === "visible") {
      visit.look(visible = message.on === true);
      if (visible) view.focus();
    } else if (message?.type === "identify") {
      const identity = identityIn(message.user);
      if (identity != null) visit.identify(identity);
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) tell({ type: "close" });
  });
  addEventListener("online", () => visit.link.wake());
  addEventListener("offline", () => visit.link.lost());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) visit.link.wake();
    visit.look(visible);
  });
  if (visible) visit.look(true);
  else if (visit.isKnown) void visit.begin();
  tell({ type: "ready" });
}

const root = document.getElementById("chat");
if (root != null) main(root);
