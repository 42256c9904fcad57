import { useEffect, useMemo, useState } from "react";
import { Link } from "../../app/router.tsx";
import { listTimeText } from "../../lib/format.ts";
import { type Key, nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { shown } from "../../lib/placeholder.ts";
import { useStore } from "../../lib/store.ts";
import type { Conversation, Session } from "../../lib/types.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { SearchField } from "../../ui/filter.tsx";
import { LevelTag } from "../../ui/level.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { shownStore } from "./actions.ts";
import { setSound, soundStore } from "./alerts.ts";
import { belongs, type Filter, inOrder, type Scope, type StateFilter } from "./model.ts";
import { conversationsStore, loadList } from "./store.ts";

const SEARCH_PAUSE_MILLISECONDS = 250;
/** Conversations of others reach this page by no feed, so the list of all is asked for again. */
const REFRESH_ALL_MILLISECONDS = 15_000;

const scopes: readonly (readonly [Scope, Key])[] = [["mine", "scopeMine"], ["queue", "scopeQueue"], [
  "all",
  "scopeAll",
]];

interface Listing {
  /** The server's own order and choice, for a search; null where the rules of the list decide. */
  found: readonly string[] | null;
  next: string | null;
  loading: boolean;
  error: unknown;
}

function useListing(filter: Filter, query: string): [Listing, () => void, () => void] {
  const [listing, setListing] = useState<Listing>({ found: null, next: null, loading: true, error: null });
  const [turn, setTurn] = useState(0);
  const { scope, state } = filter;
  useEffect(() => {
    const controller = new AbortController();
    setListing((before) => ({ ...before, loading: true, error: null }));
    const timer = setTimeout(async () => {
      try {
        const page = await loadList({ scope, state }, query, null, controller.signal);
        if (controller.signal.aborted) return;
        setListing({ found: query === "" ? null : page.ids, next: page.next, loading: false, error: null });
      } catch (error) {
        if (!controller.signal.aborted) setListing((before) => ({ ...before, loading: false, error }));
      }
    }, query === "" ? 0 : SEARCH_PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [scope, state, query, turn]);
  useEffect(() => {
    if (scope !== "all") return;
    const timer = setInterval(() => !document.hidden && setTurn((now) => now + 1), REFRESH_ALL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [scope]);
  const more = () =>
    void attempt(async () => {
      const page = await loadList(filter, query, listing.next, new AbortController().signal);
      const found = listing.found == null ? null : [...listing.found, ...page.ids];
      setListing({ found, next: page.next, loading: false, error: null });
    });
  return [listing, more, () => setTurn((now) => now + 1)];
}

export function ConversationList({ session, current }: { session: Session; current: string | null }) {
  const t = useT();
  const known = useStore(conversationsStore);
  const [scope, setScope] = useState<Scope>("mine");
  const [state, setState] = useState<StateFilter>("active");
  const [query, setQuery] = useState("");
  const filter: Filter = { scope, state };
  const [listing, more, reload] = useListing(filter, query.trim());
  const me = session.agent.id;
  const shown = useMemo(() => {
    if (listing.found != null) return listing.found.flatMap((id) => known.get(id) ?? []);
    return inOrder([...known.values()].filter((one) => belongs(one, { scope, state }, me)));
  }, [known, listing.found, scope, state, me]);
  useEffect(() => shownStore.set(shown), [shown]);
  return (
    <section className="list-pane" aria-label={t("conversations")}>
      <header className="list-head">
        <h2>{t("navInbox")}</h2>
        <SoundSwitch />
      </header>
      <ListTools filter={filter} query={query} setScope={setScope} setState={setState} setQuery={setQuery} />
      <div className="list-body">
        {listing.error != null && <Failed error={listing.error} retry={reload} />}
        {listing.error == null && shown.length === 0 && (listing.loading
          ? <Loading />
          : query.trim() === ""
          ? <Empty icon="inbox" title={t("noConversations")} text={t("noConversationsText")} />
          : <Empty icon="search" title={t("noMatch")} />)}
        <ul className="conversations" data-testid="conversation-list">
          {shown.map((one) => <Item key={one.id} conversation={one} current={one.id === current} />)}
        </ul>
        {listing.next != null && <button type="button" className="button quiet more" onClick={more}>{t("more")}
        </button>}
      </div>
    </section>
  );
}

interface ToolsProps {
  filter: Filter;
  query: string;
  setScope: (scope: Scope) => void;
  setState: (state: StateFilter) => void;
  setQuery: (query: string) => void;
}

function ListTools({ filter: { scope, state }, query, setScope, setState, setQuery }: ToolsProps) {
  const t = useT();
  return (
    <div className="list-tools">
      <SearchField
        label={t("searchConversations")}
        value={query}
        set={(text) => setQuery(text ?? "")}
        testid="conversation-search"
      />
      <div className="list-filters">
        <div className="segments" role="group" aria-label={t("conversations")}>
          {scopes.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={scope === value}
              data-testid={`scope-${value}`}
              onClick={() => setScope(value)}
            >
              {t(label)}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="chip"
          aria-pressed={state === "closed"}
          data-testid="filter-closed"
          onClick={() => setState(state === "closed" ? "active" : "closed")}
        >
          {t("filterClosed")}
        </button>
      </div>
    </div>
  );
}

function Item({ conversation, current }: { conversation: Conversation; current: boolean }) {
  const t = useT();
  const locale = useLocale();
  const { customer, intent, unread } = conversation;
  return (
    <li data-testid="conversation-item" data-conversation={conversation.id} data-state={conversation.state}>
      <Link to={`/app/inbox/${conversation.id}`} className="conversation" current={current}>
        <Avatar id={customer.id} name={customer.name} />
        <span className="conversation-main">
          <span className="conversation-top">
            <strong>{customer.name}</strong>
            <LevelTag level={customer.level} />
            <time dateTime={conversation.lastAt ?? conversation.openedAt}>
              {listTimeText(locale, conversation.lastAt ?? conversation.openedAt, new Date())}
            </time>
          </span>
          <span className="conversation-text">
            {conversation.lastAuthor !== "customer" && conversation.lastAuthor != null && "↩ "}
            {shown(conversation.lastText ?? "")}
          </span>
          <span className="conversation-tags">
            <StateTag conversation={conversation} />
            {intent != null && <span className="tag">{nameIn(locale, intent)}</span>}
            {unread > 0 && <span className="count" aria-label={t("unread", { count: unread })}>{unread}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

const stateKeys: Record<Conversation["state"], Key> = {
  waiting: "stateWaiting",
  bot: "stateBot",
  open: "stateOpen",
  closed: "stateClosed",
};

export function StateTag({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { state, agent } = conversation;
  if (state === "open" && agent != null) return <span className="tag">{agent.name}</span>;
  return <span className={`tag state-${state}`}>{t(stateKeys[state])}</span>;
}

function SoundSwitch() {
  const t = useT();
  const on = useStore(soundStore);
  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={on}
      aria-label={t(on ? "soundOff" : "soundOn")}
      title={t(on ? "soundIsOn" : "soundIsOff")}
      data-testid="sound-switch"
      onClick={() => setSound(!on)}
    >
      <Icon name={on ? "bell" : "bellOff"} />
    </button>
  );
}
