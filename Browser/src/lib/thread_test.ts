import { assert, assertEquals } from "./assert.ts";
import { emptyThread, lastInOrder, tickOf, withMessages, withReceipt } from "./thread.ts";
import type { Message } from "./types.ts";

function message(seq: number): Message {
  const author = { kind: "customer" as const, id: null, name: null };
  return { conversation: "c", seq, id: `m${seq}`, clientId: null, author, kind: "text", text: `${seq}`, at: "" };
}

Deno.test("messages are in order and never doubled, however they arrive", () => {
  let thread = withMessages(emptyThread, [message(3), message(1)]);
  thread = withMessages(thread, [message(2), message(3), message(2)]);
  assertEquals(thread.messages.map((one) => one.seq), [1, 2, 3]);
});

Deno.test("nothing new gives the same value, so nothing is drawn again", () => {
  const thread = withMessages(emptyThread, [message(1)]);
  assert(withMessages(thread, [message(1)]) === thread);
});

Deno.test("a gap ends what counts as complete", () => {
  assertEquals(lastInOrder(withMessages(emptyThread, [message(7), message(8), message(10)])), 8);
  assertEquals(lastInOrder(emptyThread), null);
});

Deno.test("receipts only rise, and read implies delivered", () => {
  let thread = withReceipt(emptyThread, "customer", 5, 3);
  thread = withReceipt(thread, "customer", 4, 2);
  assertEquals(thread.receipts.customer, { delivered: 5, read: 3 });
  assertEquals(withReceipt(thread, "customer", undefined, 9).receipts.customer, { delivered: 9, read: 9 });
});

Deno.test("ticks say how far a message got", () => {
  const other = { delivered: 5, read: 3 };
  assertEquals([3, 4, 6].map((seq) => tickOf(seq, other)), ["read", "delivered", "sent"]);
});
