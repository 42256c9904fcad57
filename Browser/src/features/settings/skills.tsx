import { type FormEvent, useState } from "react";
import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { termIn } from "../../lib/i18n/terms.ts";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { TableSheet } from "../../ui/table.tsx";
import { loadAgents } from "./agents.tsx";
import { LEVEL_MAX, levelOf, skillNames, withLevel } from "./model.ts";
import type { Agent } from "./types.ts";

/** Who can do what, how well: one table of colleagues and skills. */
export function SkillsTab() {
  const t = useT();
  const allowed = useMay("manage");
  const { value: agents, error, reload, replace } = useLoad(loadAgents, []);
  const [added, setAdded] = useState<string[]>([]);
  const [name, setName] = useState("");
  if (error != null) return <Failed error={error} retry={reload} />;
  if (agents == null) return <Loading />;
  const names = [...new Set([...skillNames(agents), ...added])];
  const change = async (agent: Agent, skill: string, level: number) => {
    const skills = withLevel(agent.skills, skill, level);
    replace(agents.map((one) => one.id === agent.id ? { ...one, skills } : one));
    if (await attempt(() => api.patch(`/agents/${agent.id}`, { skills }).then(() => true), t("saved")) == null) {
      reload();
    }
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") setAdded([...added, name.trim()]);
    setName("");
  };
  return (
    <>
      <p className="tab-note">{t("skillsNote")}</p>
      {allowed && (
        <form className="tab-actions" onSubmit={add}>
          <input
            value={name}
            placeholder={t("skillName")}
            aria-label={t("skillName")}
            data-testid="skill-name"
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button" data-testid="skill-add">{t("addSkill")}</button>
        </form>
      )}
      {names.length === 0
        ? <Empty icon="graduationCap" title={t("noSkills")} />
        : <SkillTable agents={agents} names={names} change={(...input) => void change(...input)} />}
    </>
  );
}

interface TableProps {
  agents: readonly Agent[];
  names: readonly string[];
  change: (agent: Agent, skill: string, level: number) => void;
}

function SkillTable({ agents, names, change }: TableProps) {
  const t = useT();
  const allowed = useMay("manage");
  const locale = useLocale();
  return (
    <TableSheet label={t("tabSkills")}>
      <table className="table skills" data-testid="skill-table">
        <thead>
          <tr>
            <th scope="col">{t("columnAgent")}</th>
            {names.map((name) => <th key={name} scope="col">{termIn(locale, name)}</th>)}
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.id}>
              <th scope="row">{nameIn(locale, agent)}</th>
              {names.map((name) => (
                <td key={name}>
                  <input
                    key={levelOf(agent, name)}
                    disabled={!allowed}
                    type="number"
                    min={0}
                    max={LEVEL_MAX}
                    step={1}
                    defaultValue={levelOf(agent, name)}
                    aria-label={`${nameIn(locale, agent)}: ${termIn(locale, name)}`}
                    onBlur={(event) => {
                      const level = Number(event.target.value) || 0;
                      if (level !== levelOf(agent, name)) change(agent, name, level);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableSheet>
  );
}
