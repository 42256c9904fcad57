import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { outboxStore, send } from "../../app/live.ts";
import { useT } from "../../lib/i18n/index.ts";
import { OUTBOX_COUNT_MAX } from "../../lib/outbox.ts";
import { useStore } from "../../lib/store.ts";
import type { Conversation } from "../../lib/types.ts";
import { Icon } from "../../ui/icon.tsx";
import { isMine } from "./actions.ts";
import { draftOf, draftsStore, sendDraft, setDraft } from "./drafts.ts";

const TYPING_PAUSE_MILLISECONDS = 3_000;
const HEIGHT_PIXELS_MAX = 200;
const TEXT_CHARACTERS_MAX = 4_000;

/** Lets the field grow with what is written in it. */
function useGrowing(field: RefObject<HTMLTextAreaElement>, text: string): void {
  useEffect(() => {
    const element = field.current;
    if (element == null) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight + 2, HEIGHT_PIXELS_MAX)}px`;
  }, [field, text]);
}

/** Tells the customer that somebody is writing, at most every three seconds. */
function useTypingSignal(conversation: string): { on: () => void; reset: () => void } {
  const last = useRef(0);
  const on = () => {
    if (Date.now() - last.current < TYPING_PAUSE_MILLISECONDS) return;
    last.current = Date.now();
    send({ type: "typing", conversation, on: true });
  };
  return {
    on,
    reset: () => {
      last.current = 0;
    },
  };
}

export function Composer({ conversation }: { conversation: Conversation }) {
  const t = useT();
  useStore(draftsStore);
  const box = useStore(outboxStore);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = conversation.id;
  const draft = draftOf(id);
  const closed = conversation.state === "closed";
  const mine = isMine(conversation);
  const full = box.length >= OUTBOX_COUNT_MAX;
  useGrowing(field, draft.text);
  const typing = useTypingSignal(id);
  const type = (text: string) => {
    setDraft(id, { ...draft, text });
    typing.on();
  };
  const submit = () => {
    if (!full && sendDraft(id)) typing.reset();
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    // Enter while an input method is composing chooses a candidate; it must not send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const hint = t(closed ? "composerClosed" : mine ? "composerPlaceholder" : "composerWaiting");
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        id="composer"
        ref={field}
        rows={1}
        value={draft.text}
        maxLength={TEXT_CHARACTERS_MAX}
        disabled={closed || !mine}
        placeholder={full ? t("outboxFull") : hint}
        aria-label={t("composerLabel", { name: conversation.customer.name })}
        data-testid="composer"
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
      />
      <button
        type="submit"
        className="button primary send"
        disabled={closed || !mine || full || draft.text.trim() === ""}
        data-testid="send"
      >
        <Icon name="send" size={16} /> <span>{t("send")}</span>
      </button>
    </form>
  );
}
