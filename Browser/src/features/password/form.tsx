import { type FormEvent, useState } from "react";
import { changePassword } from "../../app/session.ts";
import { Refusal } from "../../lib/http.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { Session } from "../../lib/types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Mark } from "../../ui/mark.tsx";
import { say } from "../../ui/toast.tsx";
import { PASSWORD_CHARACTERS_MIN, passwordProblem } from "./model.ts";

interface FormProps {
  login: string;
  done: () => void;
}

function PasswordForm({ login, done }: FormProps) {
  const t = useT();
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [repeat, setRepeat] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = passwordProblem(login, present, next, repeat);
    if (wrong != null) return setProblem(t(wrong, { count: PASSWORD_CHARACTERS_MIN }));
    try {
      await changePassword(present, next);
      say(t("passwordChanged"));
      done();
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : t("errorNetwork"));
    }
  };
  return (
    <form onSubmit={submit} data-testid="password-form">
      <TextField
        label={t("currentPassword")}
        type="password"
        required
        value={present}
        set={setPresent}
        autoComplete="current-password"
        testid="password-current"
      />
      <TextField
        label={t("newPassword")}
        type="password"
        required
        value={next}
        set={setNext}
        autoComplete="new-password"
        testid="password-next"
      />
      <TextField
        label={t("repeatPassword")}
        type="password"
        required
        value={repeat}
        set={setRepeat}
        autoComplete="new-password"
        testid="password-repeat"
      />
      <p className="fine">{t("passwordRule")}</p>
      {problem != null && <p className="problem" role="alert" data-testid="password-problem">{problem}</p>}
      <button type="submit" className="button primary large" data-testid="password-submit">{t("save")}</button>
    </form>
  );
}

/** The whole page, for someone who may do nothing else before. */
export function ForcedPasswordPage({ session }: { session: Session }) {
  const t = useT();
  return (
    <div className="door">
      <header className="door-top">
        <span className="door-brand">
          <Mark size={36} /> {t("brand")}
        </span>
      </header>
      <main className="door-card" id="main">
        <h1>{t("passwordTitle")}</h1>
        <p>{t("passwordForced")}</p>
        <PasswordForm login={session.agent.login} done={() => undefined} />
      </main>
    </div>
  );
}

export function PasswordDialog({ session, close }: { session: Session; close: () => void }) {
  const t = useT();
  return (
    <Dialog title={t("changePassword")} testid="password-dialog" close={close}>
      <PasswordForm login={session.agent.login} done={close} />
    </Dialog>
  );
}
