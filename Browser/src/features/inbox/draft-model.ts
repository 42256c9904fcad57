// What is being written, and what a suggestion does to it.

import type { Suggestion } from "../../lib/types.ts";

export interface Draft {
  text: string;
  suggestion: { script: string; text: string } | null;
}

/** Puts a suggestion into the composer: in place of an untouched suggestion, else after what is written. */
export function withSuggestion(draft: Draft, suggestion: Pick<Suggestion, "script" | "text">): Draft {
  const untouched = draft.text.trim() === "" || draft.text === draft.suggestion?.text;
  const text = untouched ? suggestion.text : `${draft.text.trimEnd()}\n${suggestion.text}`;
  return { text, suggestion: { script: suggestion.script, text: suggestion.text } };
}
