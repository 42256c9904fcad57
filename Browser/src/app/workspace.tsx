// What a signed-in colleague sees.

import { lazy, Suspense, useEffect, useState } from "react";
import { watchTitle } from "../features/inbox/alerts.ts";
import { reportUse } from "../features/inbox/drafts.ts";
import { InboxPage } from "../features/inbox/page.tsx";
import { startInbox } from "../features/inbox/store.ts";
import { CommandBar } from "../features/commands/bar.tsx";
import { commandsFor } from "../features/commands/commands.ts";
import { Help } from "../features/commands/help.tsx";
import { PasswordDialog } from "../features/password/form.tsx";
import { t, useT } from "../lib/i18n/index.ts";
import type { Session } from "../lib/types.ts";
import { Empty, Loading } from "../ui/states.tsx";
import { listen, lost, startLive, stopLive, wake } from "./live.ts";
import type { Route } from "./route.ts";
import { Link } from "./router.tsx";
import { sessionStore } from "./session.ts";
import { Shell } from "./shell.tsx";
import { type Layer, useShortcuts } from "./shortcuts.ts";

const PipelinePage = lazy(() => import("../features/pipeline/page.tsx"));
const BoardPage = lazy(() => import("../features/board/page.tsx"));
const ScriptsPage = lazy(() => import("../features/scripts/page.tsx"));
const SettingsPage = lazy(() => import("../features/settings/page.tsx"));
const AuditPage = lazy(() => import("../features/audit/page.tsx"));

function useLive(session: Session): boolean {
  const [ready, setReady] = useState(false);
  const id = session.agent.id;
  useEffect(() => {
    startLive(session);
    const stops = [startInbox(), reportUse(), followPresence(id), watchTitle(id, () => `${t("brand")} Magpie`)];
    const look = () => !document.hidden && wake();
    addEventListener("online", wake);
    addEventListener("offline", lost);
    document.addEventListener("visibilitychange", look);
    setReady(true);
    return () => {
      for (const stop of stops) stop();
      removeEventListener("online", wake);
      removeEventListener("offline", lost);
      document.removeEventListener("visibilitychange", look);
      stopLive();
      setReady(false);
    };
  }, [id]);
  return ready;
}

/** The server takes colleagues offline who left; the page shows what holds. */
function followPresence(me: string): () => void {
  return listen((frame) => {
    const state = sessionStore.get();
    if (frame.type !== "presence" || frame.agent !== me || state.status !== "in") return;
    const agent = { ...state.session.agent, presence: frame.state };
    sessionStore.set({ status: "in", session: { ...state.session, agent } });
  });
}

export function Workspace({ session, route }: { session: Session; route: Route }) {
  const ready = useLive(session);
  const [layer, setLayer] = useState<Layer>(null);
  useShortcuts(session, layer, setLayer);
  if (!ready) return null;
  const open = { help: () => setLayer("help"), password: () => setLayer("password") };
  const close = () => setLayer(null);
  return (
    <>
      <Shell
        session={session}
        page={route.page}
        openPassword={open.password}
        openHelp={open.help}
        openCommands={() => setLayer("commands")}
      >
        <Suspense fallback={<Loading />}>
          <PageOf session={session} route={route} />
        </Suspense>
      </Shell>
      {layer === "commands" && <CommandBar commands={commandsFor(session, open)} close={close} />}
      {layer === "help" && <Help close={close} />}
      {layer === "password" && <PasswordDialog session={session} close={close} />}
    </>
  );
}

function PageOf({ session, route }: { session: Session; route: Route }) {
  const translate = useT();
  switch (route.page) {
    case "inbox":
      return <InboxPage session={session} conversation={route.conversation} />;
    case "pipeline":
      return <PipelinePage />;
    case "board":
      return <BoardPage />;
    case "scripts":
      return <ScriptsPage />;
    case "settings":
      return <SettingsPage tab={route.tab} />;
    case "audit":
      return <AuditPage />;
    default:
      return (
        <Empty icon="circleQuestionMark" title={translate("notFoundTitle")} text={translate("notFoundText")}>
          <Link to="/app/inbox" className="button">{translate("goToInbox")}</Link>
        </Empty>
      );
  }
}
