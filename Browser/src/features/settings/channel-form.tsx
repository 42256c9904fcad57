import { type FormEvent, useState } from "react";
import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ChoiceField, Switch, TextField } from "../../ui/field.tsx";
import { attempt } from "../../ui/toast.tsx";
import { parseOrigins } from "./model.ts";
import type { Channel } from "./types.ts";

interface FormProps {
  channel: Channel | null;
  close: () => void;
  saved: () => void;
}

export function ChannelForm({ channel, close, saved }: FormProps) {
  const t = useT();
  const [name, setName] = useState(channel?.name ?? "");
  const [kind, setKind] = useState(channel?.kind ?? "web");
  const [greeting, setGreeting] = useState(channel?.greeting ?? "");
  const [origins, setOrigins] = useState(channel?.allowedOrigins.join("\n") ?? "");
  const [webhookURL, setWebhookURL] = useState(channel?.webhookURL ?? "");
  const [active, setActive] = useState(channel?.active ?? true);
  const [problem, setProblem] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const allowedOrigins = parseOrigins(origins);
    setProblem(allowedOrigins == null);
    if (allowedOrigins == null) return;
    const body = {
      name: name.trim(),
      greeting: greeting.trim(),
      allowedOrigins,
      webhookURL: webhookURL.trim(),
    };
    const done = await attempt(async () => {
      if (channel == null) await api.post("/channels", { ...body, webhookURL: body.webhookURL || null, kind });
      else await api.patch(`/channels/${channel.id}`, { ...body, active });
      return true;
    }, t("saved"));
    if (done === true) saved();
  };
  const kinds = [["web", t("kindWeb")], ["app", t("kindApp")], ["api", t("kindApi")]] as const;
  return (
    <Dialog title={channel?.name ?? t("newChannel")} testid="channel-form" close={close}>
      <form onSubmit={submit}>
        <TextField label={t("channelName")} value={name} set={setName} required testid="channel-name" />
        {channel == null && <ChoiceField label={t("channelKind")} value={kind} set={setKind} options={kinds} />}
        <TextField label={t("greeting")} value={greeting} set={setGreeting} testid="channel-greeting" />
        <OriginsField value={origins} set={setOrigins} problem={problem} />
        <TextField label={t("webhookURL")} type="url" value={webhookURL} set={setWebhookURL} hint={t("webhookHint")} />
        {channel != null && <Switch label={t("channelOn")} on={active} set={setActive} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={close}>{t("cancel")}</button>
          <button type="submit" className="button primary" data-testid="channel-save">{t("save")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function OriginsField({ value, set, problem }: { value: string; set: (value: string) => void; problem: boolean }) {
  const t = useT();
  return (
    <>
      <label className="field">
        <span>{t("allowedOrigins")}</span>
        <textarea
          rows={3}
          value={value}
          aria-invalid={problem}
          placeholder="https://shop.example.com"
          data-testid="channel-origins"
          onChange={(event) => set(event.target.value)}
        />
        <small>{t("allowedOriginsHint")}</small>
      </label>
      {problem && <p className="problem" role="alert">{t("originsProblem")}</p>}
    </>
  );
}
