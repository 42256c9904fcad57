import { useState } from "react";
import { api } from "../../app/session.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Conversation, Presence } from "../../lib/types.ts";
import { Icon } from "../../ui/icon.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { transfer } from "./actions.ts";

interface Candidate {
  id: string;
  name: string;
  nameEn: string | null;
  presence: Presence;
  open: number;
  capacity: number;
  active: boolean;
}

/** A button that lets the agent hand the conversation to a colleague. */
export function TransferMenu({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={t("transfer")}
        data-testid="transfer"
        onClick={() => setOpen(true)}
      >
        <Icon name="arrowRight" size={16} /> <span>{t("transfer")}</span>
      </button>
      {open && (
        <Dialog title={t("transferTo")} testid="transfer-dialog" close={() => setOpen(false)}>
          <Colleagues conversation={conversation} done={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function Colleagues({ conversation, done }: { conversation: Conversation; done: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { value, error, reload } = useLoad(() => api.get<{ items: Candidate[] }>("/agents"), []);
  if (error != null) return <Failed error={error} retry={reload} />;
  if (value == null) return <Loading />;
  const others = value.items.filter((one) => one.active && one.id !== conversation.agent?.id);
  if (others.length === 0) return <Empty icon="users" title={t("none")} />;
  return (
    <ul className="choices">
      {others.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            data-testid="transfer-choice"
            onClick={() => {
              done();
              void transfer(conversation.id, one);
            }}
          >
            <i className={`dot ${one.presence}`} />
            <span>{nameIn(locale, one)}</span>
            <small>{t(one.presence)} · {one.open}/{one.capacity}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
