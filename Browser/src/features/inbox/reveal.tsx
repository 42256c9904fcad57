import { type FormEvent, useEffect, useState } from "react";
import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { attempt } from "../../ui/toast.tsx";

interface RevealProps {
  customer: string;
  field: "phone" | "email" | "id_number";
  masked: string;
}

const SHOWN_MILLISECONDS = 60_000;

/** A masked value with the one audited way to the plain one, which is hidden again after a minute. */
export function Reveal({ customer, field, masked }: RevealProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState("");
  const [value, setValue] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await attempt(() =>
      api.post<{ value: string }>(`/customers/${customer}/reveal`, { field, purpose: purpose.trim() })
    );
    if (answer === null) return;
    setValue(answer.value);
    setAsking(false);
    setPurpose("");
  };
  return (
    <span className="reveal">
      <span data-testid={`value-${field}`}>{value ?? masked}</span>
      {value === null && (
        <button
          type="button"
          className="link"
          data-testid={`reveal-${field}`}
          onClick={() => setAsking(true)}
        >
          {t("reveal")}
        </button>
      )}
      {asking && (
        <Dialog title={t("revealTitle")} testid="reveal-dialog" close={() => setAsking(false)}>
          <form onSubmit={submit}>
            <p>{t("revealText")}</p>
            <label className="field">
              <span>{t("revealPurpose")}</span>
              <input
                required
                minLength={2}
                value={purpose}
                placeholder={t("revealPurposeHint")}
                data-testid="reveal-purpose"
                onChange={(event) => setPurpose(event.target.value)}
              />
            </label>
            <div className="dialog-actions">
              <button type="submit" className="button primary" data-testid="reveal-submit">{t("reveal")}</button>
            </div>
          </form>
        </Dialog>
      )}
    </span>
  );
}
