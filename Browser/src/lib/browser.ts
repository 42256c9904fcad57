// What the browser lends to the link and the courier; tests lend their own.

import type { SocketLike } from "./link.ts";

/** Opens the page's socket. The cast only drops the `this` of the handlers, which the link never uses. */
export function openSocket(): SocketLike {
  return new WebSocket(`${location.origin.replace(/^http/, "ws")}/socket`) as unknown as SocketLike;
}

/** Runs something later and returns how to call it off. */
export function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
