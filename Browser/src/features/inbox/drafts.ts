// What is being written in each conversation, and which suggestion it came from.

import { listen, outgoing } from "../../app/live.ts";
import { api } from "../../app/session.ts";
import { shown } from "../../lib/placeholder.ts";
import { Store } from "../../lib/store.ts";
import type { Suggestion } from "../../lib/types.ts";
import { type Draft, withSuggestion } from "./draft-model.ts";

const EMPTY: Draft = { text: "", suggestion: null };

export const draftsStore = new Store<ReadonlyMap<string, Draft>>(new Map());
/** Sent messages that came from a suggestion, until the server has numbered them. */
const awaiting = new Map<string, { conversation: string; script: string; edited: boolean }>();

export function draftOf(conversation: string): Draft {
  return draftsStore.get().get(conversation) ?? EMPTY;
}

export function setDraft(conversation: string, draft: Draft): void {
  draftsStore.update((drafts) => new Map(drafts).set(conversation, draft));
}

export function insert(conversation: string, suggestion: Suggestion): void {
  setDraft(
    conversation,
    withSuggestion(draftOf(conversation), { script: suggestion.script, text: shown(suggestion.text) }),
  );
  document.getElementById("composer")?.focus();
}

/** Sends the draft; false when nothing could be taken in. */
export function sendDraft(conversation: string): boolean {
  const draft = draftOf(conversation);
  const text = draft.text.trim();
  if (text === "") return false;
  const id = outgoing.write(conversation, text);
  if (id == null) return false;
  const used = draft.suggestion;
  if (used != null) awaiting.set(id, { conversation, script: used.script, edited: text !== used.text.trim() });
  setDraft(conversation, EMPTY);
  return true;
}

/** Tells the server which suggestions were used, once it has numbered the messages; returns how to stop. */
export function reportUse(): () => void {
  return listen((frame) => {
    if (frame.type !== "ack") return;
    const use = awaiting.get(frame.id);
    if (use === undefined) return;
    awaiting.delete(frame.id);
    const path = `/conversations/${use.conversation}/suggestions/${use.script}/used`;
    // A lost report costs one sample of feedback and must not disturb the agent.
    api.post(path, { seq: frame.seq, edited: use.edited }).catch(() => undefined);
  });
}
