import { Link } from "../../app/router.tsx";
import type { SettingsTab } from "../../app/route.ts";
import { aboutStore } from "../../app/session.ts";
import { type Key, useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import { AgentsTab } from "./agents.tsx";
import { ChannelsTab } from "./channels.tsx";
import { DemoTab } from "./demo.tsx";
import { ParkedTab } from "./parked.tsx";
import { SkillsTab } from "./skills.tsx";
import { WebhooksTab } from "./webhooks.tsx";

const tabs: readonly (readonly [SettingsTab, Key])[] = [
  ["agents", "tabAgents"],
  ["skills", "tabSkills"],
  ["channels", "tabChannels"],
  ["webhooks", "tabWebhooks"],
  ["parked", "tabParked"],
  ["demo", "tabDemo"],
];

export default function SettingsPage({ tab }: { tab: SettingsTab }) {
  const t = useT();
  const about = useStore(aboutStore);
  const shown = tabs.filter(([name]) => name !== "demo" || about?.demo === true);
  return (
    <div className="page-body" data-testid="settings">
      <header className="page-head">
        <h1>{t("navSettings")}</h1>
      </header>
      <nav className="tabs" aria-label={t("navSettings")}>
        {shown.map(([name, label]) => (
          <Link key={name} to={`/app/settings/${name}`} current={name === tab} testid={`settings-${name}`}>
            {t(label)}
          </Link>
        ))}
      </nav>
      {tab === "agents" && <AgentsTab />}
      {tab === "skills" && <SkillsTab />}
      {tab === "channels" && <ChannelsTab />}
      {tab === "webhooks" && <WebhooksTab />}
      {tab === "parked" && <ParkedTab />}
      {tab === "demo" && <DemoTab />}
    </div>
  );
}
