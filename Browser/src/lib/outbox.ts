// What this page has said and the server has not yet confirmed. A value: every change gives a new one.

export interface Unsent {
  id: string;
  /** Null for a visitor, whose messages go to the open conversation, whichever that is when they arrive. */
  conversation: string | null;
  text: string;
  /** When it was written, milliseconds since 1970. */
  writtenAt: number;
  /** When it was last put on the wire, or null. */
  sentAt: number | null;
  /** The sentence of the server that refused it; it then waits for the person to try again or drop it. */
  refused: string | null;
}

export type Outbox = readonly Unsent[];

export const RESEND_MILLISECONDS = 5_000;
/** More than this is refused at the composer: the page is offline for too long to promise anything. */
export const OUTBOX_COUNT_MAX = 50;

export function enqueue(box: Outbox, id: string, conversation: string | null, text: string, now: number): Outbox {
  if (box.some((entry) => entry.id === id) || box.length >= OUTBOX_COUNT_MAX) return box;
  return [...box, { id, conversation, text, writtenAt: now, sentAt: null, refused: null }];
}

/** What to put on the wire now: of each conversation only the oldest, and again when five seconds brought no answer. */
export function due(box: Outbox, now: number): Unsent[] {
  const seen = new Set<string | null>();
  const result: Unsent[] = [];
  for (const entry of box) {
    if (entry.refused != null || seen.has(entry.conversation)) continue;
    seen.add(entry.conversation);
    if (entry.sentAt == null || now - entry.sentAt >= RESEND_MILLISECONDS) result.push(entry);
  }
  return result;
}

/** Milliseconds until something becomes due, or null when nothing waits. */
export function untilDue(box: Outbox, now: number): number | null {
  const waiting = box.filter((entry) => entry.refused == null);
  if (waiting.length === 0) return null;
  const times = waiting.map((entry) => entry.sentAt == null ? 0 : entry.sentAt + RESEND_MILLISECONDS - now);
  return Math.max(0, Math.min(...times));
}

export function markSent(box: Outbox, id: string, now: number): Outbox {
  return box.map((entry) => entry.id === id ? { ...entry, sentAt: now } : entry);
}

/** A new connection knows nothing of the old one's frames: everything unconfirmed goes out again. */
export function reconnected(box: Outbox): Outbox {
  return box.map((entry) => ({ ...entry, sentAt: null }));
}

/** The server has it on disk. */
export function acknowledge(box: Outbox, id: string): Outbox {
  return box.filter((entry) => entry.id !== id);
}

export function refuse(box: Outbox, id: string, sentence: string): Outbox {
  return box.map((entry) => entry.id === id ? { ...entry, refused: sentence } : entry);
}

export function retry(box: Outbox, id: string): Outbox {
  return box.map((entry) => entry.id === id ? { ...entry, refused: null, sentAt: null } : entry);
}

export function drop(box: Outbox, id: string): Outbox {
  return box.filter((entry) => entry.id !== id);
}

/** Reads what an earlier visit of this page stored; anything unreadable counts as nothing. */
export function restore(text: string | null): Outbox {
  if (text == null) return [];
  try {
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) return [];
    return reconnected(stored.filter(isUnsent)).slice(0, OUTBOX_COUNT_MAX);
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is Unsent {
  const entry = value as Partial<Unsent> | null;
  return typeof entry === "object" && entry != null && typeof entry.id === "string" && typeof entry.text === "string";
}
