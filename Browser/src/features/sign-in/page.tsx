import { type FormEvent, useState } from "react";
import { DoorTop } from "../../app/door.tsx";
import { aboutStore, signIn } from "../../app/session.ts";
import { Refusal } from "../../lib/http.ts";
import { type Key, useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import type { About } from "../../lib/types.ts";
import { TextField } from "../../ui/field.tsx";

export const roleKeys: Record<string, Key> = {
  administrator: "roleAdministrator",
  supervisor: "roleSupervisor",
  agent: "roleAgent",
};

export function SignInPage() {
  const t = useT();
  const about = useStore(aboutStore);
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await signIn(login.trim(), password);
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : t("errorNetwork"));
      setBusy(false);
    }
  };
  return (
    <div className="door">
      <DoorTop />
      <main className="door-card" id="main">
        <h1>{t("signInTitle")}</h1>
        <form onSubmit={submit}>
          <TextField
            label={t("login")}
            value={login}
            set={setLogin}
            required
            autoComplete="username"
            testid="sign-in-login"
          />
          <TextField
            label={t("password")}
            type="password"
            value={password}
            set={setPassword}
            required
            autoComplete="current-password"
            testid="sign-in-password"
          />
          {problem != null && <p className="problem" role="alert" data-testid="sign-in-problem">{problem}</p>}
          <button type="submit" className="button primary large" disabled={busy} data-testid="sign-in-submit">
            {t(busy ? "signingIn" : "signIn")}
          </button>
        </form>
        {about?.demoAccounts && (
          <DemoAccounts
            accounts={about.demoAccounts}
            choose={(account) => {
              setLogin(account.login);
              if (account.password !== undefined) setPassword(account.password);
              document.querySelector<HTMLInputElement>("input[type=password]")?.focus();
            }}
          />
        )}
      </main>
    </div>
  );
}

type Account = NonNullable<About["demoAccounts"]>[number];

function DemoAccounts({ accounts, choose }: { accounts: readonly Account[]; choose: (account: Account) => void }) {
  const t = useT();
  return (
    <section className="demo-accounts" data-testid="demo-accounts">
      <h2>{t("demoAccounts")}</h2>
      {accounts.map((account) => (
        <button
          key={account.login}
          type="button"
          aria-label={t("demoFill", { login: account.login })}
          data-testid={`demo-${account.login}`}
          onClick={() => choose(account)}
        >
          <strong>{account.name}</strong>
          <span className="mono">{account.login}</span>
          <span className="tag">{t(roleKeys[account.role] ?? "roleAgent")}</span>
        </button>
      ))}
    </section>
  );
}
