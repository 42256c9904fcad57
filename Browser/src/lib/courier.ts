// Carries what is written to the server: over the socket while there is one, by HTTP otherwise, never twice.

import type { ClientFrame } from "./frames.ts";
import { newIdentifier } from "./identifier.ts";
import * as outbox from "./outbox.ts";

export interface CourierHost {
  /** Puts a frame on the socket; false while there is none. */
  send(frame: ClientFrame): boolean;
  /** Whether HTTP is the way at the moment. */
  mayPost(): boolean;
  /** Sends by HTTP; resolves when the server has it on disk. */
  post(entry: outbox.Unsent): Promise<void>;
  /** The sentence for the writer if the error is a refusal; null if trying again may help. */
  refusal(error: unknown): string | null;
  changed(box: outbox.Outbox): void;
  now(): number;
  later(milliseconds: number, run: () => void): () => void;
}

export class Courier {
  private cancel: (() => void) | null = null;
  private readonly posting = new Set<string>();

  constructor(private readonly host: CourierHost, private box: outbox.Outbox = []) {}

  get unsent(): outbox.Outbox {
    return this.box;
  }

  /** Takes a message in and returns its id, which stays the same however often it has to be sent. */
  write(conversation: string | null, text: string): string {
    const id = newIdentifier();
    this.become(outbox.enqueue(this.box, id, conversation, text, this.host.now()));
    return id;
  }

  acknowledged(id: string): void {
    this.become(outbox.acknowledge(this.box, id));
  }

  refused(id: string, sentence: string): void {
    this.become(outbox.refuse(this.box, id, sentence));
  }

  retry(id: string): void {
    this.become(outbox.retry(this.box, id));
  }

  drop(id: string): void {
    this.become(outbox.drop(this.box, id));
  }

  /** A new connection is there, or a new way. */
  reconnected(): void {
    this.become(outbox.reconnected(this.box));
  }

  private become(box: outbox.Outbox): void {
    this.box = box;
    this.host.changed(box);
    this.pump();
  }

  private pump(): void {
    this.cancel?.();
    const now = this.host.now();
    for (const entry of outbox.due(this.box, now)) {
      if (this.host.send(frameOf(entry)) || (this.host.mayPost() && this.carry(entry))) {
        this.box = outbox.markSent(this.box, entry.id, now);
      }
    }
    const pause = outbox.untilDue(this.box, now);
    // Without any way at all there is nothing to do before the link reports one.
    if (pause != null) this.cancel = this.host.later(Math.max(pause, 1000), () => this.pump());
  }

  private carry(entry: outbox.Unsent): boolean {
    if (this.posting.has(entry.id)) return true;
    this.posting.add(entry.id);
    this.host.post(entry).then(
      () => {
        this.posting.delete(entry.id);
        this.acknowledged(entry.id);
      },
      (error) => {
        this.posting.delete(entry.id);
        const sentence = this.host.refusal(error);
        if (sentence != null) this.refused(entry.id, sentence);
      },
    );
    return true;
  }
}

function frameOf(entry: outbox.Unsent): ClientFrame {
  const frame = { type: "send" as const, id: entry.id, text: entry.text };
  return entry.conversation == null ? frame : { ...frame, conversation: entry.conversation };
}
