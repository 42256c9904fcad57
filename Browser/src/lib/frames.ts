// The frames of the socket, as this side reads and writes them.

import type { FeedEntry, Message, Presence } from "./types.ts";

export type ServerFrame =
  | { type: "welcome"; v: number; as: "visitor" | "agent"; id: string; pingSeconds: number }
  | { type: "followed"; topic: string; at: number | null }
  | { type: "message"; topic: string; message: Message }
  | ({ type: "feed"; topic: string } & FeedEntry)
  | { type: "board"; figures: unknown }
  | { type: "receipt"; conversation: string; by: "customer" | "agent"; delivered?: number; read?: number }
  | { type: "typing"; conversation: string; by: "customer" | "agent"; name?: string; on: boolean }
  | { type: "presence"; agent: string; state: Presence }
  | { type: "ack"; id: string; conversation: string; seq: number; at: string }
  | { type: "behind"; topic: string; after: number | null }
  | { type: "pong" }
  | { type: "error"; id?: string | null; code: string; message: string; field?: string | null };

export type ClientFrame =
  | { type: "hello"; v: 1; token?: string }
  | { type: "follow"; topic: string; after: number | null }
  | { type: "unfollow"; topic: string }
  | { type: "send"; id: string; conversation?: string; text: string }
  | { type: "typing"; conversation: string; on: boolean }
  | { type: "delivered" | "read"; conversation: string; seq: number }
  | { type: "ping" };

/** Reads a frame; null for anything that is not one, so that a newer server cannot break an older page. */
export function parseFrame(text: unknown): ServerFrame | null {
  if (typeof text !== "string") return null;
  try {
    const value: unknown = JSON.parse(text);
    const type = (value as { type?: unknown } | null)?.type;
    return typeof type === "string" ? value as ServerFrame : null;
  } catch {
    return null;
  }
}

/** Whether an error is the last word on a message; after any other the same message is sent again a little later. */
export function isFinal(code: string): boolean {
  return !["too_many", "unavailable", "internal"].includes(code);
}
