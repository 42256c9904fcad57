// What an agent does with a conversation.

import { navigate } from "../../app/router.tsx";
import { api, sessionStore } from "../../app/session.ts";
import { t } from "../../lib/i18n/index.ts";
import { Store } from "../../lib/store.ts";
import type { Conversation } from "../../lib/types.ts";
import { attempt } from "../../ui/toast.tsx";
import { neighbour } from "./model.ts";
import { conversationsStore, refresh } from "./store.ts";

/** The list as it is shown, for "next" and "previous". */
export const shownStore = new Store<readonly Conversation[]>([]);

export function currentConversation(): Conversation | null {
  const id = /^\/app\/inbox\/([^/]+)$/.exec(location.pathname)?.[1];
  return id === undefined ? null : conversationsStore.get().get(id) ?? null;
}

export function isMine(conversation: Conversation): boolean {
  const state = sessionStore.get();
  return state.status === "in" && conversation.agent?.id === state.session.agent.id;
}

export async function take(id: string): Promise<void> {
  await attempt(async () => {
    await api.post(`/conversations/${id}/take`);
    await refresh(id);
  }, t("taken"));
  document.getElementById("composer")?.focus();
}

export async function resolve(id: string): Promise<boolean> {
  const done = await attempt(async () => {
    await api.post(`/conversations/${id}/resolve`);
    await refresh(id);
    return true;
  }, t("resolved"));
  return done === true;
}

export async function transfer(id: string, agent: { id: string; name: string }): Promise<void> {
  await attempt(async () => {
    await api.post(`/conversations/${id}/transfer`, { agent: agent.id });
    await refresh(id);
  }, t("transferred", { name: agent.name }));
}

export function move(step: 1 | -1): void {
  const current = currentConversation();
  const next = neighbour(shownStore.get(), current?.id ?? null, step);
  if (next != null) navigate(`/app/inbox/${next.id}`);
}

export async function resolveAndNext(id: string): Promise<void> {
  const next = neighbour(shownStore.get(), id, 1) ?? neighbour(shownStore.get(), id, -1);
  if (await resolve(id)) navigate(next == null ? "/app/inbox" : `/app/inbox/${next.id}`);
}
