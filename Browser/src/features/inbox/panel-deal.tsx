import { Link } from "../../app/router.tsx";
import { dateTimeText, moneyText } from "../../lib/format.ts";
import { type Key, useLocale, useT } from "../../lib/i18n/index.ts";
import type { PanelDeal, Stage } from "../../lib/types.ts";
import { Card } from "../../ui/card.tsx";

export const stageKeys: Record<Stage, Key> = {
  lead: "stageLead",
  qualified: "stageQualified",
  proposal: "stageProposal",
  won: "stageWon",
  lost: "stageLost",
};

export function DealCard({ deal }: { deal: PanelDeal | null }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Card icon="briefcaseBusiness" title={t("dealCard")} testid="deal-card">
      {deal == null ? <p className="quiet-text">{t("noDeal")}</p> : (
        <>
          <div className="intent">
            <strong data-testid="deal-stage" data-stage={deal.stage}>{t(stageKeys[deal.stage])}</strong>
            <Link to={`/app/pipeline?deal=${deal.id}`} className="link">{moneyText(locale, deal.amount)}</Link>
          </div>
          {deal.reason != null && <p>{deal.reason}</p>}
          <ol className="timeline">
            {deal.history.map((step) => (
              <li key={step.at}>
                <time dateTime={step.at}>{dateTimeText(locale, step.at)}</time>
                {t(stageKeys[step.stage])}
                {step.by != null && <small>{typeof step.by === "string" ? step.by : step.by.name}</small>}
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
