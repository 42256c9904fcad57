// Who may do what on these pages. The server decides; this only spares people buttons that would be refused.

import type { Role } from "../lib/types.ts";
import { useStore } from "../lib/store.ts";
import { sessionStore } from "./session.ts";

export type Right = "write-scripts" | "manage" | "see-settings" | "see-audit";

const rights: Record<Role, readonly Right[]> = {
  administrator: ["write-scripts", "manage", "see-settings", "see-audit"],
  supervisor: ["write-scripts", "see-settings"],
  agent: [],
};

export function may(role: Role, right: Right): boolean {
  return rights[role].includes(right);
}

export function useMay(right: Right): boolean {
  const state = useStore(sessionStore);
  return state.status === "in" && may(state.session.agent.role, right);
}
