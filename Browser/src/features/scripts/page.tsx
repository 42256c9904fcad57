import { useRef, useState } from "react";
import { useSearchValue } from "../../app/router.tsx";
import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { dateText } from "../../lib/format.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { termIn } from "../../lib/i18n/terms.ts";
import type { Page } from "../../lib/types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Filter, SearchField } from "../../ui/filter.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { usePaged } from "../../ui/paged.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { TableSheet } from "../../ui/table.tsx";
import { ScriptEditor } from "./editor.tsx";
import { type Script, valuesOf } from "./model.ts";

type Layer = { kind: "edit"; script: Script | null } | { kind: "remove"; script: Script } | null;

const PAGE = 50;

/** Filter values seen so far: choosing one must not make the others disappear. */
function useSeen(items: readonly Script[] | null, field: "category" | "trade"): string[] {
  const seen = useRef(new Set<string>());
  for (const value of valuesOf(items ?? [], field)) seen.current.add(value);
  return [...seen.current].sort();
}

export default function ScriptsPage() {
  const t = useT();
  const locale = useLocale();
  const named = (codes: readonly string[]) => codes.map((code) => [code, termIn(locale, code)] as const);
  const allowed = useMay("write-scripts");
  const [query, setQuery] = useSearchValue("query");
  const [category, setCategory] = useSearchValue("category");
  const [trade, setTrade] = useSearchValue("trade");
  const [layer, setLayer] = useState<Layer>(null);
  const { items, error, hasMore, more, reload } = usePaged<Script>(
    (cursor, signal) => api.get<Page<Script>>("/scripts", { query, category, trade, cursor, limit: PAGE }, signal),
    [query, category, trade],
  );
  const categories = useSeen(items, "category");
  const trades = useSeen(items, "trade");
  return (
    <div className="page-body" data-testid="scripts">
      <header className="page-head">
        <h1>{t("scriptsTitle")}</h1>
        {allowed && (
          <button
            type="button"
            className="button primary"
            data-testid="script-new"
            onClick={() => setLayer({ kind: "edit", script: null })}
          >
            <Icon name="plus" size={16} /> {t("newScript")}
          </button>
        )}
      </header>
      <div className="filters">
        <SearchField label={t("searchScripts")} value={query} set={setQuery} testid="script-search" />
        <Filter label={t("scriptCategory")} value={category} options={named(categories)} set={setCategory} />
        <Filter label={t("scriptTrade")} value={trade} options={named(trades)} set={setTrade} />
      </div>
      {error != null && <Failed error={error} retry={reload} />}
      {items == null && error == null && <Loading />}
      {items != null && items.length === 0 && (
        <Empty icon="bookOpenText" title={t("noScripts")} text={t("noScriptsText")} />
      )}
      {items != null && items.length > 0 && <ScriptTable items={items} open={setLayer} />}
      {hasMore && <button type="button" className="button quiet" onClick={more}>{t("more")}</button>}
      {layer?.kind === "edit" && (
        <ScriptEditor
          script={layer.script}
          close={() => setLayer(null)}
          saved={() => {
            setLayer(null);
            reload();
          }}
        />
      )}
      {layer?.kind === "remove" && <RemoveDialog script={layer.script} close={() => setLayer(null)} removed={reload} />}
    </div>
  );
}

function ScriptTable({ items, open }: { items: readonly Script[]; open: (layer: Layer) => void }) {
  const t = useT();
  return (
    <TableSheet label={t("scriptsTitle")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("scriptTitle")}</th>
            <th scope="col">{t("scriptCategory")}</th>
            <th scope="col">{t("scriptCondition")}</th>
            <th scope="col" className="number">{t("scriptPriority")}</th>
            <th scope="col">{t("scriptActive")}</th>
            <th scope="col">{t("scriptUpdated")}</th>
            <th scope="col">
              <span className="spoken">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((script) => <ScriptRow key={script.id} script={script} open={open} />)}
        </tbody>
      </table>
    </TableSheet>
  );
}

function ScriptRow({ script, open }: { script: Script; open: (layer: Layer) => void }) {
  const t = useT();
  const allowed = useMay("write-scripts");
  const locale = useLocale();
  return (
    <tr data-testid="script-row" data-code={script.code}>
      <th scope="row">
        <button
          type="button"
          className="link"
          data-testid="script-open"
          onClick={() => open({ kind: "edit", script })}
        >
          {nameIn(locale, { name: script.title, nameEn: script.titleEn })}
        </button>
        <small className="mono">{script.code}</small>
      </th>
      <td>
        {termIn(locale, script.category)}
        <small>{termIn(locale, script.trade)}</small>
      </td>
      <td>
        <code className="condition">{script.condition}</code>
      </td>
      <td className="number">{script.priority}</td>
      <td>
        <span className={script.active ? "tag ok" : "tag"}>{t(script.active ? "yes" : "no")}</span>
      </td>
      <td>
        {dateText(locale, script.updatedAt)}
        <small>v{script.version}</small>
      </td>
      <td>
        {allowed && (
          <Menu
            label={`${t("actions")}: ${script.title}`}
            button={<Icon name="ellipsis" />}
            items={[
              { key: "edit", label: t("edit"), run: () => open({ kind: "edit", script }) },
              { key: "remove", label: t("remove"), run: () => open({ kind: "remove", script }) },
            ]}
          />
        )}
      </td>
    </tr>
  );
}

function RemoveDialog({ script, close, removed }: { script: Script; close: () => void; removed: () => void }) {
  const t = useT();
  const remove = async () => {
    close();
    await attempt(() => api.delete(`/scripts/${script.id}`), t("scriptRemoved"));
    removed();
  };
  return (
    <Dialog title={t("removeScript")} testid="script-remove" close={close}>
      <p>{t("removeScriptText", { title: script.title })}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>{t("cancel")}</button>
        <button type="button" className="button danger" onClick={() => void remove()}>{t("remove")}</button>
      </div>
    </Dialog>
  );
}
