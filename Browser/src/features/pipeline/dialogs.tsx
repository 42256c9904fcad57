import { type FormEvent, useState } from "react";
import { parseAmount } from "../../lib/format.ts";
import { type Key, useT } from "../../lib/i18n/index.ts";
import type { Money, Stage } from "../../lib/types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { stageKeys } from "../inbox/panel-deal.tsx";
import type { Deal, Move } from "./model.ts";

export interface Asking {
  deal: Deal;
  stage: Stage;
  what: "reason" | "amount";
}

interface AskProps {
  asking: Asking;
  close: () => void;
  go: (deal: Deal, move: Move) => void;
}

const reasons: readonly Key[] = ["lostPrice", "lostCompetitor", "lostNeed", "lostSilent"];

export function MoveDialog({ asking, close, go }: AskProps) {
  const t = useT();
  const { deal, stage, what } = asking;
  const title = `${deal.customer.name} → ${t(stageKeys[stage])}`;
  const done = (move: Move) => {
    close();
    go(deal, move);
  };
  return (
    <Dialog title={title} testid="move-dialog" close={close}>
      {what === "reason"
        ? <ReasonForm done={(reason) => done({ stage, reason })} />
        : <AmountForm amount={deal.amount} done={(amount) => done({ stage, amount })} />}
    </Dialog>
  );
}

function ReasonForm({ done }: { done: (reason: string) => void }) {
  const t = useT();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") done(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <label className="field">
        <span>{t("lostReason")}</span>
        <input
          required
          maxLength={200}
          value={reason}
          data-testid="lost-reason"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="tags">
        {reasons.map((key) => (
          <button key={key} type="button" className="chip" onClick={() => setReason(t(key))}>{t(key)}</button>
        ))}
      </p>
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="move-submit">{t("move")}</button>
      </div>
    </form>
  );
}

function AmountForm({ amount, done }: { amount: Money | null; done: (amount: Money) => void }) {
  const t = useT();
  const currency = amount?.currency ?? "CNY";
  const [text, setText] = useState(amount == null ? "" : String(amount.minor / 100));
  const [problem, setProblem] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = parseAmount(text, currency);
    if (value == null) setProblem(true);
    else done(value);
  };
  return (
    <form onSubmit={submit}>
      <label className="field">
        <span>{t("amountIn", { currency })}</span>
        <input
          required
          inputMode="decimal"
          value={text}
          aria-invalid={problem}
          data-testid="deal-amount"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {problem && <p className="problem" role="alert">{t("amountProblem")}</p>}
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="move-submit">{t("save")}</button>
      </div>
    </form>
  );
}
