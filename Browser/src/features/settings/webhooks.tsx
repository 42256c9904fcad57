import { useSearchValue } from "../../app/router.tsx";
import { api } from "../../app/session.ts";
import { dateTimeText } from "../../lib/format.ts";
import { type Key, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Page } from "../../lib/types.ts";
import { Icon } from "../../ui/icon.tsx";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { TableSheet } from "../../ui/table.tsx";
import { loadChannels } from "./channels.tsx";
import type { Channel, Delivery } from "./types.ts";

const stateKeys: Record<Delivery["state"], Key> = {
  waiting: "pending",
  delivered: "deliveryDone",
  failed: "deliveryFailed",
};
const stateClasses: Record<Delivery["state"], string> = { waiting: "tag", delivered: "tag ok", failed: "tag bad" };

/** What was sent to the webhooks, and how it went. */
export function WebhooksTab() {
  const t = useT();
  const [wish, setWish] = useSearchValue("channel");
  const { value: channels, error, reload } = useLoad(loadChannels, []);
  if (error != null) return <Failed error={error} retry={reload} />;
  if (channels == null) return <Loading />;
  const withHooks = channels.filter((one) => one.webhookURL != null);
  const chosen = withHooks.find((one) => one.id === wish) ?? withHooks[0];
  if (chosen === undefined) return <Empty icon="webhook" title={t("noWebhooks")} text={t("noWebhooksText")} />;
  return (
    <>
      <div className="tab-actions">
        <select aria-label={t("channelName")} value={chosen.id} onChange={(event) => setWish(event.target.value)}>
          {withHooks.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </div>
      <Log key={chosen.id} channel={chosen} />
    </>
  );
}

function Log({ channel }: { channel: Channel }) {
  const t = useT();
  const locale = useLocale();
  const path = `/channels/${channel.id}/deliveries`;
  const { value, error, reload } = useLoad((signal) => api.get<Page<Delivery>>(path, {}, signal), [path]);
  if (error != null) return <Failed error={error} retry={reload} />;
  if (value == null) return <Loading />;
  if (value.items.length === 0) return <Empty icon="webhook" title={t("noDeliveries")} />;
  return (
    <TableSheet label={t("tabWebhooks")}>
      <table className="table" data-testid="deliveries">
        <thead>
          <tr>
            <th scope="col">{t("columnTime")}</th>
            <th scope="col">{t("columnEvent")}</th>
            <th scope="col">{t("columnResult")}</th>
            <th scope="col" className="number">{t("columnAttempts")}</th>
            <th scope="col">
              <button type="button" className="icon-button" aria-label={t("retry")} onClick={reload}>
                <Icon name="refreshCw" size={16} />
              </button>
            </th>
          </tr>
        </thead>
        <tbody>
          {value.items.map((one) => (
            <tr key={one.id}>
              <td>{dateTimeText(locale, one.createdAt)}</td>
              <td className="mono">{one.event}</td>
              <td>
                <span className={stateClasses[one.state]}>{t(stateKeys[one.state])}</span>
              </td>
              <td className="number">{one.attempts}</td>
              <td className="fine">{one.outcome ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableSheet>
  );
}
