import { useRef, useState } from "react";
import { useSearchValue } from "../../app/router.tsx";
import { api } from "../../app/session.ts";
import { dateTimeText } from "../../lib/format.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Named, Page } from "../../lib/types.ts";
import { Filter, plain } from "../../ui/filter.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useLoad } from "../../ui/load.ts";
import { usePaged } from "../../ui/paged.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { TableSheet } from "../../ui/table.tsx";
import { type AuditEntry, detailText, shortHash, type Verification } from "./model.ts";

export default function AuditPage() {
  const t = useT();
  const [actor, setActor] = useSearchValue("actor");
  const [action, setAction] = useSearchValue("action");
  const { items, error, hasMore, more, reload } = usePaged<AuditEntry>(
    (cursor, signal) => api.get<Page<AuditEntry>>("/audit", { actor, action, cursor }, signal),
    [actor, action],
  );
  const { value: agents } = useLoad(() => api.get<Page<Named>>("/agents"), []);
  const people = (agents?.items ?? []).map((one) => [one.id, one.name] as const);
  const seen = useRef(new Set<string>());
  for (const entry of items ?? []) seen.current.add(entry.action);
  const actions = [...seen.current].sort();
  return (
    <div className="page-body" data-testid="audit">
      <header className="page-head">
        <h1>{t("auditTitle")}</h1>
        <VerifyButton />
      </header>
      <p className="tab-note">{t("auditNote")}</p>
      <div className="filters">
        <Filter label={t("auditActor")} value={actor} options={people} set={setActor} testid="audit-actor" />
        <Filter
          label={t("auditAction")}
          value={action}
          options={plain(actions)}
          set={setAction}
          testid="audit-action"
        />
      </div>
      {error != null && <Failed error={error} retry={reload} />}
      {items == null && error == null && <Loading />}
      {items != null && items.length === 0 && <Empty icon="shieldCheck" title={t("noAudit")} />}
      {items != null && items.length > 0 && <AuditTable items={items} />}
      {hasMore && (
        <button type="button" className="button quiet" data-testid="audit-more" onClick={more}>{t("more")}</button>
      )}
    </div>
  );
}

function VerifyButton() {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Verification | null>(null);
  const verify = async () => {
    setBusy(true);
    setResult(await attempt(() => api.post<Verification>("/audit/verify")));
    setBusy(false);
  };
  return (
    <>
      {result != null && (
        <span
          className={result.ok ? "check-state good" : "check-state bad"}
          role="status"
          data-testid="audit-result"
          data-ok={result.ok}
        >
          <Icon name={result.ok ? "shieldCheck" : "triangleAlert"} size={16} />
          {result.ok
            ? t("auditGood", { count: result.rows })
            : t("auditBad", { number: result.firstBad ?? 0, count: result.rows })}
        </span>
      )}
      <button
        type="button"
        className="button"
        disabled={busy}
        data-testid="audit-verify"
        onClick={() => void verify()}
      >
        <Icon name="shieldCheck" size={16} /> {t(busy ? "auditVerifying" : "auditVerify")}
      </button>
    </>
  );
}

function AuditTable({ items }: { items: readonly AuditEntry[] }) {
  const t = useT();
  const locale = useLocale();
  const hashed = items.some((entry) => entry.hash !== undefined);
  return (
    <TableSheet label={t("auditTitle")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">#</th>
            <th scope="col">{t("columnTime")}</th>
            <th scope="col">{t("auditActor")}</th>
            <th scope="col">{t("auditAction")}</th>
            <th scope="col">{t("columnObject")}</th>
            <th scope="col">IP</th>
            {hashed && <th scope="col">{t("columnHash")}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.number} data-testid="audit-row">
              <td className="number">{entry.number}</td>
              <td className="nowrap">{dateTimeText(locale, entry.at)}</td>
              <td>{entry.actor.name ?? entry.actor.kind}</td>
              <td className="mono">{entry.action}</td>
              <td>
                <span className="mono">{entry.object ?? "—"}</span>
                <small>{detailText(entry.detail)}</small>
              </td>
              <td className="mono">{entry.ip ?? "—"}</td>
              {hashed && <td className="mono" title={entry.hash}>{shortHash(entry.hash ?? "")}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableSheet>
  );
}
