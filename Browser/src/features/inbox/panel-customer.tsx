import { type ReactNode, useState } from "react";
import { api } from "../../app/session.ts";
import { dateText, dateTimeText, languageText, moneyText } from "../../lib/format.ts";
import { textIn, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Panel, PanelCustomer } from "../../lib/types.ts";
import { Card, Facts } from "../../ui/card.tsx";
import { useLevelName } from "../../ui/level.tsx";
import { Reveal } from "./reveal.tsx";

export function CustomerCard({ customer }: { customer: PanelCustomer }) {
  const t = useT();
  const locale = useLocale();
  const levelName = useLevelName();
  const facts: (readonly [string, ReactNode])[] = [];
  const add = (name: string, value: ReactNode) => value != null && facts.push([name, value]);
  add(t("level"), customer.level == null ? null : levelName(customer.level));
  add(t("region"), customer.region);
  add(t("languageLabel"), customer.language == null ? null : languageText(locale, customer.language));
  add(
    t("phone"),
    customer.phone == null ? null : (
      <Reveal
        kind="phone"
        masked={customer.phone}
        ask={(purpose) => api.post(`/customers/${customer.id}/reveal`, { field: "phone", purpose })}
      />
    ),
  );
  add(t("email"), customer.email);
  add(t("firstSeen"), dateText(locale, customer.firstSeenAt));
  add(t("visits"), customer.visits);
  add(t("orders"), customer.orders);
  add(t("spent"), moneyText(locale, customer.spent));
  return (
    <Card icon="user" title={t("customerCard")} testid="customer-card">
      <p className="card-name">{customer.name}</p>
      {customer.tags.length > 0 && (
        <p className="tags" aria-label={t("tags")}>
          {customer.tags.map((tag) => <span key={tag} className="tag">{tag}</span>)}
        </p>
      )}
      <Facts facts={facts} />
      {customer.identities.length > 0 && (
        <p className="fine">
          {t("identities")}: {customer.identities.map((one) => `${one.channel} ${one.externalId}`).join(" · ")}
        </p>
      )}
    </Card>
  );
}

const TIMELINE_SHORT = 6;

export function TimelineCard({ timeline }: { timeline: NonNullable<Panel["timeline"]> }) {
  const t = useT();
  const locale = useLocale();
  const [all, setAll] = useState(false);
  if (timeline.length === 0) return null;
  const shown = all ? timeline : timeline.slice(0, TIMELINE_SHORT);
  return (
    <Card icon="clock" title={t("timeline")} testid="timeline">
      <ol className="timeline">
        {shown.map((step, index) => (
          <li key={`${step.at}-${index}`} data-kind={step.kind}>
            <time dateTime={step.at}>{dateTimeText(locale, step.at)}</time>
            {textIn(locale, step)}
          </li>
        ))}
      </ol>
      {timeline.length > TIMELINE_SHORT && (
        <button type="button" className="link" onClick={() => setAll(!all)}>{t(all ? "showLess" : "showAll")}</button>
      )}
    </Card>
  );
}
