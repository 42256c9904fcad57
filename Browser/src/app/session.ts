// Who is signed in, and requests in their name.

import { query, Refusal, request, type RequestOptions } from "../lib/http.ts";
import { localeStore } from "../lib/i18n/index.ts";
import { newIdentifier } from "../lib/identifier.ts";
import { Store } from "../lib/store.ts";
import type { About, Session } from "../lib/types.ts";

export type SessionState = { status: "unknown" } | { status: "out" } | { status: "in"; session: Session };

export const sessionStore = new Store<SessionState>({ status: "unknown" });
export const aboutStore = new Store<About | null>(null);

/** Remembers that there is a session to ask for; the cookie itself cannot be seen from here. */
const KEY = "magpie.signed-in";

sessionStore.subscribe(() => {
  const { status } = sessionStore.get();
  if (status === "in") localStorage.setItem(KEY, "yes");
  if (status === "out") localStorage.removeItem(KEY);
});

function current(): Session | null {
  const state = sessionStore.get();
  return state.status === "in" ? state.session : null;
}

async function call<Answer>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { "accept-language": localeStore.get() };
  const csrf = current()?.csrf;
  if (method !== "GET" && csrf !== undefined) headers["x-csrf-token"] = csrf;
  if (method === "POST") headers["idempotency-key"] = newIdentifier();
  const options: RequestOptions = { method, headers };
  if (body !== undefined) options.body = body;
  if (signal !== undefined) options.signal = signal;
  try {
    return await request<Answer>(path, options);
  } catch (error) {
    if (error instanceof Refusal) react(error);
    throw error;
  }
}

/** Two refusals concern the whole page: the session is over, or its password has to be changed first. */
function react(refusal: Refusal): void {
  const session = current();
  if (session == null) return;
  if (refusal.status === 401) sessionStore.set({ status: "out" });
  if (refusal.code === "password_change_required") {
    sessionStore.set({ status: "in", session: { ...session, mustChangePassword: true } });
  }
}

export const api = {
  get: <Answer>(path: string, values: Parameters<typeof query>[0] = {}, signal?: AbortSignal) =>
    call<Answer>("GET", path + query(values), undefined, signal),
  post: <Answer>(path: string, body: unknown = {}) => call<Answer>("POST", path, body),
  put: <Answer>(path: string, body: unknown) => call<Answer>("PUT", path, body),
  patch: <Answer>(path: string, body: unknown) => call<Answer>("PATCH", path, body),
  delete: <Answer>(path: string) => call<Answer>("DELETE", path),
};

/** Finds out whether the cookie of an earlier visit still holds. */
export async function restoreSession(): Promise<void> {
  if (localStorage.getItem(KEY) == null) return sessionStore.set({ status: "out" });
  try {
    sessionStore.set({ status: "in", session: await api.get<Session>("/session") });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sessionStore.set({ status: "out" });
  }
}

export async function loadAbout(): Promise<void> {
  aboutStore.set(await api.get<About>("/about"));
}

export async function signIn(login: string, password: string): Promise<void> {
  sessionStore.set({ status: "in", session: await api.post<Session>("/session", { login, password }) });
}

export async function signOut(): Promise<void> {
  await api.delete("/session");
  sessionStore.set({ status: "out" });
}

export async function changePassword(present: string, next: string): Promise<void> {
  const answer = await api.post<Session | null>("/session/password", { current: present, next });
  const session = current();
  if (answer?.agent !== undefined) sessionStore.set({ status: "in", session: answer });
  else if (session != null) sessionStore.set({ status: "in", session: { ...session, mustChangePassword: false } });
}
