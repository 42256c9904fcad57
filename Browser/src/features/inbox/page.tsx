import { useEffect, useState } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import type { Session } from "../../lib/types.ts";
import { Empty, Failed } from "../../ui/states.tsx";
import { ConversationList } from "./list.tsx";
import { CustomerPanel } from "./panel.tsx";
import { closeThread, conversationsStore, openThread, threadStore } from "./store.ts";
import { ThreadView } from "./thread.tsx";

/** List, thread and panel side by side; on a phone one of them at a time. */
export function InboxPage({ session, conversation }: { session: Session; conversation: string | null }) {
  const t = useT();
  const open = useStore(threadStore);
  const known = useStore(conversationsStore);
  const [showsPanel, setShowsPanel] = useState(false);
  useEffect(() => {
    setShowsPanel(false);
    if (conversation == null) closeThread();
    else void openThread(conversation);
  }, [conversation]);
  const item = conversation == null ? undefined : known.get(conversation);
  const pane = conversation == null ? "list" : showsPanel ? "panel" : "thread";
  return (
    <div className="inbox" data-pane={pane} data-testid="inbox">
      <h1 className="spoken">{t("navInbox")}</h1>
      <ConversationList session={session} current={conversation} />
      <section className="thread-pane" aria-label={t("sideConversation")}>
        {conversation == null && (
          <Empty icon="messageSquareText" title={t("chooseConversation")} text={t("chooseConversationText")} />
        )}
        {open?.error != null && <Failed error={open.error} retry={() => void openThread(open.conversation)} />}
        {item !== undefined && open?.conversation === item.id && open.error == null && (
          <ThreadView
            conversation={item}
            open={open}
            showPanel={() => setShowsPanel(true)}
          />
        )}
      </section>
      {conversation != null && open?.error == null && (
        <CustomerPanel
          conversation={conversation}
          back={() => setShowsPanel(false)}
        />
      )}
    </div>
  );
}
