import { type FormEvent, useState } from "react";
import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { Role } from "../../lib/types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ChoiceField, Switch, TextField } from "../../ui/field.tsx";
import { useLoad } from "../../ui/load.ts";
import { attempt } from "../../ui/toast.tsx";
import { roleKeys } from "../sign-in/page.tsx";
import type { Agent } from "./types.ts";

interface FormProps {
  agent: Agent | null;
  close: () => void;
  /** The first password is given once, when an account is made. */
  saved: (login: string, initialPassword: string | null) => void;
}

const CAPACITY_MAX = 50;
const roles: readonly Role[] = ["agent", "supervisor", "administrator"];

export function AgentForm({ agent, close, saved }: FormProps) {
  const t = useT();
  const { value: teams } = useLoad(() => api.get<{ items: { id: string; name: string }[] }>("/teams"), []);
  const [login, setLogin] = useState(agent?.login ?? "");
  const [name, setName] = useState(agent?.name ?? "");
  const [nameEn, setNameEn] = useState(agent?.nameEn ?? "");
  const [role, setRole] = useState<string>(agent?.role ?? "agent");
  const [team, setTeam] = useState(agent?.team?.id ?? "");
  const [capacity, setCapacity] = useState(String(agent?.capacity ?? 5));
  const [active, setActive] = useState(agent?.active ?? true);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const rounded = Math.min(CAPACITY_MAX, Math.max(0, Math.round(Number(capacity) || 0)));
    const body = {
      name: name.trim(),
      nameEn: nameEn.trim() || name.trim(),
      role,
      team: team || null,
      capacity: rounded,
    };
    const answer = await attempt<{ initialPassword?: string }>(
      () =>
        agent == null
          ? api.post<{ initialPassword?: string }>("/agents", { ...body, login: login.trim(), skills: [] })
          : api.patch<unknown>(`/agents/${agent.id}`, { ...body, active }).then(() => ({})),
      t("saved"),
    );
    if (answer != null) saved(login.trim(), answer.initialPassword ?? null);
  };
  const teamOptions = [["", t("none")] as const, ...(teams?.items ?? []).map((one) => [one.id, one.name] as const)];
  return (
    <Dialog title={agent?.name ?? t("newAgent")} testid="agent-form" close={close}>
      <form onSubmit={submit}>
        {agent == null && <TextField label={t("login")} value={login} set={setLogin} required testid="agent-login" />}
        <TextField label={t("personName")} value={name} set={setName} required testid="agent-name" />
        <TextField label={t("personNameEn")} value={nameEn} set={setNameEn} />
        <ChoiceField
          label={t("role")}
          value={role}
          set={setRole}
          options={roles.map((one) => [one, t(roleKeys[one] ?? "roleAgent")])}
        />
        <ChoiceField label={t("team")} value={team} set={setTeam} options={teamOptions} />
        <TextField
          label={t("capacity")}
          type="number"
          value={capacity}
          set={setCapacity}
          hint={t("capacityHint")}
          testid="agent-capacity"
        />
        {agent != null && <Switch label={t("accountActive")} on={active} set={setActive} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={close}>{t("cancel")}</button>
          <button type="submit" className="button primary" data-testid="agent-save">{t("save")}</button>
        </div>
      </form>
    </Dialog>
  );
}
