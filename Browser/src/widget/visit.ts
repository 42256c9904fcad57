// One visitor's stay: who they are, what was said, what is still on its way.

import { later, openSocket } from "../lib/browser.ts";
import { Courier } from "../lib/courier.ts";
import { isFinal, type ServerFrame } from "../lib/frames.ts";
import { isTransient, query, Refusal, request } from "../lib/http.ts";
import { Link, type LinkState } from "../lib/link.ts";
import { OUTBOX_COUNT_MAX, restore, type Unsent } from "../lib/outbox.ts";
import { emptyThread, lastInOrder, withMessages, withReceipt } from "../lib/thread.ts";
import type { Message, Receipts } from "../lib/types.ts";
import { type Chapter, receiptDue, unreadOf } from "./model.ts";
import type { Locale } from "./strings.ts";

export interface VisitorSession {
  token: string;
  customer: { id: string };
  conversation: { id: string; lastSeq: number; state: string } | null;
  company: { name: string; nameEn: string | null };
  greeting: string;
  locale: string;
}

export interface Identity {
  id: string;
  hash: string;
  name?: string;
}

/** The frame's own storage; in memory where the browser forbids it, and then a reload starts anew. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

const TYPING_PAUSE_MILLISECONDS = 3_000;
const TYPING_SHOWN_MILLISECONDS = 6_000;

export class Visit {
  session: VisitorSession | null = null;
  readonly chapters: Chapter[] = [];
  typing: { name: string | null } | null = null;
  /** Set when the server refuses this visitor or channel for good. */
  problem: string | null = null;
  private looking = false;
  private begun: Promise<void> | null = null;
  private identity: Identity | null = null;
  private told = { delivered: 0, read: 0 };
  private typedAt = 0;
  private cancelTyping: (() => void) | null = null;
  readonly link: Link;
  readonly courier: Courier;

  constructor(
    private readonly channel: string,
    private readonly locale: Locale,
    private readonly shelf: Shelf,
    private readonly changed: () => void,
  ) {
    this.link = new Link({
      open: openSocket,
      hello: () => ({ type: "hello", v: 1, token: this.session?.token ?? "" }),
      renew: () => this.openSession(),
      poll: (topic, after, wait, signal) => this.poll(topic, after, wait, signal),
      frame: (frame) => this.frame(frame),
      state: (state) => this.linkChanged(state),
      later,
      chance: Math.random,
    });
    this.courier = new Courier({
      send: (frame) => this.link.send(frame),
      mayPost: () => this.link.state === "polling" || this.link.state === "offline",
      post: (entry) => this.post(entry),
      refusal: (error) => error instanceof Refusal && !isTransient(error) ? error.message : null,
      changed: (box) => {
        shelf.set(this.key("outbox"), box.length === 0 ? null : JSON.stringify(box));
        changed();
      },
      now: Date.now,
      later,
    }, restore(shelf.get(this.key("outbox"))));
  }

  /** Whether this browser has been here before; a newcomer is asked nothing until the chat is opened. */
  get isKnown(): boolean {
    return this.shelf.get(this.key("token")) != null;
  }

  get current(): Chapter | undefined {
    return this.chapters.at(-1);
  }

  get unread(): number {
    return unreadOf(this.current, this.told.read);
  }

  begin(): Promise<void> {
    this.begun ??= this.openSession().then(() => this.link.start(), () => {
      this.begun = null;
      this.changed();
      if (this.problem == null) later(5000, () => void this.begin());
    });
    return this.begun;
  }

  identify(identity: Identity): void {
    this.identity = identity;
    if (this.begun == null) return;
    this.link.stop();
    this.begun = null;
    void this.begin();
  }

  look(on: boolean): void {
    this.looking = on;
    if (on) void this.begin();
    this.tellReceipts();
  }

  /** Takes a message in; false when too many are waiting already. */
  write(text: string): boolean {
    if (this.courier.unsent.length >= OUTBOX_COUNT_MAX) return false;
    this.courier.write(null, text);
    this.typedAt = 0;
    return true;
  }

  typed(): void {
    const conversation = this.current?.id;
    if (conversation === undefined || Date.now() - this.typedAt < TYPING_PAUSE_MILLISECONDS) return;
    this.typedAt = Date.now();
    this.link.send({ type: "typing", conversation, on: true });
  }

  private key(name: string): string {
    return `magpie.${name}.${this.channel}`;
  }

  private async openSession(): Promise<void> {
    const known = this.shelf.get(this.key("token"));
    const body: Record<string, unknown> = { channel: this.channel, locale: this.locale };
    if (known != null) body.token = known;
    if (this.identity != null) body.user = this.identity;
    try {
      this.session = await request<VisitorSession>("/visitor/session", { method: "POST", body });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401 && known != null) {
        this.shelf.set(this.key("token"), null);
        return await this.openSession();
      }
      if (!isTransient(error)) {
        this.problem = (error as Error).message;
        this.link.stop();
      }
      throw error;
    }
    this.problem = null;
    this.shelf.set(this.key("token"), this.session.token);
    if (this.session.conversation != null) this.enter(this.session.conversation.id);
    this.changed();
  }

  private enter(conversation: string): void {
    if (this.chapters.some((chapter) => chapter.id === conversation)) return;
    const left = this.current;
    if (left !== undefined) this.link.unfollow(`conversation/${left.id}`);
    this.chapters.push({ id: conversation, thread: emptyThread, closed: false });
    this.told = { delivered: 0, read: Number(this.shelf.get(this.key(`read.${conversation}`)) ?? 0) };
    this.link.follow(`conversation/${conversation}`, () => this.lastIn(conversation));
  }

  private lastIn(conversation: string): number | null {
    const chapter = this.chapters.find((one) => one.id === conversation);
    return chapter === undefined ? null : lastInOrder(chapter.thread);
  }

  private linkChanged(state: LinkState): void {
    if (state === "live" || state === "polling") this.courier.reconnected();
    else this.changed();
  }

  private frame(frame: ServerFrame): void {
    if (frame.type === "message") this.arrived(frame.message);
    else if (frame.type === "ack") {
      this.enter(frame.conversation);
      this.courier.acknowledged(frame.id);
    } else if (frame.type === "error" && frame.id != null && isFinal(frame.code)) {
      this.courier.refused(frame.id, frame.message);
    } else if (frame.type === "receipt") {
      this.update(frame.conversation, (chapter) => {
        chapter.thread = withReceipt(chapter.thread, frame.by, frame.delivered, frame.read);
      });
    } else if (frame.type === "typing" && frame.by === "agent") {
      this.showTyping(frame.on ? frame.name ?? null : undefined);
    }
  }

  private arrived(message: Message): void {
    this.enter(message.conversation);
    if (message.author.kind !== "customer") this.showTyping(undefined);
    this.update(message.conversation, (chapter) => {
      chapter.thread = withMessages(chapter.thread, [message]);
      if (message.kind === "text") chapter.closed = false;
    });
    this.tellReceipts();
  }

  private update(conversation: string, change: (chapter: Chapter) => void): void {
    const chapter = this.chapters.find((one) => one.id === conversation);
    if (chapter === undefined) return;
    change(chapter);
    this.changed();
  }

  private showTyping(name: string | null | undefined): void {
    this.cancelTyping?.();
    this.typing = name === undefined ? null : { name };
    if (this.typing != null) this.cancelTyping = later(TYPING_SHOWN_MILLISECONDS, () => this.showTyping(undefined));
    this.changed();
  }

  private tellReceipts(): void {
    const chapter = this.current;
    const due = receiptDue(chapter, this.told, this.looking && !document.hidden);
    if (chapter === undefined || due == null) return;
    const conversation = chapter.id;
    if (this.link.state === "live") {
      if (due.delivered > this.told.delivered) this.link.send({ type: "delivered", conversation, seq: due.delivered });
      if (due.read > this.told.read) this.link.send({ type: "read", conversation, seq: due.read });
    } else {
      // A lost receipt is told again with the next message.
      this.call("/visitor/receipts", { conversation, ...due }).catch(() => undefined);
    }
    this.told = due;
    this.shelf.set(this.key(`read.${conversation}`), String(due.read));
    this.changed();
  }

  private call<Answer>(path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
    return request<Answer>(path, {
      headers: { authorization: `Bearer ${this.session?.token ?? ""}` },
      ...(body === undefined ? {} : { method: "POST", body }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  private async post(entry: Unsent): Promise<void> {
    const answer = await this.call<{ message: Message }>("/visitor/messages", { id: entry.id, text: entry.text });
    this.arrived(answer.message);
  }

  private async poll(topic: string, after: number | null, wait: number, signal: AbortSignal): Promise<ServerFrame[]> {
    const conversation = topic.slice("conversation/".length);
    const path = `/visitor/messages${query({ conversation, after: after ?? 0, wait })}`;
    const answer = await this.call<Message[] | { items: Message[]; receipts?: Receipts | null }>(
      path,
      undefined,
      signal,
    );
    const page = Array.isArray(answer) ? { items: answer } : answer;
    const frames: ServerFrame[] = page.items.map((message) => ({ type: "message", topic, message }));
    const agent = page.receipts?.agent;
    if (agent !== undefined) frames.push({ type: "receipt", conversation, by: "agent", ...agent });
    return frames;
  }
}
