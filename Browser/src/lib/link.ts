// The page's one live connection: a socket that resumes, and long polls while no socket can be had.

import { pauseBefore } from "./backoff.ts";
import { type ClientFrame, parseFrame, type ServerFrame } from "./frames.ts";

export type LinkState = "connecting" | "live" | "polling" | "offline" | "denied";

/** What the link needs of a WebSocket. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface LinkHost {
  open(): SocketLike;
  hello(): ClientFrame;
  /** Gets a new right to speak after a refusal; rejects when that failed, and stops the link when it always will. */
  renew(): Promise<void>;
  /** Everything of a topic after a number, as the socket would have sent it; waits on the server for that long. */
  poll(topic: string, after: number | null, waitSeconds: number, signal: AbortSignal): Promise<ServerFrame[]>;
  frame(frame: ServerFrame): void;
  state(state: LinkState): void;
  /** Runs something later and returns how to call it off. */
  later(milliseconds: number, run: () => void): () => void;
  chance(): number;
}

const POLL_AFTER_FAILED_ATTEMPTS = 2;
const POLL_WAIT_SECONDS = 25;
const PING_MILLISECONDS = 25_000;
const SILENCE_MILLISECONDS_MAX = 60_000;

export class Link {
  private socket: SocketLike | null = null;
  private welcomed = false;
  private attempt = 0;
  private heardSincePing = true;
  private silentPings = 0;
  private readonly topics = new Map<string, () => number | null>();
  private readonly polls = new Map<string, AbortController>();
  private current: LinkState = "connecting";
  private cancelRetry: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private stopped = true;

  constructor(private readonly host: LinkHost) {}

  get state(): LinkState {
    return this.current;
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.attempt = 0;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.cancelRetry?.();
    this.stopPolls();
    this.dropSocket();
  }

  /** Follows a topic from the number that `after` gives at each new connection. */
  follow(topic: string, after: () => number | null): void {
    this.topics.set(topic, after);
    if (this.welcomed) this.write({ type: "follow", topic, after: after() });
    else if (this.attempt >= POLL_AFTER_FAILED_ATTEMPTS) this.startPoll(topic);
  }

  unfollow(topic: string): void {
    if (!this.topics.delete(topic)) return;
    this.polls.get(topic)?.abort();
    this.polls.delete(topic);
    if (this.welcomed) this.write({ type: "unfollow", topic });
  }

  /** Puts a frame on the wire; false while there is no socket. */
  send(frame: ClientFrame): boolean {
    if (!this.welcomed) return false;
    this.write(frame);
    return true;
  }

  /** The device says that it went offline: do not wait for the silence to be noticed. */
  lost(): void {
    if (this.socket != null && this.welcomed) this.closed(this.socket, 1006);
  }

  /** The device came back online, or the page was looked at again: do not wait for the pause to end. */
  wake(): void {
    if (this.stopped || this.welcomed || this.current === "denied") return;
    this.attempt = 0;
    this.connect();
  }

  private connect(): void {
    this.cancelRetry?.();
    this.dropSocket();
    if (this.stopped) return;
    if (this.current !== "polling" && this.current !== "offline") this.become("connecting");
    const socket = this.host.open();
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(this.host.hello()));
    socket.onmessage = (event) => this.receive(parseFrame(event.data));
    socket.onclose = (event) => this.closed(socket, event.code);
  }

  private receive(frame: ServerFrame | null): void {
    this.heardSincePing = true;
    if (frame == null) return;
    if (frame.type === "welcome") this.welcome();
    if (frame.type === "behind") void this.catchUp(frame.topic);
    this.host.frame(frame);
  }

  private welcome(): void {
    this.welcomed = true;
    this.attempt = 0;
    this.silentPings = 0;
    this.stopPolls();
    this.become("live");
    for (const [topic, after] of this.topics) this.write({ type: "follow", topic, after: after() });
    this.schedulePing();
  }

  private closed(socket: SocketLike, code: number): void {
    if (socket !== this.socket) return;
    this.dropSocket();
    if (this.stopped) return;
    if (code === 1008) return this.denied();
    this.attempt += 1;
    // A server that goes away in good order is back at once more often than not.
    const pause = code === 1001 && this.attempt === 1 ? 0 : pauseBefore(this.attempt, this.host.chance());
    this.cancelRetry = this.host.later(pause, () => this.connect());
    if (this.attempt >= POLL_AFTER_FAILED_ATTEMPTS) this.startPolls();
    else this.become("connecting");
  }

  private denied(): void {
    this.become("denied");
    const goOn = (next: () => void) => {
      if (this.stopped) return;
      this.attempt += 1;
      this.cancelRetry = this.host.later(pauseBefore(this.attempt, this.host.chance()), next);
    };
    this.host.renew().then(() => {
      this.become("connecting");
      goOn(() => this.connect());
      // Whoever is refused for good stops the link; anything else may pass.
    }, () => goOn(() => this.denied()));
  }

  private dropSocket(): void {
    this.welcomed = false;
    this.cancelPing?.();
    const socket = this.socket;
    this.socket = null;
    if (socket == null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }

  private schedulePing(): void {
    this.heardSincePing = false;
    this.cancelPing = this.host.later(PING_MILLISECONDS, () => {
      this.silentPings = this.heardSincePing ? 0 : this.silentPings + 1;
      const socket = this.socket;
      if (socket != null && this.silentPings * PING_MILLISECONDS >= SILENCE_MILLISECONDS_MAX) {
        return this.closed(socket, 1006);
      }
      this.write({ type: "ping" });
      this.schedulePing();
    });
  }

  private startPolls(): void {
    for (const topic of this.topics.keys()) this.startPoll(topic);
    if (this.topics.size === 0) this.become("offline");
  }

  private startPoll(topic: string): void {
    if (this.polls.has(topic) || topic === "board") return;
    const controller = new AbortController();
    this.polls.set(topic, controller);
    void this.pollLoop(topic, controller.signal);
  }

  private stopPolls(): void {
    for (const controller of this.polls.values()) controller.abort();
    this.polls.clear();
  }

  private async pollLoop(topic: string, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.take(topic, POLL_WAIT_SECONDS, signal);
        failures = 0;
        if (!signal.aborted) this.become("polling");
      } catch {
        if (signal.aborted) return;
        failures += 1;
        this.become("offline");
        const pause = pauseBefore(failures + 1, this.host.chance());
        await new Promise<void>((resume) => this.host.later(pause, resume));
      }
    }
  }

  /** Takes what a topic has beyond what this page has; the number of frames that came. */
  private async take(topic: string, waitSeconds: number, signal: AbortSignal): Promise<number> {
    const after = this.topics.get(topic)?.() ?? null;
    const frames = await this.host.poll(topic, after, waitSeconds, signal);
    if (signal.aborted) return 0;
    for (const frame of frames) this.host.frame(frame);
    return frames.length;
  }

  /** The server forgot frames for us because we read too slowly: fetch the rest, then follow on from there. */
  private async catchUp(topic: string): Promise<void> {
    const after = this.topics.get(topic);
    if (after === undefined) return;
    try {
      const signal = new AbortController().signal;
      let last: number | null;
      do {
        last = after();
        await this.take(topic, 0, signal);
      } while (after() !== last && this.welcomed);
    } catch {
      // Following from the last number we have brings the same entries, only slower.
    }
    if (this.welcomed) this.write({ type: "follow", topic, after: after() });
  }

  private write(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  private become(state: LinkState): void {
    if (state === this.current) return;
    this.current = state;
    this.host.state(state);
  }
}
