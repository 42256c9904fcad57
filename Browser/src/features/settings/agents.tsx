import { useState } from "react";
import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { termIn } from "../../lib/i18n/terms.ts";
import type { Page } from "../../lib/types.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useLoad } from "../../ui/load.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { TableSheet } from "../../ui/table.tsx";
import { roleKeys } from "../sign-in/page.tsx";
import { AgentForm } from "./agent-form.tsx";
import type { Agent } from "./types.ts";

type Layer = { kind: "edit"; agent: Agent | null } | { kind: "password"; login: string; password: string } | null;

export const loadAgents = () => api.get<Page<Agent>>("/agents", { limit: 200 }).then((page) => page.items);

export function AgentsTab() {
  const t = useT();
  const allowed = useMay("manage");
  const { value: agents, error, reload } = useLoad(loadAgents, []);
  const [layer, setLayer] = useState<Layer>(null);
  if (error != null) return <Failed error={error} retry={reload} />;
  if (agents == null) return <Loading />;
  return (
    <>
      <div className="tab-actions">
        {allowed && (
          <button
            type="button"
            className="button primary"
            data-testid="agent-new"
            onClick={() => setLayer({ kind: "edit", agent: null })}
          >
            <Icon name="userPlus" size={16} /> {t("newAgent")}
          </button>
        )}
      </div>
      <AgentTable agents={agents} edit={(agent) => setLayer({ kind: "edit", agent })} />
      {layer?.kind === "edit" && (
        <AgentForm
          agent={layer.agent}
          close={() => setLayer(null)}
          saved={(login, password) => {
            setLayer(password == null ? null : { kind: "password", login, password });
            reload();
          }}
        />
      )}
      {layer?.kind === "password" && (
        <Dialog
          title={t("initialPassword")}
          testid="initial-password"
          close={() => setLayer(null)}
        >
          <p>{t("initialPasswordText", { login: layer.login })}</p>
          <p className="secret">
            <code>{layer.password}</code> <CopyButton text={layer.password} />
          </p>
        </Dialog>
      )}
    </>
  );
}

function AgentTable({ agents, edit }: { agents: readonly Agent[]; edit: (agent: Agent) => void }) {
  const t = useT();
  return (
    <TableSheet label={t("tabAgents")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("columnAgent")}</th>
            <th scope="col">{t("role")}</th>
            <th scope="col">{t("team")}</th>
            <th scope="col">{t("presence")}</th>
            <th scope="col" className="number">{t("load")}</th>
            <th scope="col">{t("tabSkills")}</th>
            <th scope="col">
              <span className="spoken">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => <AgentRow key={agent.id} agent={agent} edit={edit} />)}
        </tbody>
      </table>
    </TableSheet>
  );
}

function AgentRow({ agent, edit }: { agent: Agent; edit: (agent: Agent) => void }) {
  const t = useT();
  const allowed = useMay("manage");
  const locale = useLocale();
  return (
    <tr data-testid="agent-row" data-login={agent.login}>
      <th scope="row">
        <span className="person">
          <Avatar id={agent.id} name={agent.name} size="s" />
          <span>
            {nameIn(locale, agent)}
            <small className="mono">{agent.login}</small>
          </span>
        </span>
      </th>
      <td>{t(roleKeys[agent.role] ?? "roleAgent")}</td>
      <td>{agent.team?.name ?? "—"}</td>
      <td>
        {agent.active
          ? (
            <span className="presence">
              <i className={`dot ${agent.presence}`} />
              {t(agent.presence)}
            </span>
          )
          : <span className="tag bad">{t("inactive")}</span>}
      </td>
      <td className="number">{agent.open} / {agent.capacity}</td>
      <td>
        <span className="tags">
          {agent.skills.map((skill) => (
            <span key={skill.name} className="tag">{termIn(locale, skill.name)} {skill.level}</span>
          ))}
        </span>
      </td>
      <td>
        {allowed && (
          <button
            type="button"
            className="icon-button"
            aria-label={`${t("edit")}: ${agent.name}`}
            data-testid="agent-edit"
            onClick={() => edit(agent)}
          >
            <Icon name="pencil" size={16} />
          </button>
        )}
      </td>
    </tr>
  );
}
