// What the widget shows, computed from what it knows; nothing here touches the page.

import type { Outbox } from "../lib/outbox.ts";
import { type Thread, type Tick, tickOf } from "../lib/thread.ts";
import { shown } from "../lib/placeholder.ts";
import type { Message } from "../lib/types.ts";

/** A conversation of this visitor, oldest first in a list of them. */
export interface Chapter {
  id: string;
  thread: Thread;
  closed: boolean;
}

export type Row =
  | { kind: "greeting"; key: string; text: string }
  | { kind: "divider"; key: string }
  | { kind: "event"; key: string; text: string; at: string }
  | { kind: "theirs"; key: string; text: string; at: string; author: "agent" | "bot"; name: string | null }
  | { kind: "mine"; key: string; text: string; at: string; tick: Tick }
  | { kind: "unsent"; key: string; text: string; refused: string | null };

export function rowsOf(greeting: string, chapters: readonly Chapter[], box: Outbox): Row[] {
  const rows: Row[] = greeting === "" ? [] : [{ kind: "greeting", key: "greeting", text: greeting }];
  const arrived = new Set<string>();
  chapters.forEach((chapter, index) => {
    if (index > 0) rows.push({ kind: "divider", key: `divider-${chapter.id}` });
    for (const message of chapter.thread.messages) {
      if (message.clientId != null) arrived.add(message.clientId);
      rows.push(rowOf(message, chapter));
    }
  });
  for (const entry of box) {
    // A message may come back through the conversation before its acknowledgement does.
    if (arrived.has(entry.id)) continue;
    rows.push({ kind: "unsent", key: entry.id, text: entry.text, refused: entry.refused });
  }
  return rows;
}

function rowOf(message: Message, chapter: Chapter): Row {
  const { at, author } = message;
  const text = shown(message.text);
  const key = message.clientId ?? message.id;
  if (message.kind === "event" || author.kind === "system") return { kind: "event", key, text, at };
  if (author.kind === "customer") {
    return { kind: "mine", key, text, at, tick: tickOf(message.seq, chapter.thread.receipts.agent) };
  }
  return { kind: "theirs", key, text, at, author: author.kind, name: author.name };
}

/** How many messages of the other side came after the last one the visitor has seen. */
export function unreadOf(chapter: Chapter | undefined, readSeq: number): number {
  if (chapter === undefined) return 0;
  return chapter.thread.messages.filter((message) =>
    message.seq > readSeq && message.kind === "text" && message.author.kind !== "customer"
  ).length;
}

/** What to tell the server has been delivered and read, or null when it knows already. */
export function receiptDue(
  chapter: Chapter | undefined,
  told: { delivered: number; read: number },
  looking: boolean,
): { delivered: number; read: number } | null {
  const last = chapter?.thread.messages.at(-1)?.seq ?? 0;
  const delivered = Math.max(told.delivered, last);
  const read = looking ? Math.max(told.read, last) : told.read;
  return delivered > told.delivered || read > told.read ? { delivered, read } : null;
}

/** The host page's origin, to which alone we speak; null when the address gives none that is valid. */
export function hostOrigin(parameter: string | null): string | null {
  if (parameter == null) return null;
  try {
    const url = new URL(parameter);
    return url.protocol === "https:" || url.protocol === "http:" ? url.origin : null;
  } catch {
    return null;
  }
}
