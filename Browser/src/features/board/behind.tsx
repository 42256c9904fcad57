import { useEffect, useState } from "react";
import { Link } from "../../app/router.tsx";
import { api } from "../../app/session.ts";
import { dateTimeText } from "../../lib/format.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Conversation, Page } from "../../lib/types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { StateTag } from "../inbox/list.tsx";
import type { Range } from "./model.ts";

interface BehindProps {
  title: string;
  kpi: string;
  range: Range;
  intent: string | null;
  channel: string | null;
  close: () => void;
}

/** The conversations that make up a figure. */
export function Behind({ title, kpi, range, intent, channel, close }: BehindProps) {
  const t = useT();
  const [page, setPage] = useState<Page<Conversation> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = (cursor: string | null) =>
    api.get<Page<Conversation>>(`/board/${kpi}/conversations`, { range, intent, channel, cursor });
  useEffect(() => {
    let gone = false;
    load(null).then((first) => !gone && setPage(first), (problem) => !gone && setError(problem));
    return () => {
      gone = true;
    };
  }, [kpi, range, intent, channel]);
  const more = async () => {
    const next = await attempt(() => load(page?.next ?? null));
    if (next != null) setPage((now) => ({ items: [...now?.items ?? [], ...next.items], next: next.next }));
  };
  return (
    <Dialog title={t("figureConversations", { name: title })} testid="behind" wide close={close}>
      {error != null && <Failed error={error} />}
      {page == null && error == null && <Loading />}
      {page != null && page.items.length === 0 && <Empty icon="inbox" title={t("noBehind")} />}
      {page != null && page.items.length > 0 && <BehindTable items={page.items} />}
      {page != null && page.next != null && (
        <button
          type="button"
          className="button quiet"
          onClick={() => void more()}
        >
          {t("more")}
        </button>
      )}
    </Dialog>
  );
}

function BehindTable({ items }: { items: readonly Conversation[] }) {
  const t = useT();
  const locale = useLocale();
  return (
    <div className="table-scroll" role="region" aria-label={t("conversations")} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("customer")}</th>
            <th scope="col">{t("columnState")}</th>
            <th scope="col">{t("columnIntent")}</th>
            <th scope="col">{t("columnOpened")}</th>
            <th scope="col" className="number">{t("contribution")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id} data-testid="behind-row">
              <th scope="row">
                <Link to={`/app/inbox/${one.id}`}>{one.customer.name} #{one.number}</Link>
              </th>
              <td>
                <StateTag conversation={one} />
              </td>
              <td>{one.intent == null ? "—" : nameIn(locale, one.intent)}</td>
              <td>{dateTimeText(locale, one.openedAt)}</td>
              <td className="number">{one.contribution ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
