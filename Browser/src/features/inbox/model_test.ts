import { assert, assertEquals } from "../../lib/assert.ts";
import { enqueue } from "../../lib/outbox.ts";
import { emptyThread, withMessages } from "../../lib/thread.ts";
import type { AuthorKind, Conversation, Message } from "../../lib/types.ts";
import { belongs, inOrder, neighbour, parametersOf, rowsOf, unreadTotal, withLast } from "./model.ts";

function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    number: 1,
    customer: { id: "u", name: "王", level: null, region: null },
    channel: { id: "w", kind: "web", name: "官网" },
    state: "open",
    agent: { id: "me", name: "Li" },
    lastSeq: 3,
    lastText: "x",
    lastAuthor: "customer",
    lastAt: "2026-01-01T10:00:00Z",
    readByAgent: 0,
    unread: 0,
    intent: null,
    deal: null,
    openedAt: "2026-01-01T09:00:00Z",
    ...change,
  };
}

function message(seq: number, kind: AuthorKind, at = "2026-01-01T10:00:00Z", change: Partial<Message> = {}): Message {
  const author = { kind, id: kind, name: null };
  return { conversation: "a", seq, id: `m${seq}`, clientId: null, author, kind: "text", text: "t", at, ...change };
}

Deno.test("my list holds what is mine and not closed", () => {
  const mine = { scope: "mine", state: "active" } as const;
  assert(belongs(conversation("a"), mine, "me"));
  assert(!belongs(conversation("a"), mine, "another"));
  assert(!belongs(conversation("a", { state: "closed" }), mine, "me"));
  assert(belongs(conversation("a", { state: "closed" }), { ...mine, state: "closed" }, "me"));
});

Deno.test("the queue holds what waits and nobody has", () => {
  const queue = { scope: "queue", state: "active" } as const;
  assert(belongs(conversation("a", { state: "waiting", agent: null }), queue, "me"));
  assert(!belongs(conversation("a", { state: "waiting" }), queue, "me"));
  assert(!belongs(conversation("a", { state: "bot", agent: null }), queue, "me"));
  assertEquals(parametersOf(queue), { scope: "queue", state: "waiting" });
});

Deno.test("the newest conversation is on top, and one without a message counts from its opening", () => {
  const old = conversation("old", { lastAt: null });
  const list = inOrder([old, conversation("a"), conversation("b", { number: 2 })]);
  assertEquals(list.map((one) => one.id), ["b", "a", "old"]);
});

Deno.test("a customer's message counts as unread once, a colleague's does not", () => {
  const after = withLast(conversation("a"), message(4, "customer"));
  assertEquals([after.unread, after.lastSeq], [1, 4]);
  assert(withLast(after, message(4, "customer")) === after);
  assertEquals(withLast(after, message(5, "agent")).unread, 1);
});

Deno.test("next and previous stop at the ends and begin at an end", () => {
  const list = [conversation("a"), conversation("b")];
  assertEquals(neighbour(list, "a", 1)?.id, "b");
  assertEquals(neighbour(list, "b", 1), null);
  assertEquals([neighbour(list, null, 1)?.id, neighbour(list, null, -1)?.id], ["a", "b"]);
  assertEquals(neighbour([], null, 1), null);
});

Deno.test("only my open conversations ring", () => {
  const list = [
    conversation("a", { unread: 2 }),
    conversation("b", { unread: 3, agent: null }),
    conversation("c", { unread: 4, state: "closed" }),
  ];
  assertEquals(unreadTotal(list, "me"), 2);
});

Deno.test("rows set days apart and group one author's messages", () => {
  const thread = withMessages(emptyThread, [
    message(1, "customer"),
    message(2, "customer", "2026-01-01T10:01:00Z"),
    message(3, "agent", "2026-01-01T10:02:00Z"),
    message(4, "agent", "2026-01-03T10:02:00Z"),
  ]);
  const rows = rowsOf(thread, "a", []);
  assertEquals(rows.map((row) => row.kind), ["day", "message", "message", "message", "day", "message"]);
  assertEquals(rows.map((row) => row.kind === "message" ? row.first : null), [null, true, false, true, null, true]);
});

Deno.test("a message written here is shown once, whether its echo or its acknowledgement comes first", () => {
  const box = enqueue(enqueue([], "x", "a", "t", 0), "y", "other", "t", 0);
  assertEquals(rowsOf(emptyThread, "a", box).map((row) => row.key), ["x"]);
  const echoed = withMessages(emptyThread, [message(1, "agent", undefined, { clientId: "x" })]);
  assertEquals(rowsOf(echoed, "a", box).map((row) => row.kind), ["day", "message"]);
});
