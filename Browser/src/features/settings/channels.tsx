import { useState } from "react";
import { useMay } from "../../app/rights.ts";
import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { Page } from "../../lib/types.ts";
import { CopyButton } from "../../ui/copy.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { ChannelForm } from "./channel-form.tsx";
import type { Channel } from "./types.ts";

type Layer = { kind: "edit"; channel: Channel | null } | { kind: "secret"; secret: string } | null;

export const loadChannels = () => api.get<Page<Channel>>("/channels").then((page) => page.items);

export function ChannelsTab() {
  const t = useT();
  const allowed = useMay("manage");
  const { value: channels, error, reload } = useLoad(loadChannels, []);
  const [layer, setLayer] = useState<Layer>(null);
  const rotate = async (channel: Channel) => {
    const answer = await attempt(() => api.post<{ secret: string }>(`/channels/${channel.id}/rotate-secret`));
    if (answer == null) return;
    setLayer({ kind: "secret", secret: answer.secret });
    reload();
  };
  if (error != null) return <Failed error={error} retry={reload} />;
  if (channels == null) return <Loading />;
  return (
    <>
      <div className="tab-actions">
        {allowed && (
          <button
            type="button"
            className="button primary"
            data-testid="channel-new"
            onClick={() => setLayer({ kind: "edit", channel: null })}
          >
            <Icon name="plus" size={16} /> {t("newChannel")}
          </button>
        )}
      </div>
      {channels.length === 0 && <Empty icon="globe" title={t("noChannels")} />}
      <div className="channel-list">
        {channels.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            edit={() => setLayer({ kind: "edit", channel })}
            rotate={() => void rotate(channel)}
          />
        ))}
      </div>
      {layer?.kind === "edit" && (
        <ChannelForm
          channel={layer.channel}
          close={() => setLayer(null)}
          saved={() => {
            setLayer(null);
            reload();
          }}
        />
      )}
      {layer?.kind === "secret" && (
        <Dialog title={t("newSecret")} testid="new-secret" close={() => setLayer(null)}>
          <p>{t("newSecretText")}</p>
          <p className="secret">
            <code>{layer.secret}</code> <CopyButton text={layer.secret} />
          </p>
        </Dialog>
      )}
    </>
  );
}

function ChannelCard({ channel, edit, rotate }: { channel: Channel; edit: () => void; rotate: () => void }) {
  const t = useT();
  const allowed = useMay("manage");
  return (
    <section className="sheet channel" data-testid="channel" data-key={channel.key}>
      <header>
        <Icon name={channel.kind === "api" ? "webhook" : channel.kind === "app" ? "phone" : "globe"} />
        <h2>{channel.name}</h2>
        <span className={channel.active ? "tag ok" : "tag"}>{t(channel.active ? "channelOn" : "channelOff")}</span>
        {allowed && (
          <button type="button" className="button small" data-testid="channel-edit" onClick={edit}>{t("edit")}</button>
        )}
      </header>
      {channel.kind === "web" && channel.embed && (
        <div className="embed">
          <p>{t("embedText")}</p>
          <pre tabIndex={0}><code data-testid="embed">{channel.embed}</code></pre>
          <CopyButton text={channel.embed} />
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>{t("channelKey")}</dt>
          <dd className="mono">{channel.key}</dd>
        </div>
        <div>
          <dt>{t("secret")}</dt>
          <dd>
            <span className="mono">{channel.secretHint ?? "—"}</span>{" "}
            {allowed && (
              <button type="button" className="link" data-testid="rotate-secret" onClick={rotate}>{t("rotate")}</button>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("allowedOrigins")}</dt>
          <dd className="mono">{channel.allowedOrigins.join(" ") || "—"}</dd>
        </div>
        <div>
          <dt>{t("webhookURL")}</dt>
          <dd className="mono">{channel.webhookURL ?? "—"}</dd>
        </div>
      </dl>
    </section>
  );
}
