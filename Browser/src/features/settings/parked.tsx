import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { dateTimeText } from "../../lib/format.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Page } from "../../lib/types.ts";
import { Icon } from "../../ui/icon.tsx";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { TableSheet } from "../../ui/table.tsx";
import type { Parked } from "./types.ts";

/** Facts that could not be worked on: nothing of theirs is lost, and each can be tried again. */
export function ParkedTab() {
  const t = useT();
  const allowed = useMay("manage");
  const locale = useLocale();
  const { value, error, reload } = useLoad((signal) => api.get<Page<Parked>>("/parked", {}, signal), []);
  const retry = async (one: Parked) => {
    await attempt(() => api.post("/parked/retry", { arrow: one.arrow, stream: one.stream }), t("retried"));
    reload();
  };
  if (error != null) return <Failed error={error} retry={reload} />;
  if (value == null) return <Loading />;
  if (value.items.length === 0) return <Empty icon="circleCheck" title={t("noParked")} text={t("noParkedText")} />;
  return (
    <>
      <p className="tab-note">{t("parkedNote")}</p>
      <TableSheet label={t("tabParked")}>
        <table className="table" data-testid="parked">
          <thead>
            <tr>
              <th scope="col">{t("columnArrow")}</th>
              <th scope="col">{t("columnFact")}</th>
              <th scope="col">{t("columnError")}</th>
              <th scope="col" className="number">{t("columnAttempts")}</th>
              <th scope="col">{t("columnTime")}</th>
              <th scope="col">
                <span className="spoken">{t("actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.items.map((one) => (
              <tr key={`${one.arrow} ${one.stream}`}>
                <th scope="row" className="mono">{one.arrow}</th>
                <td className="mono">
                  {one.kind}
                  <small>{one.stream} #{one.position}</small>
                </td>
                <td>{one.error}</td>
                <td className="number">{one.attempts}</td>
                <td>{dateTimeText(locale, one.at)}</td>
                <td>
                  {allowed && (
                    <button
                      type="button"
                      className="button small"
                      data-testid="parked-retry"
                      onClick={() => void retry(one)}
                    >
                      <Icon name="rotateCcw" size={14} /> {t("retry")}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableSheet>
    </>
  );
}
