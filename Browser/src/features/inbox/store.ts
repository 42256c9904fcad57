// What the inbox knows, kept up to date by the feeds.

import { api, sessionStore } from "../../app/session.ts";
import { follow, listen, send } from "../../app/live.ts";
import type { ServerFrame } from "../../lib/frames.ts";
import { Store } from "../../lib/store.ts";
import { emptyThread, lastInOrder, type Thread, withMessages, withReceipt } from "../../lib/thread.ts";
import type { Conversation, Message, MessagePage, Page, Panel } from "../../lib/types.ts";
import { alertTo } from "./alerts.ts";
import { type Filter, parametersOf, withLast } from "./model.ts";

export interface OpenThread {
  conversation: string;
  thread: Thread;
  loading: boolean;
  error: unknown;
  /** Whether there may be messages before the first one held. */
  hasOlder: boolean;
  typing: string | null;
}

export const conversationsStore = new Store<ReadonlyMap<string, Conversation>>(new Map());
export const threadStore = new Store<OpenThread | null>(null);
export const panelStore = new Store<{ conversation: string; panel: Panel | null; error: unknown } | null>(null);

const PAGE = 50;
const REFRESH_MILLISECONDS = 150;
const TYPING_SHOWN_MILLISECONDS = 6_000;
const pending = new Map<string, ReturnType<typeof setTimeout>>();
let unfollow: (() => void) | null = null;
let typingTimer: ReturnType<typeof setTimeout> | undefined;

/** Starts listening; returns how to stop. */
export function startInbox(): () => void {
  const stop = listen(hear);
  return () => {
    stop();
    closeThread();
    conversationsStore.set(new Map());
    panelStore.set(null);
  };
}

export function put(conversations: readonly Conversation[]): void {
  conversationsStore.update((known) => {
    const next = new Map(known);
    for (const one of conversations) next.set(one.id, one);
    return next;
  });
}

/** Loads one page of a list; gives the ids in the server's order and where the next page begins. */
export async function loadList(filter: Filter, query: string, cursor: string | null, signal: AbortSignal) {
  const values = { ...parametersOf(filter), query, cursor, limit: PAGE };
  const page = await api.get<Page<Conversation>>("/conversations", values, signal);
  put(page.items);
  return { ids: page.items.map((one) => one.id), next: page.next };
}

export async function refresh(conversation: string): Promise<void> {
  put([await api.get<Conversation>(`/conversations/${conversation}`)]);
}

export async function openThread(conversation: string): Promise<void> {
  closeThread();
  threadStore.set({ conversation, thread: emptyThread, loading: true, error: null, hasOlder: false, typing: null });
  panelStore.set({ conversation, panel: null, error: null });
  void loadPanel(conversation);
  try {
    if (!conversationsStore.get().has(conversation)) await refresh(conversation);
    const page = await api.get<MessagePage>(`/conversations/${conversation}/messages`, { limit: PAGE });
    change(conversation, (open) => ({
      ...open,
      thread: taken(open.thread, page),
      loading: false,
      hasOlder: (page.items[0]?.seq ?? 1) > 1,
    }));
    if (threadStore.get()?.conversation === conversation) {
      unfollow = follow(`conversation/${conversation}`, () => lastInOrder(threadStore.get()?.thread ?? emptyThread));
    }
  } catch (error) {
    change(conversation, (open) => ({ ...open, loading: false, error }));
  }
}

export function closeThread(): void {
  unfollow?.();
  unfollow = null;
  threadStore.set(null);
}

export async function loadOlder(): Promise<void> {
  const open = threadStore.get();
  const before = open?.thread.messages[0]?.seq;
  if (open == null || before === undefined) return;
  const path = `/conversations/${open.conversation}/messages`;
  const page = await api.get<MessagePage>(path, { before, limit: PAGE });
  change(open.conversation, (now) => ({
    ...now,
    thread: taken(now.thread, page),
    hasOlder: page.items.length > 0 && (page.items[0]?.seq ?? 1) > 1,
  }));
}

