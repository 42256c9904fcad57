// The workspace's one live connection and what waits to be sent over it.

import { later, openSocket } from "../lib/browser.ts";
import { Courier } from "../lib/courier.ts";
import { type ClientFrame, isFinal, type ServerFrame } from "../lib/frames.ts";
import { isTransient, Refusal } from "../lib/http.ts";
import { Link, type LinkState } from "../lib/link.ts";
import { type Outbox, restore, type Unsent } from "../lib/outbox.ts";
import { Store } from "../lib/store.ts";
import type { FeedEntry, Message, MessagePage, Session } from "../lib/types.ts";
import { api, restoreSession, sessionStore } from "./session.ts";

export const linkStore = new Store<LinkState>("connecting");
export const outboxStore = new Store<Outbox>([]);

type Listener = (frame: ServerFrame) => void;

const listeners = new Set<Listener>();
/** The last number seen of each feed. */
const positions = new Map<string, number>();
let link: Link | null = null;
let courier: Courier | null = null;

/** Hears every frame, whether it came over the socket or by a poll; returns how to stop. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startLive(session: Session): void {
  if (link != null) return;
  const key = `magpie.outbox.${session.agent.id}`;
  link = new Link({
    open: openSocket,
    hello: () => ({ type: "hello", v: 1 }),
    renew: renewSession,
    poll,
    frame: hear,
    state: (state) => {
      linkStore.set(state);
      if (state === "live" || state === "polling") courier?.reconnected();
    },
    later,
    chance: Math.random,
  });
  courier = new Courier({
    send: (frame) => link?.send(frame) ?? false,
    mayPost: () => linkStore.get() === "polling" || linkStore.get() === "offline",
    post,
    refusal: (error) => error instanceof Refusal && !isTransient(error) ? error.message : null,
    changed: (box) => {
      outboxStore.set(box);
      if (box.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(box));
    },
    now: Date.now,
    later,
  }, restore(localStorage.getItem(key)));
  outboxStore.set(courier.unsent);
  for (const topic of [`feed/${session.agent.id}`, "feed/queue"]) follow(topic);
  link.start();
}

export function stopLive(): void {
  link?.stop();
  link = null;
  courier = null;
  positions.clear();
  outboxStore.set([]);
}

export const wake = () => link?.wake();
export const lost = () => link?.lost();

/** Follows a feed from its current end, or any topic from the number `after` gives. */
export function follow(topic: string, after?: () => number | null): () => void {
  link?.follow(topic, after ?? (() => positions.get(topic) ?? null));
  return () => link?.unfollow(topic);
}

export const send = (frame: ClientFrame) => link?.send(frame) ?? false;

export const outgoing = {
  write: (conversation: string, text: string) => courier?.write(conversation, text) ?? null,
  retry: (id: string) => courier?.retry(id),
  drop: (id: string) => courier?.drop(id),
};

function hear(frame: ServerFrame): void {
  if (
    frame.type === "followed" && frame.at != null && frame.topic.startsWith("feed/") && !positions.has(frame.topic)
  ) {
    positions.set(frame.topic, frame.at);
  }
  if (frame.type === "feed") {
    // A feed that was followed again may repeat its last entries.
    if (frame.number <= (positions.get(frame.topic) ?? 0)) return;
    positions.set(frame.topic, frame.number);
  }
  if (frame.type === "ack") courier?.acknowledged(frame.id);
  if (frame.type === "error" && frame.id != null && isFinal(frame.code)) courier?.refused(frame.id, frame.message);
  for (const listener of [...listeners]) listener(frame);
}

async function renewSession(): Promise<void> {
  await restoreSession();
  if (sessionStore.get().status !== "in") throw new Error("signed out");
}

async function post(entry: Unsent): Promise<void> {
  const conversation = entry.conversation ?? "";
  const body = { id: entry.id, text: entry.text };
  const { message } = await api.post<{ message: Message }>(`/conversations/${conversation}/messages`, body);
  hear({ type: "message", topic: `conversation/${conversation}`, message });
  hear({ type: "ack", id: entry.id, conversation, seq: message.seq, at: message.at });
}

async function poll(topic: string, after: number | null, wait: number, signal: AbortSignal): Promise<ServerFrame[]> {
  const [kind, id = ""] = topic.split("/");
  if (kind === "conversation") {
    const page = await api.get<MessagePage>(`/conversations/${id}/messages`, { after: after ?? 0, wait }, signal);
    const frames: ServerFrame[] = page.items.map((message) => ({ type: "message", topic, message }));
    if (page.receipts != null) {
      frames.push({ type: "receipt", conversation: id, by: "customer", ...page.receipts.customer });
    }
    return frames;
  }
  const page = await api.get<{ items: FeedEntry[]; last: number }>(`/feeds/${id}`, { after, wait }, signal);
  if (after == null) positions.set(topic, page.last);
  return page.items.map((entry) => ({ type: "feed", topic, ...entry }));
}
