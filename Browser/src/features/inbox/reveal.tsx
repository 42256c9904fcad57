import { type FormEvent, useEffect, useState } from "react";
import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import { placeholdersIn } from "../../lib/placeholder.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { attempt } from "../../ui/toast.tsx";

interface RevealProps {
  kind: string;
  masked: string;
  /** Asks the server for the plain value, which is audited with the purpose. */
  ask: (purpose: string) => Promise<{ value: string }>;
}

const SHOWN_MILLISECONDS = 60_000;

/** A masked value with the one audited way to the plain one, which is hidden again after a minute. */
export function Reveal({ kind, masked, ask }: RevealProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  useEffect(() => {
    if (value == null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <span className="reveal">
      <span data-testid={`value-${kind}`}>{value ?? masked}</span>
      {value == null && (
        <button
          type="button"
          className="link"
          data-testid={`reveal-${kind}`}
          onClick={() => setAsking(true)}
        >
          {t("reveal")}
        </button>
      )}
      {asking && <PurposeDialog ask={ask} close={() => setAsking(false)} done={setValue} />}
    </span>
  );
}

interface PurposeProps {
  ask: RevealProps["ask"];
  close: () => void;
  done: (value: string) => void;
}

function PurposeDialog({ ask, close, done }: PurposeProps) {
  const t = useT();
  const [purpose, setPurpose] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await attempt(() => ask(purpose.trim()));
    if (answer == null) return;
    done(answer.value);
    close();
  };
  return (
    <Dialog title={t("revealTitle")} testid="reveal-dialog" close={close}>
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
  );
}

/** A message's words; what the server hid can be asked for. */
export function SafeText({ text }: { text: string }) {
  return (
    <>
      {placeholdersIn(text).map((piece, index) =>
        typeof piece === "string" ? piece : (
          <Reveal
            key={index}
            kind={piece.kind}
            masked={piece.masked}
            ask={(purpose) => api.post("/reveal", { placeholder: piece.text, purpose })}
          />
        )
      )}
    </>
  );
}
