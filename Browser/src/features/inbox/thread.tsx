import { useEffect, useLayoutEffect, useRef } from "react";
import { navigate } from "../../app/router.tsx";
import { outboxStore, outgoing } from "../../app/live.ts";
import { clockText, dateText, daysBetween } from "../../lib/format.ts";
import { type Translate, useLocale, useT } from "../../lib/i18n/index.ts";
import { shown } from "../../lib/placeholder.ts";
import { useStore } from "../../lib/store.ts";
import type { Tick } from "../../lib/thread.ts";
import type { Conversation, Message } from "../../lib/types.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { isMine, resolve, take } from "./actions.ts";
import { Composer } from "./composer.tsx";
import { StateTag } from "./list.tsx";
import { type Row, rowsOf } from "./model.ts";
import { loadOlder, markRead, type OpenThread } from "./store.ts";
import { SafeText } from "./reveal.tsx";
import { TransferMenu } from "./transfer.tsx";

interface ThreadProps {
  conversation: Conversation;
  open: OpenThread;
  showPanel: () => void;
}

const NEAR_END_PIXELS = 120;

export function ThreadView({ conversation, open, showPanel }: ThreadProps) {
  const t = useT();
  const box = useStore(outboxStore);
  const rows = rowsOf(open.thread, conversation.id, box);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastKey = rows.at(-1)?.key;
  useReadMark(conversation, open);
  useLayoutEffect(() => {
    if (atEnd.current && list.current != null) list.current.scrollTop = list.current.scrollHeight;
  }, [lastKey, rows.length, open.typing]);
  const scrolled = () => {
    const element = list.current;
    if (element != null) {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PIXELS;
    }
  };
  return (
    <>
      <ThreadHead conversation={conversation} showPanel={showPanel} />
      <div
        className="messages"
        ref={list}
        role="log"
        aria-label={t("messages")}
        tabIndex={0}
        data-testid="messages"
        onScroll={scrolled}
      >
        {open.loading && rows.length === 0 && <Loading />}
        {open.hasOlder && (
          <button type="button" className="button quiet" onClick={() => void attempt(loadOlder)}>
            {t("olderMessages")}
          </button>
        )}
        {rows.map((row) => <RowView key={row.key} row={row} conversation={conversation} />)}
      </div>
      <p className="typing" data-testid="typing" role="status">
        {open.typing != null && t("typing", { name: open.typing || conversation.customer.name })}
      </p>
      <Composer conversation={conversation} />
    </>
  );
}

/** Tells the other side that its messages were seen, while this page is really being looked at. */
function useReadMark(conversation: Conversation, open: OpenThread): void {
  const last = open.thread.messages.at(-1)?.seq ?? 0;
  const mine = isMine(conversation);
  useEffect(() => {
    const mark = () => {
      if (!document.hidden && mine && last > 0) markRead(conversation.id, last);
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [conversation.id, conversation.unread, last, mine]);
}

function ThreadHead({ conversation, showPanel }: { conversation: Conversation; showPanel: () => void }) {
  const t = useT();
  const { customer, channel } = conversation;
  const mine = isMine(conversation);
  const closed = conversation.state === "closed";
  return (
    <header className="thread-head">
      <button
        type="button"
        className="icon-button narrow-only"
        aria-label={t("toList")}
        data-testid="back-to-list"
        onClick={() => navigate("/app/inbox")}
      >
        <Icon name="arrowLeft" />
      </button>
      <Avatar id={customer.id} name={customer.name} />
      <div className="thread-who">
        <h2>{customer.name}</h2>
        <p>
          #{conversation.number} · {channel.name} <StateTag conversation={conversation} />
        </p>
      </div>
      <div className="thread-actions">
        {!closed && !mine && (
          <button
            type="button"
            className="button primary"
            data-testid="take"
            onClick={() => void take(conversation.id)}
          >
            <Icon name="hand" size={16} /> <span>{t("take")}</span>
          </button>
        )}
        {!closed && mine && <TransferMenu conversation={conversation} />}
        {!closed && (
          <button
            type="button"
            className="button"
            data-testid="resolve"
            aria-label={t("resolve")}
            onClick={() => void resolve(conversation.id)}
          >
            <Icon name="check" size={16} /> <span>{t("resolve")}</span>
          </button>
        )}
        <button
          type="button"
          className="icon-button panel-only"
          aria-label={t("showDetails")}
          data-testid="show-panel"
          onClick={showPanel}
        >
          <Icon name="user" />
        </button>
      </div>
    </header>
  );
}

function RowView({ row, conversation }: { row: Row; conversation: Conversation }) {
  const t = useT();
  const locale = useLocale();
  if (row.kind === "day") return <p className="day">{dayText(row.at, locale, t)}</p>;
  if (row.kind === "event") {
    return <p className="event" data-testid="event">{shown(row.message.text)} · {clockText(locale, row.message.at)}</p>;
  }
  if (row.kind === "unsent") return <Unsent row={row} />;
  const { message, mine, first, tick } = row;
  return (
    <div
      className={`message ${mine ? "mine" : "theirs"} ${message.author.kind} ${first ? "first" : ""}`}
      data-testid="message"
      data-seq={message.seq}
      data-author={message.author.kind}
      data-tick={tick}
    >
      {first && <p className="message-who">{authorName(message, conversation, t)}</p>}
      <p className="bubble">
        <SafeText text={message.text} />
      </p>
      <p className="message-meta">
        {clockText(locale, message.at)}
        {tick != null && <TickSign tick={tick} />}
      </p>
    </div>
  );
}

function Unsent({ row }: { row: Extract<Row, { kind: "unsent" }> }) {
  const t = useT();
  const { entry } = row;
  return (
    <div className="message mine unsent" data-testid="unsent" data-refused={entry.refused != null}>
      <p className="bubble">{entry.text}</p>
      {entry.refused == null
        ? (
          <p className="message-meta">
            <Icon name="clock" size={14} /> {t("sending")}
          </p>
        )
        : (
          <p className="message-meta bad">
            <Icon name="triangleAlert" size={14} /> {t("notSent")}: {entry.refused}
            <button type="button" className="link" onClick={() => outgoing.retry(entry.id)}>{t("retry")}</button>
            <button type="button" className="link" onClick={() => outgoing.drop(entry.id)}>{t("drop")}</button>
          </p>
        )}
    </div>
  );
}

function TickSign({ tick }: { tick: Tick }) {
  const t = useT();
  return (
    <span className={`tick ${tick}`} title={t(tick)}>
      <Icon name={tick === "sent" ? "check" : "checkCheck"} size={15} />
      <span className="spoken">{t(tick)}</span>
    </span>
  );
}

function authorName(message: Message, conversation: Conversation, t: Translate): string {
  const { kind, name } = message.author;
  if (kind === "customer") return name ?? conversation.customer.name;
  return name ?? t(kind === "bot" ? "bot" : "system");
}

function dayText(at: string, locale: string, t: Translate): string {
  const days = daysBetween(new Date(at), new Date());
  return days === 0 ? t("today") : days === 1 ? t("yesterday") : dateText(locale, at);
}
