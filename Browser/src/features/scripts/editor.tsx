import { type FormEvent, useEffect, useState } from "react";
import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { textIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import { attempt } from "../../ui/toast.tsx";
import { CheckedField } from "./checked-field.tsx";
import { bodyOf, type CheckResult, draftOf, newScript, type Script, type ScriptDraft } from "./model.ts";

const CHECK_PAUSE_MILLISECONDS = 300;

/** The server's opinion of what is being written, a moment after the last key. */
function useCheck(condition: string, template: string): CheckResult | null {
  const [result, setResult] = useState<CheckResult | null>(null);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      // Without an answer the form still saves; the server checks again then.
      api.post<CheckResult>("/scripts/check", { condition, template })
        .then((answer) => !gone && setResult(answer), () => undefined);
    }, CHECK_PAUSE_MILLISECONDS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [condition, template]);
  return result;
}

interface EditorProps {
  script: Script | null;
  close: () => void;
  saved: () => void;
}

export function ScriptEditor({ script, close, saved }: EditorProps) {
  const t = useT();
  const allowed = useMay("write-scripts");
  const [draft, setDraft] = useState<ScriptDraft>(script == null ? newScript : draftOf(script));
  const check = useCheck(draft.condition, draft.template);
  const set = (change: Partial<ScriptDraft>) => setDraft((now) => ({ ...now, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = bodyOf(draft);
    const save = () =>
      script == null
        ? api.post("/scripts", body)
        : api.put(`/scripts/${script.id}`, { ...body, version: script.version });
    const done = await attempt(async () => {
      await save();
      return true;
    }, t("saved"));
    if (done === true) saved();
  };
  return (
    <Dialog title={script == null ? t("newScript") : script.title} testid="script-editor" wide close={close}>
      <form onSubmit={submit}>
        <NamingFields draft={draft} set={set} />
        <WordingFields draft={draft} set={set} check={check} />
        <UseFields draft={draft} set={set} />
        <div className="dialog-actions">
          <CheckState check={check} />
          <button type="button" className="button" onClick={close}>{t("cancel")}</button>
          {allowed && <button type="submit" className="button primary" data-testid="script-save">{t("save")}</button>}
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  draft: ScriptDraft;
  set: (change: Partial<ScriptDraft>) => void;
}

function NamingFields({ draft, set }: PartProps) {
  const t = useT();
  return (
    <div className="form-grid">
      <TextField
        label={t("scriptTitle")}
        value={draft.title}
        set={(title) => set({ title })}
        required
        testid="script-title"
      />
      <TextField label={t("scriptTitleEn")} value={draft.titleEn ?? ""} set={(titleEn) => set({ titleEn })} />
      <TextField
        label={t("scriptCode")}
        value={draft.code}
        set={(code) => set({ code })}
        required
        testid="script-code"
      />
      <TextField
        label={t("scriptTrade")}
        value={draft.trade}
        set={(trade) => set({ trade })}
        required
        testid="script-trade"
      />
      <TextField
        label={t("scriptCategory")}
        value={draft.category}
        set={(category) => set({ category })}
        required
        testid="script-category"
      />
      <TextField
        label={t("scriptStage")}
        value={draft.stage ?? ""}
        set={(stage) => set({ stage })}
        testid="script-stage"
      />
    </div>
  );
}

function WordingFields({ draft, set, check }: PartProps & { check: CheckResult | null }) {
  const t = useT();
  const complaints = check?.complaints ?? [];
  return (
    <>
      <CheckedField
        part="condition"
        label={t("scriptCondition")}
        rows={3}
        value={draft.condition}
        complaints={complaints}
        change={(condition) => set({ condition })}
      />
      <Attributes
        check={check}
        insert={(name) => set({ condition: `${draft.condition.trimEnd()} ${name}`.trimStart() })}
      />
      <CheckedField
        part="template"
        label={t("scriptTemplate")}
        rows={5}
        value={draft.template}
        complaints={complaints}
        change={(template) => set({ template })}
      />
    </>
  );
}

function UseFields({ draft, set }: PartProps) {
  const t = useT();
  return (
    <div className="form-grid">
      <TextField label={t("legalNote")} value={draft.legalNote ?? ""} set={(legalNote) => set({ legalNote })} />
      <TextField
        label={t("scriptPriority")}
        type="number"
        value={String(draft.priority)}
        set={(priority) => set({ priority: Number(priority) || 0 })}
      />
      <Switch label={t("scriptActive")} on={draft.active} set={(active) => set({ active })} />
    </div>
  );
}

function CheckState({ check }: { check: CheckResult | null }) {
  const t = useT();
  if (check == null) return null;
  return (
    <span
      className={check.ok ? "check-state good" : "check-state bad"}
      role="status"
      data-testid="check-state"
      data-ok={check.ok}
    >
      <Icon name={check.ok ? "circleCheck" : "circleAlert"} size={16} />
      {check.ok ? t("checkGood") : t("checkBad", { count: check.complaints.length })}
    </span>
  );
}

function Attributes({ check, insert }: { check: CheckResult | null; insert: (name: string) => void }) {
  const t = useT();
  const locale = useLocale();
  if (check == null || check.attributes.length === 0) return null;
  return (
    <details className="attributes">
      <summary>{t("attributes")}</summary>
      <ul>
        {check.attributes.map((one) => (
          <li key={one.name}>
            <button type="button" className="chip mono" onClick={() => insert(one.name)}>{one.name}</button>
            <span className="fine">
              {textIn(locale, one)} · {one.type}
              {one.values.length > 0 && `: ${one.values.join(", ")}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
