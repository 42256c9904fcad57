import { useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import { Icon } from "../../ui/icon.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { CustomerCard, TimelineCard } from "./panel-customer.tsx";
import { DealCard } from "./panel-deal.tsx";
import { PlacementCard } from "./panel-placement.tsx";
import { SuggestionsCard } from "./panel-suggestions.tsx";
import { UnderstandingCard } from "./panel-understanding.tsx";
import { loadPanel, panelStore } from "./store.ts";

/** Who the customer is, what they want, why this colleague, and what to say next. */
export function CustomerPanel({ conversation, back }: { conversation: string; back: () => void }) {
  const t = useT();
  const loaded = useStore(panelStore);
  const panel = loaded?.conversation === conversation ? loaded.panel : null;
  return (
    <aside className="panel-pane" aria-label={t("details")} data-testid="panel">
      <header className="panel-head panel-only">
        <button type="button" className="icon-button" aria-label={t("back")} data-testid="panel-back" onClick={back}>
          <Icon name="arrowLeft" />
        </button>
        <h2>{t("details")}</h2>
      </header>
      {loaded?.error != null && <Failed error={loaded.error} retry={() => void loadPanel(conversation)} />}
      {panel == null && loaded?.error == null && <Loading />}
      {panel != null && (
        <div className="panel-body">
          <UnderstandingCard understanding={panel.understanding} />
          <SuggestionsCard conversation={conversation} suggestions={panel.suggestions} />
          <CustomerCard customer={panel.customer} />
          <DealCard deal={panel.deal} />
          <PlacementCard placement={panel.placement} />
          <TimelineCard timeline={panel.timeline ?? []} />
        </div>
      )}
    </aside>
  );
}
