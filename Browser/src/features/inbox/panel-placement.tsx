import { countText, dateTimeText, percentText } from "../../lib/format.ts";
import { textIn, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Placement } from "../../lib/types.ts";
import { Card } from "../../ui/card.tsx";

export function PlacementCard({ placement }: { placement: Placement | null }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Card icon="users" title={t("placement")} testid="placement">
      {placement == null ? <p className="quiet-text">{t("noPlacement")}</p> : (
        <>
          <p data-testid="placement-sentence">{textIn(locale, placement.sentence)}</p>
          {placement.considered.length > 0 && <Considered placement={placement} />}
          <p className="fine">
            {dateTimeText(locale, placement.at)} ·{" "}
            {t("policy", { name: placement.policy, percent: percentText(locale, placement.propensity) })}
          </p>
        </>
      )}
    </Card>
  );
}

function Considered({ placement }: { placement: Placement }) {
  const t = useT();
  const locale = useLocale();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t("considered")}>
      <table className="table tight">
        <caption className="spoken">{t("considered")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columnAgent")}</th>
            <th scope="col">{t("columnSkill")}</th>
            <th scope="col">{t("columnCapacity")}</th>
            <th scope="col">{t("columnConversion")}</th>
            <th scope="col">{t("columnWeight")}</th>
          </tr>
        </thead>
        <tbody>
          {placement.considered.map((one) => (
            <tr key={one.agent.id} className={one.chosen ? "chosen" : undefined} title={textIn(locale, one.reason)}>
              <th scope="row">
                {one.agent.name}
                {one.chosen && <span className="tag ok">{t("chosen")}</span>}
                <small>{textIn(locale, one.reason)}</small>
              </th>
              <td>{countText(locale, one.skill, 2)}</td>
              <td>{countText(locale, one.capacity, 2)}</td>
              <td>{countText(locale, one.conversion, 2)}</td>
              <td>{countText(locale, one.weight, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
