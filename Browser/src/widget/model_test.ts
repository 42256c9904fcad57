import { assert, assertEquals } from "../lib/assert.ts";
import { enqueue } from "../lib/outbox.ts";
import { emptyThread, withMessages, withReceipt } from "../lib/thread.ts";
import type { AuthorKind, Message } from "../lib/types.ts";
import { type Chapter, hostOrigin, receiptDue, rowsOf, unreadOf } from "./model.ts";
import { chooseLocale, stringsFor } from "./strings.ts";

function message(seq: number, kind: AuthorKind, clientId: string | null = null): Message {
  const author = { kind, id: null, name: "Li" };
  return { conversation: "c", seq, id: `m${seq}`, clientId, author, kind: "text", text: `t${seq}`, at: "" };
}

function chapter(...messages: Message[]): Chapter {
  return { id: "c", thread: withMessages(emptyThread, messages), closed: false };
}

Deno.test("greeting, messages and what is not yet sent stand in this order", () => {
  const rows = rowsOf(
    "hello",
    [chapter(message(1, "customer", "x"), message(2, "bot"))],
    enqueue([], "y", null, "z", 0),
  );
  assertEquals(rows.map((row) => row.kind), ["greeting", "mine", "theirs", "unsent"]);
});

Deno.test("a message that came back is not shown a second time as unsent", () => {
  const rows = rowsOf("", [chapter(message(1, "customer", "x"))], enqueue([], "x", null, "t1", 0));
  assertEquals(rows.map((row) => [row.kind, row.key]), [["mine", "x"]]);
});

Deno.test("a later conversation is set apart", () => {
  const rows = rowsOf("", [chapter(message(1, "customer")), { ...chapter(message(1, "agent")), id: "d" }], []);
  assertEquals(rows.map((row) => row.kind), ["mine", "divider", "theirs"]);
});

Deno.test("my ticks follow the receipts of the other side", () => {
  const one = chapter(message(1, "customer"), message(2, "customer"));
  const thread = withReceipt(one.thread, "agent", 2, 1);
  const ticks = rowsOf("", [{ ...one, thread }], []).map((row) => row.kind === "mine" ? row.tick : null);
  assertEquals(ticks, ["read", "delivered"]);
});

Deno.test("only the other side's messages count as unread", () => {
  const one = chapter(message(1, "agent"), message(2, "customer"), message(3, "bot"));
  assertEquals([unreadOf(one, 0), unreadOf(one, 1), unreadOf(one, 3), unreadOf(undefined, 0)], [2, 1, 0, 0]);
});

Deno.test("read is told only while the visitor is looking, and nothing is told twice", () => {
  const one = chapter(message(1, "agent"), message(2, "agent"));
  assertEquals(receiptDue(one, { delivered: 0, read: 0 }, false), { delivered: 2, read: 0 });
  assertEquals(receiptDue(one, { delivered: 2, read: 0 }, true), { delivered: 2, read: 2 });
  assertEquals(receiptDue(one, { delivered: 2, read: 2 }, true), null);
});

Deno.test("we speak to the host page's origin and to nothing else", () => {
  assertEquals(hostOrigin("https://shop.example/page?x=1"), "https://shop.example");
  assertEquals([hostOrigin("javascript:alert(1)"), hostOrigin("*"), hostOrigin(null)], [null, null, null]);
});

Deno.test("the language is the first wish we can fulfil", () => {
  assertEquals(chooseLocale([null, "fr-FR", "en-GB", "zh-CN"]), "en");
  assertEquals(chooseLocale(["ja"]), "zh-CN");
  assert(stringsFor("en").send === "Send");
});
