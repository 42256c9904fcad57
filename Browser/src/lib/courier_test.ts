import { assert, assertEquals } from "./assert.ts";
import { Courier, type CourierHost } from "./courier.ts";
import type { ClientFrame } from "./frames.ts";
import type { Outbox, Unsent } from "./outbox.ts";

class World implements CourierHost {
  socket = true;
  http = false;
  clock = 0;
  frames: ClientFrame[] = [];
  posts: Unsent[] = [];
  answer: () => Promise<void> = () => Promise.resolve();
  run: (() => void) | null = null;
  box: Outbox = [];
  send(frame: ClientFrame): boolean {
    if (this.socket) this.frames.push(frame);
    return this.socket;
  }
  mayPost = () => this.http;
  post(entry: Unsent): Promise<void> {
    this.posts.push(entry);
    return this.answer();
  }
  refusal = (error: unknown) => error === "refused" ? "no" : null;
  changed(box: Outbox): void {
    this.box = box;
  }
  now = () => this.clock;
  later(_milliseconds: number, run: () => void): () => void {
    this.run = run;
    return () => {
      this.run = null;
    };
  }
}

const settle = () => new Promise((resume) => setTimeout(resume, 0));

Deno.test("a message goes out once and waits for its acknowledgement", () => {
  const world = new World();
  const courier = new Courier(world);
  const id = courier.write("c", "hello");
  courier.write("c", "second");
  assertEquals(world.frames, [{ type: "send", id, text: "hello", conversation: "c" }]);
  courier.acknowledged(id);
  assertEquals(world.frames.length, 2);
  assertEquals(world.box.length, 1);
});

Deno.test("without an answer the same frame goes out again", () => {
  const world = new World();
  const courier = new Courier(world);
  courier.write("c", "hello");
  world.clock = 6000;
  world.run?.();
  assertEquals(world.frames.length, 2);
  assertEquals(world.frames[0], world.frames[1]);
});

Deno.test("without a socket it goes by HTTP with the same id", async () => {
  const world = new World();
  world.socket = false;
  world.http = true;
  const courier = new Courier(world);
  const id = courier.write(null, "hello");
  await settle();
  assertEquals(world.posts.map((entry) => entry.id), [id]);
  assertEquals(world.box, []);
});

Deno.test("with no way at all it stays, and goes when the link is back", () => {
  const world = new World();
  world.socket = false;
  const courier = new Courier(world);
  courier.write("c", "hello");
  assertEquals([world.frames.length, world.box.length], [0, 1]);
  world.socket = true;
  courier.reconnected();
  assertEquals(world.frames.length, 1);
});

Deno.test("a refusal is shown, a network error is tried again", async () => {
  const world = new World();
  world.socket = false;
  world.http = true;
  world.answer = () => Promise.reject("refused");
  const courier = new Courier(world);
  const id = courier.write("c", "hello");
  await settle();
  assertEquals(world.box[0]?.refused, "no");
  world.answer = () => Promise.reject("network");
  courier.retry(id);
  await settle();
  assert(world.box[0]?.refused === null);
  world.clock = 9000;
  world.answer = () => Promise.resolve();
  world.run?.();
  await settle();
  assertEquals(world.box, []);
});
