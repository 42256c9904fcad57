import { percentText } from "../../lib/format.ts";
import { shown } from "../../lib/placeholder.ts";
import { type Key, nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Understanding } from "../../lib/types.ts";
import { Card } from "../../ui/card.tsx";
import { Meter } from "../../ui/meter.tsx";

const entityKeys: Record<string, Key> = {
  age: "entityAge",
  budget: "entityBudget",
  product: "entityProduct",
  person: "entityPerson",
  phone: "entityPhone",
  order_number: "entityOrder",
};

const ALTERNATIVES_MAX = 3;
const TERMS_MAX = 6;

export function UnderstandingCard({ understanding }: { understanding: Understanding | null }) {
  const t = useT();
  const locale = useLocale();
  if (understanding == null) {
    return (
      <Card icon="sparkles" title={t("understanding")} testid="understanding">
        <p className="quiet-text">{t("noUnderstanding")}</p>
      </Card>
    );
  }
  const { intent, confidence, alternatives, because, entities, outOfScope } = understanding;
  const terms = because.filter((one) => one.weight > 0).slice(0, TERMS_MAX);
  return (
    <Card icon="sparkles" title={t("understanding")} testid="understanding">
      <div className="intent">
        <strong data-testid="intent" data-label={intent.label}>
          {outOfScope ? t("outOfScope") : nameIn(locale, intent)}
        </strong>
        <span>{t("confidence", { percent: percentText(locale, confidence) })}</span>
      </div>
      <Meter value={confidence} label={t("confidence", { percent: percentText(locale, confidence) })} />
      {entities.length > 0 && (
        <dl className="entities" aria-label={t("entities")}>
          {entities.map((entity) => (
            <div key={`${entity.kind}-${entity.start}`} data-testid="entity" data-kind={entity.kind}>
              <dt>{t(entityKeys[entity.kind] ?? "entityProduct")}</dt>
              <dd>{shown(entity.text)}</dd>
            </div>
          ))}
        </dl>
      )}
      {terms.length > 0 && (
        <p className="terms">
          <span>{t("because")}</span> {terms.map((one) => <mark key={one.term}>{one.term}</mark>)}
        </p>
      )}
      {alternatives.length > 0 && (
        <p className="terms">
          <span>{t("alternatives")}</span>{" "}
          {alternatives.slice(0, ALTERNATIVES_MAX).map((one) =>
            `${nameIn(locale, one)} ${percentText(locale, one.confidence)}`
          ).join(" · ")}
        </p>
      )}
      <p className="fine">{t("model", { name: understanding.model })}</p>
    </Card>
  );
}
