import { assertEquals } from "./assert.ts";
import * as outbox from "./outbox.ts";

const two = outbox.enqueue(outbox.enqueue([], "a", "c1", "first", 0), "b", "c1", "second", 1);

Deno.test("only the oldest unconfirmed message of a conversation is on the wire", () => {
  assertEquals(outbox.due(two, 10).map((entry) => entry.id), ["a"]);
  const sent = outbox.markSent(two, "a", 10);
  assertEquals(outbox.due(sent, 20), []);
  assertEquals(outbox.due(outbox.acknowledge(sent, "a"), 20).map((entry) => entry.id), ["b"]);
});

Deno.test("another conversation does not wait", () => {
  const three = outbox.enqueue(two, "x", "c2", "elsewhere", 2);
  assertEquals(outbox.due(three, 10).map((entry) => entry.id), ["a", "x"]);
});

Deno.test("silence for five seconds sends the same id again", () => {
  const sent = outbox.markSent(two, "a", 10);
  assertEquals(outbox.due(sent, 5009), []);
  assertEquals(outbox.due(sent, 5010).map((entry) => entry.id), ["a"]);
  assertEquals(outbox.untilDue(outbox.drop(sent, "b"), 10), 5000);
});

Deno.test("a reconnect sends everything unconfirmed again, with the same ids", () => {
  const sent = outbox.markSent(two, "a", 10);
  assertEquals(outbox.due(outbox.reconnected(sent), 11).map((entry) => entry.id), ["a"]);
});

Deno.test("a visitor's messages, which name no conversation, keep their order too", () => {
  const box = outbox.enqueue(outbox.enqueue([], "a", null, "hi", 0), "b", null, "there", 0);
  assertEquals(outbox.due(box, 1).map((entry) => entry.id), ["a"]);
});

Deno.test("a refused message waits for the person and lets the next one pass", () => {
  const refused = outbox.refuse(two, "a", "too long");
  assertEquals(outbox.due(refused, 10).map((entry) => entry.id), ["b"]);
  assertEquals(outbox.due(outbox.retry(refused, "a"), 10).map((entry) => entry.id), ["a"]);
});

Deno.test("the same id is kept once", () => {
  assertEquals(outbox.enqueue(two, "a", "c1", "again", 9).length, 2);
});

Deno.test("a stored outbox survives a reload and rubbish does not hurt", () => {
  const again = outbox.restore(JSON.stringify(outbox.markSent(two, "a", 10)));
  assertEquals(again.map((entry) => [entry.id, entry.sentAt]), [["a", null], ["b", null]]);
  assertEquals(outbox.restore("{not json"), []);
  assertEquals(outbox.restore('[{"id":3}]'), []);
  assertEquals(outbox.restore(null), []);
});

Deno.test("a full outbox takes no more", () => {
  let box: outbox.Outbox = [];
  for (let index = 0; index < 60; index += 1) box = outbox.enqueue(box, `m${index}`, "c", "x", index);
  assertEquals(box.length, outbox.OUTBOX_COUNT_MAX);
});