export async function loadPanel(conversation: string): Promise<void> {
  const show = (panel: Panel | null, error: unknown) => {
    if (panelStore.get()?.conversation === conversation) panelStore.set({ conversation, panel, error });
  };
  try {
    show(await api.get<Panel>(`/conversations/${conversation}/panel`), null);
  } catch (error) {
    show(null, error);
  }
}

/** The agent has the thread before their eyes: what is shown counts as read. */
export function markRead(conversation: string, seq: number): void {
  const known = conversationsStore.get().get(conversation);
  if (known === undefined || (known.readByAgent >= seq && known.unread === 0)) return;
  put([{ ...known, readByAgent: seq, unread: 0 }]);
  if (send({ type: "read", conversation, seq })) return;
  // Told again with the next message if it gets lost.
  api.post(`/conversations/${conversation}/receipts`, { delivered: seq, read: seq }).catch(() => undefined);
}

function taken(thread: Thread, page: MessagePage): Thread {
  let next = withMessages(thread, page.items);
  const receipts = page.receipts;
  if (receipts == null) return next;
  next = withReceipt(next, "customer", receipts.customer.delivered, receipts.customer.read);
  return withReceipt(next, "agent", receipts.agent.delivered, receipts.agent.read);
}

function change(conversation: string, with_: (open: OpenThread) => OpenThread): void {
  const open = threadStore.get();
  if (open?.conversation === conversation) threadStore.set(with_(open));
}

function hear(frame: ServerFrame): void {
  if (frame.type === "message") arrived(frame.message);
  else if (frame.type === "followed" && frame.topic.startsWith("feed/")) {
    // What happened between loading a list and following its feed is in neither; so the list is read once more.
    const scope = frame.topic === "feed/queue" ? "queue" : "mine";
    soon(`list ${scope}`, async () => {
      await loadList({ scope, state: "active" }, "", null, new AbortController().signal);
    });
  } else if (frame.type === "feed") entry(frame.kind, frame.conversation, frame.data);
  else if (frame.type === "receipt") {
    change(frame.conversation, (open) => ({
      ...open,
      thread: withReceipt(open.thread, frame.by, frame.delivered, frame.read),
    }));
  } else if (frame.type === "typing" && frame.by === "customer") {
    showTyping(frame.conversation, frame.on ? frame.name ?? "" : null);
  }
}

function entry(kind: string, conversation: string | null, data: unknown): void {
  if (kind === "message") arrived(data as Message);
  else if (conversation != null) {
    if (kind !== "suggested") soon(`item ${conversation}`, () => refresh(conversation));
    if (panelStore.get()?.conversation === conversation) {
      soon(`panel ${conversation}`, () => loadPanel(conversation));
    }
  }
}

function arrived(message: Message): void {
  const id = message.conversation;
  change(id, (open) => ({ ...open, thread: withMessages(open.thread, [message]) }));
  if (message.author.kind === "customer") showTyping(id, null);
  const known = conversationsStore.get().get(id);
  if (known === undefined) {
    return soon(`item ${id}`, async () => {
      await refresh(id);
      react(conversationsStore.get().get(id), message);
    });
  }
  const after = withLast(known, message);
  if (after === known) return;
  put([after]);
  react(after, message);
}

/** A customer wrote to one of my conversations: it has reached me, and I am called. */
function react(conversation: Conversation | undefined, message: Message): void {
  const state = sessionStore.get();
  if (conversation === undefined || state.status !== "in" || message.author.kind !== "customer") return;
  if (conversation.agent?.id !== state.session.agent.id) return;
  send({ type: "delivered", conversation: conversation.id, seq: message.seq });
  alertTo(conversation);
}

function showTyping(conversation: string, typing: string | null): void {
  clearTimeout(typingTimer);
  change(conversation, (open) => ({ ...open, typing }));
  if (typing != null) typingTimer = setTimeout(() => showTyping(conversation, null), TYPING_SHOWN_MILLISECONDS);
}

/** Several entries about one conversation often come at once; one request answers them all. */
function soon(key: string, run: () => Promise<void>): void {
  if (pending.has(key)) return;
  pending.set(
    key,
    setTimeout(() => {
      pending.delete(key);
      // The next entry or a reload of the page repeats it.
      run().catch(() => undefined);
    }, REFRESH_MILLISECONDS),
  );
}
