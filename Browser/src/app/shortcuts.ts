// Lets the keyboard drive the workspace.

import { useEffect } from "react";
import { currentConversation, isMine, move, resolve, resolveAndNext, take } from "../features/inbox/actions.ts";
import { insert } from "../features/inbox/drafts.ts";
import { panelStore } from "../features/inbox/store.ts";
import { type Action, actionOf, pressOf } from "../lib/keys.ts";
import type { Session } from "../lib/types.ts";
import { navigate } from "./router.tsx";
import { destinationsFor } from "./shell.tsx";

export type Layer = "commands" | "help" | "password" | null;

/** Does what a key asks for; false when it has no meaning here, so that the browser may have it. */
function perform(action: Action, session: Session, setLayer: (layer: Layer) => void): boolean {
  const current = currentConversation();
  switch (action.do) {
    case "commands":
    case "help":
      setLayer(action.do);
      return true;
    case "go": {
      const to = destinationsFor(session.agent.role).find((one) => one.page === action.page)?.to;
      if (to !== undefined) navigate(to);
      return to !== undefined;
    }
    case "next":
    case "previous":
      if (!location.pathname.startsWith("/app/inbox")) return false;
      move(action.do === "next" ? 1 : -1);
      return true;
    case "reply":
      document.getElementById("composer")?.focus();
      return true;
    case "back":
      if (current == null || matchMedia("(min-width: 721px)").matches) return false;
      navigate("/app/inbox");
      return true;
    default:
      return current != null && withConversation(action, current.id);
  }
}

function withConversation(action: Action, id: string): boolean {
  const current = currentConversation();
  if (current == null || current.state === "closed") return false;
  if (action.do === "take" && !isMine(current)) void take(id);
  else if (action.do === "resolve") void resolve(id);
  else if (action.do === "resolve-next") void resolveAndNext(id);
  else if (action.do === "suggestion" && isMine(current)) {
    const suggestion = panelStore.get()?.panel?.suggestions[action.number - 1];
    if (suggestion !== undefined) insert(id, suggestion);
  } else return false;
  return true;
}

export function useShortcuts(session: Session, layer: Layer, setLayer: (layer: Layer) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // An open layer has the keyboard to itself.
      if (event.defaultPrevented || layer != null || document.querySelector("dialog[open]") != null) return;
      const action = actionOf(pressOf(event));
      if (action != null && perform(action, session, setLayer)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [session, layer, setLayer]);
}
