import { assert, assertEquals } from "./assert.ts";
import type { ServerFrame } from "./frames.ts";
import { Link, type LinkHost, type LinkState, type SocketLike } from "./link.ts";

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {}
  say(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  get frames(): unknown[] {
    return this.sent.map((text) => JSON.parse(text));
  }
}

class World implements LinkHost {
  sockets: FakeSocket[] = [];
  states: LinkState[] = [];
  received: ServerFrame[] = [];
  timers: { at: number; run: () => void; off: boolean }[] = [];
  polled: [string, number | null][] = [];
  answers: (ServerFrame[] | Error)[] = [];
  renewals = 0;
  open(): SocketLike {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  }
  hello = () => ({ type: "hello" as const, v: 1 as const, token: "t" });
  renew(): Promise<void> {
    this.renewals += 1;
    return Promise.resolve();
  }
  poll(topic: string, after: number | null, _wait: number, signal: AbortSignal): Promise<ServerFrame[]> {
    this.polled.push([topic, after]);
    const answer = this.answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    if (answer !== undefined) return Promise.resolve(answer);
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
  }
  frame(frame: ServerFrame): void {
    this.received.push(frame);
  }
  state(state: LinkState): void {
    this.states.push(state);
  }
  later(milliseconds: number, run: () => void): () => void {
    const timer = { at: milliseconds, run, off: false };
    this.timers.push(timer);
    return () => {
      timer.off = true;
    };
  }
  chance = () => 1;
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    assert(socket !== undefined, "no socket was opened");
    return socket;
  }
  fire(): void {
    const timer = this.timers.filter((one) => !one.off).at(-1);
    assert(timer !== undefined, "nothing is scheduled");
    timer.off = true;
    timer.run();
  }
}

function connected(): { world: World; link: Link } {
  const world = new World();
  const link = new Link(world);
  link.start();
  world.socket.onopen?.();
  world.socket.say({ type: "welcome", v: 1, as: "agent", id: "a", pingSeconds: 25 });
  return { world, link };
}

const settle = () => new Promise((resume) => setTimeout(resume, 0));

Deno.test("it says hello first and follows after the welcome", () => {
  const world = new World();
  const link = new Link(world);
  link.follow("feed/a", () => 7);
  link.start();
  assertEquals(world.socket.sent, []);
  world.socket.onopen?.();
  assertEquals(world.socket.frames, [{ type: "hello", v: 1, token: "t" }]);
  world.socket.say({ type: "welcome", v: 1, as: "agent", id: "a", pingSeconds: 25 });
  assertEquals(world.socket.frames[1], { type: "follow", topic: "feed/a", after: 7 });
});

Deno.test("after a break it resumes from the last number seen by then", () => {
  const { world, link } = connected();
  let last = 3;
  link.follow("conversation/c", () => last);
  last = 9;
  world.socket.onclose?.({ code: 1006 });
  world.fire();
  world.socket.onopen?.();
  world.socket.say({ type: "welcome", v: 1, as: "agent", id: "a", pingSeconds: 25 });
  assertEquals(world.socket.frames[1], { type: "follow", topic: "conversation/c", after: 9 });
});

Deno.test("pauses grow, except that a server going away is tried again at once", () => {
  const { world } = connected();
  world.socket.onclose?.({ code: 1001 });
  assertEquals(world.timers.at(-1)?.at, 0);
  world.fire();
  world.socket.onclose?.({ code: 1006 });
  assertEquals(world.timers.at(-1)?.at, 1000);
});

Deno.test("without a socket it polls, and gives polled frames like live ones", async () => {
  const { world, link } = connected();
  link.follow("feed/a", () => 4);
  const entry: ServerFrame = { type: "feed", topic: "feed/a", number: 5, kind: "deal", conversation: "c", data: {} };
  world.answers = [[entry]];
  world.socket.onclose?.({ code: 1006 });
  world.fire();
  world.socket.onclose?.({ code: 1006 });
  await settle();
  assertEquals(world.polled[0], ["feed/a", 4]);
  assertEquals(world.received.at(-1), entry);
  assertEquals(link.state, "polling");
});

Deno.test("the socket takes over from polling as soon as it is welcomed", async () => {
  const { world, link } = connected();
  link.follow("feed/a", () => 4);
  world.answers = [[]];
  world.socket.onclose?.({ code: 1006 });
  world.fire();
  world.socket.onclose?.({ code: 1006 });
  await settle();
  world.fire();
  world.socket.onopen?.();
  world.socket.say({ type: "welcome", v: 1, as: "agent", id: "a", pingSeconds: 25 });
  await settle();
  const polls = world.polled.length;
  await settle();
  assertEquals([link.state, world.polled.length], ["live", polls]);
});

Deno.test("when polling fails too, the page is offline and says so", async () => {
  const { world, link } = connected();
  link.follow("feed/a", () => 4);
  world.answers = [new Error("network")];
  world.socket.onclose?.({ code: 1006 });
  world.fire();
  world.socket.onclose?.({ code: 1006 });
  await settle();
  assertEquals(link.state, "offline");
});

Deno.test("a refusal gets a new right first", async () => {
  const { world, link } = connected();
  world.socket.onclose?.({ code: 1008 });
  assertEquals(link.state, "denied");
  await settle();
  assertEquals(world.renewals, 1);
  world.fire();
  assertEquals(world.sockets.length, 2);
});

Deno.test("a new right that cannot be had yet is asked for again", async () => {
  const { world, link } = connected();
  let fails = true;
  const renew = world.renew.bind(world);
  world.renew = () => fails ? Promise.reject(new Error("network")) : renew();
  world.socket.onclose?.({ code: 1008 });
  await settle();
  assertEquals([link.state, world.renewals], ["denied", 0]);
  fails = false;
  world.fire();
  await settle();
  assertEquals([link.state, world.renewals], ["connecting", 1]);
});

Deno.test("a device that went offline does not wait for the silence to be noticed", () => {
  const { world, link } = connected();
  link.lost();
  assertEquals(link.state, "connecting");
  world.fire();
  assertEquals(world.sockets.length, 2);
});

Deno.test("a reader who fell behind fetches the rest and then follows on", async () => {
  const { world, link } = connected();
  let last = 3;
  link.follow("conversation/c", () => last);
  world.answers = [[{ type: "pong" }], []];
  world.frame = () => {
    last = 5;
  };
  world.socket.say({ type: "behind", topic: "conversation/c", after: 3 });
  await settle();
  assertEquals(world.polled, [["conversation/c", 3], ["conversation/c", 5]]);
  assertEquals(world.socket.frames.at(-1), { type: "follow", topic: "conversation/c", after: 5 });
});

Deno.test("a connection that stays silent is given up", () => {
  const { world, link } = connected();
  world.fire();
  world.fire();
  world.fire();
  assertEquals(link.state, "connecting");
});

Deno.test("nothing is sent before the welcome, and the caller is told", () => {
  const world = new World();
  const link = new Link(world);
  link.start();
  assertEquals(link.send({ type: "ping" }), false);
  assert(world.socket.sent.length === 0);
});

Deno.test("frames that are not frames are ignored", () => {
  const { world } = connected();
  const before = world.received.length;
  world.socket.onmessage?.({ data: "{" });
  world.socket.onmessage?.({ data: new ArrayBuffer(2) });
  world.socket.say([1]);
  assertEquals(world.received.length, before);
});
