// The inbox's rules: which conversation belongs into which list, in which order, and what a message changes.

import type { Outbox, Unsent } from "../../lib/outbox.ts";
import { type Thread, type Tick, tickOf } from "../../lib/thread.ts";
import type { Conversation, Message } from "../../lib/types.ts";

export type Scope = "mine" | "queue" | "all";
export type StateFilter = "active" | "closed";

export interface Filter {
  scope: Scope;
  state: StateFilter;
}

/** What the server calls the same filter. */
export function parametersOf(filter: Filter): { scope: Scope; state: string } {
  if (filter.state === "closed") return { scope: filter.scope, state: "closed" };
  return { scope: filter.scope, state: filter.scope === "queue" ? "waiting" : "open" };
}

export function belongs(conversation: Conversation, filter: Filter, me: string): boolean {
  if ((conversation.state === "closed") !== (filter.state === "closed")) return false;
  if (filter.scope === "mine") return conversation.agent?.id === me;
  if (filter.scope === "queue") return conversation.state === "waiting" && conversation.agent == null;
  return true;
}

/** Newest first; equal times by number, so that the order never flickers. */
export function inOrder(conversations: Iterable<Conversation>): Conversation[] {
  return [...conversations].sort((left, right) => {
    const [one, other] = [left.lastAt ?? left.openedAt, right.lastAt ?? right.openedAt];
    return one === other ? right.number - left.number : (one < other ? 1 : -1);
  });
}

/** The conversation after a message of it arrived; a message already counted changes nothing. */
export function withLast(conversation: Conversation, message: Message): Conversation {
  if (message.seq <= conversation.lastSeq) return conversation;
  const counts = message.author.kind === "customer" && message.kind === "text";
  return {
    ...conversation,
    lastSeq: message.seq,
    lastText: message.text,
    lastAuthor: message.author.kind,
    lastAt: message.at,
    unread: conversation.unread + (counts ? 1 : 0),
  };
}

/** The neighbour in the list, for Alt+J and Alt+K; null at its end. */
export function neighbour(list: readonly Conversation[], current: string | null, step: 1 | -1): Conversation | null {
  const index = list.findIndex((one) => one.id === current);
  if (index === -1) return (step === 1 ? list[0] : list.at(-1)) ?? null;
  return list[index + step] ?? null;
}

export function unreadTotal(conversations: Iterable<Conversation>, me: string): number {
  let total = 0;
  for (const one of conversations) {
    if (one.agent?.id === me && one.state !== "closed") total += one.unread;
  }
  return total;
}

export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "event"; key: string; message: Message }
  | { kind: "message"; key: string; message: Message; mine: boolean; first: boolean; tick: Tick | null }
  | { kind: "unsent"; key: string; entry: Unsent };

const GROUP_MILLISECONDS = 5 * 60_000;

/** The thread as rows: days set apart, messages of one author close together, the unsent at the end. */
export function rowsOf(thread: Thread, conversation: string, box: Outbox): Row[] {
  const rows: Row[] = [];
  const arrived = new Set<string | null>();
  let before: Message | null = null;
  for (const message of thread.messages) {
    arrived.add(message.clientId);
    const newDay = before == null || dayOf(before.at) !== dayOf(message.at);
    if (newDay) rows.push({ kind: "day", key: `day-${message.seq}`, at: message.at });
    if (message.kind === "event" || message.author.kind === "system") {
      rows.push({ kind: "event", key: message.id, message });
      before = message;
      continue;
    }
    const first = newDay || before == null || !sameGroup(before, message);
    const mine = message.author.kind !== "customer";
    const tick = mine ? tickOf(message.seq, thread.receipts.customer) : null;
    rows.push({ kind: "message", key: message.clientId ?? message.id, message, mine, first, tick });
    before = message;
  }
  for (const entry of box) {
    if (entry.conversation === conversation && !arrived.has(entry.id)) {
      rows.push({ kind: "unsent", key: entry.id, entry });
    }
  }
  return rows;
}

function sameGroup(before: Message, after: Message): boolean {
  return before.kind === "text" && before.author.kind === after.author.kind && before.author.id === after.author.id &&
    Date.parse(after.at) - Date.parse(before.at) < GROUP_MILLISECONDS;
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}
