// The frame around every page of the workspace.

import type { ReactNode } from "react";
import { type Key, localeStore, nameIn, setLocale, useLocale, useT } from "../lib/i18n/index.ts";
import { useStore } from "../lib/store.ts";
import { setTheme, storedTheme } from "../lib/theme.ts";
import type { Presence, Role, Session } from "../lib/types.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Menu, type MenuItem } from "../ui/menu.tsx";
import { attempt } from "../ui/toast.tsx";
import { linkStore } from "./live.ts";
import { may, type Right } from "./rights.ts";
import type { Route } from "./route.ts";
import { Link } from "./router.tsx";
import { api, sessionStore, signOut } from "./session.ts";

interface Destination {
  page: Route["page"];
  to: string;
  icon: IconName;
  label: Key;
  right?: Right;
}

export const destinations: readonly Destination[] = [
  { page: "inbox", to: "/app/inbox", icon: "inbox", label: "navInbox" },
  { page: "pipeline", to: "/app/pipeline", icon: "columns3", label: "navPipeline" },
  { page: "board", to: "/app/board", icon: "chartColumn", label: "navBoard" },
  { page: "scripts", to: "/app/scripts", icon: "bookOpenText", label: "navScripts" },
  {
    page: "settings",
    to: "/app/settings",
    icon: "settings",
    label: "navSettings",
    right: "see-settings",
  },
  { page: "audit", to: "/app/audit", icon: "shieldCheck", label: "navAudit", right: "see-audit" },
];

export function destinationsFor(role: Role): readonly Destination[] {
  return destinations.filter((one) => one.right === undefined || may(role, one.right));
}

export function setPresence(session: Session, state: Presence): void {
  void attempt(async () => {
    await api.put("/me/presence", { state });
    sessionStore.set({ status: "in", session: { ...session, agent: { ...session.agent, presence: state } } });
  });
}

interface ShellProps {
  session: Session;
  page: Route["page"];
  openPassword: () => void;
  openHelp: () => void;
  openCommands: () => void;
  children: ReactNode;
}

export function Shell({ session, page, openPassword, openHelp, openCommands, children }: ShellProps) {
  const t = useT();
  return (
    <div className="shell">
      <a className="skip" href="#main">{t("skipToContent")}</a>
      <nav className="rail" aria-label={t("navMain")}>
        <Link to="/app/inbox" className="rail-brand" label={t("brand")}>
          <Mark size={36} />
        </Link>
        <ul>
          {destinationsFor(session.agent.role).map((one) => (
            <li key={one.page}>
              <Link to={one.to} className="rail-item" current={one.page === page} testid={`nav-${one.page}`}>
                <Icon name={one.icon} size={20} />
                <span>{t(one.label)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div className="rail-foot">
          <button
            type="button"
            className="icon-button wide-only"
            aria-label={t("commandTitle")}
            onClick={openCommands}
            data-testid="open-commands"
          >
            <Icon name="search" />
          </button>
          <button
            type="button"
            className="icon-button wide-only"
            aria-label={t("helpTitle")}
            onClick={openHelp}
            data-testid="open-help"
          >
            <Icon name="keyboard" />
          </button>
          <Account session={session} openPassword={openPassword} />
        </div>
      </nav>
      <div className="content">
        <Connection />
        <main id="main" className="page" tabIndex={-1}>{children}</main>
      </div>
    </div>
  );
}

/** A line across the page while the live connection is not what it should be. */
function Connection() {
  const t = useT();
  const state = useStore(linkStore);
  if (state !== "offline" && state !== "polling") return null;
  return (
    <div className={`connection ${state}`} role="status" data-testid="connection-banner">
      <Icon name={state === "offline" ? "wifiOff" : "activity"} size={16} />
      {t(state === "offline" ? "offlineBanner" : "pollingBanner")}
    </div>
  );
}

function Account({ session, openPassword }: { session: Session; openPassword: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { agent } = session;
  const name = nameIn(locale, agent);
  const states: Presence[] = ["online", "busy", "offline"];
  const items: MenuItem[] = [
    ...states.map((state) => ({
      key: state,
      label: (
        <>
          <i className={`dot ${state}`} />
          {t(state)}
        </>
      ),
      checked: agent.presence === state,
      testid: `presence-${state}`,
      run: () => setPresence(session, state),
    })),
    ...appearanceItems(t),
    {
      key: "password",
      label: (
        <>
          <Icon name="keyRound" size={16} />
          {t("changePassword")}
        </>
      ),
      run: openPassword,
    },
    {
      key: "out",
      label: (
        <>
          <Icon name="logOut" size={16} />
          {t("signOut")}
        </>
      ),
      testid: "sign-out",
      run: () => void attempt(signOut),
    },
  ];
  const face = (
    <>
      <Avatar id={agent.id} name={name} />
      <i className={`dot ${agent.presence}`} />
    </>
  );
  return (
    <Menu
      label={`${t("account")} · ${name}`}
      button={face}
      items={items}
      className="account"
      testid="account-menu"
      side="above"
    />
  );
}

/** The choices of language and appearance, for menus. */
export function appearanceItems(t: ReturnType<typeof useT>): MenuItem[] {
  const themes = [["system", "monitor", "themeSystem"], ["light", "sun", "themeLight"], [
    "dark",
    "moon",
    "themeDark",
  ]] as const;
  const locales = [["zh-CN", "简体中文"], ["en", "English"]] as const;
  return [
    ...locales.map(([locale, label]) => ({
      key: locale,
      label: (
        <>
          <Icon name="languages" size={16} />
          {label}
        </>
      ),
      checked: localeStore.get() === locale,
      testid: `locale-${locale}`,
      run: () => setLocale(locale),
    })),
    ...themes.map(([theme, icon, label]) => ({
      key: theme,
      label: (
        <>
          <Icon name={icon} size={16} />
          {t(label)}
        </>
      ),
      checked: storedTheme() === theme,
      testid: `theme-${theme}`,
      run: () => setTheme(theme),
    })),
  ];
}
