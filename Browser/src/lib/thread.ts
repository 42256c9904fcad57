// One conversation's messages in order, whichever way and however often they arrived.

import type { Message, Receipts } from "./types.ts";

export interface Thread {
  /** Ascending by seq, each seq once. */
  messages: readonly Message[];
  receipts: Receipts;
}

const NOBODY: Receipts = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } };

export const emptyThread: Thread = { messages: [], receipts: NOBODY };

/** Takes messages in; what is already there stays, so a message shown never changes its place. */
export function withMessages(thread: Thread, arrived: readonly Message[]): Thread {
  const known = new Set(thread.messages.map((message) => message.seq));
  const fresh = arrived.filter((message) => !known.has(message.seq) && known.add(message.seq));
  if (fresh.length === 0) return thread;
  const messages = [...thread.messages, ...fresh].sort((left, right) => left.seq - right.seq);
  return { ...thread, messages };
}

/** The last number without a gap before it, counted from the first message held; null when none is held. */
export function lastInOrder(thread: Thread): number | null {
  let last: number | null = null;
  for (const message of thread.messages) {
    if (last != null && message.seq !== last + 1) break;
    last = message.seq;
  }
  return last;
}

export function lastSeq(thread: Thread): number {
  return thread.messages.at(-1)?.seq ?? 0;
}

/** Marks only rise: a late receipt never takes a tick away. */
export function withReceipt(
  thread: Thread,
  by: "customer" | "agent",
  delivered: number | null | undefined,
  read: number | null | undefined,
): Thread {
  const before = thread.receipts[by];
  const after = {
    delivered: Math.max(before.delivered, delivered ?? 0, read ?? 0),
    read: Math.max(before.read, read ?? 0),
  };
  if (after.delivered === before.delivered && after.read === before.read) return thread;
  return { ...thread, receipts: { ...thread.receipts, [by]: after } };
}

export type Tick = "sent" | "delivered" | "read";

/** How far one of our messages got with the other side. */
export function tickOf(seq: number, other: { delivered: number; read: number }): Tick {
  if (seq <= other.read) return "read";
  return seq <= other.delivered ? "delivered" : "sent";
}
