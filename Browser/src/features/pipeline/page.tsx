import { useCallback, useEffect, useRef, useState } from "react";
import { listen } from "../../app/live.ts";
import { useSearchValue } from "../../app/router.tsx";
import { api, sessionStore } from "../../app/session.ts";
import { moneyText } from "../../lib/format.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import type { Page, Stage } from "../../lib/types.ts";
import { useLoad } from "../../ui/load.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";
import { stageKeys } from "../inbox/panel-deal.tsx";
import { DealCardView } from "./card.tsx";
import { type Asking, MoveDialog } from "./dialogs.tsx";
import { useDrag } from "./drag.ts";
import { columnsOf, type Deal, type Move, moved, needs, settled } from "./model.ts";

const DEALS_MAX = 400;
const REFRESH_MILLISECONDS = 500;

async function loadDeals(signal: AbortSignal): Promise<Deal[]> {
  return (await api.get<Page<Deal>>("/deals", { limit: DEALS_MAX }, signal)).items;
}

/** A move goes with its reason and amount; a change of the amount alone is no move. */
function request(deal: Deal, move: Move): Promise<Deal> {
  return deal.stage === move.stage
    ? api.post<Deal>(`/deals/${deal.id}/amount`, { amount: move.amount })
    : api.post<Deal>(`/deals/${deal.id}/move`, move);
}

function usePipeline() {
  const { value, error, reload, replace } = useLoad(loadDeals, []);
  const current = useRef(value);
  current.current = value;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((frame) => {
      if (frame.type !== "feed" || frame.kind !== "deal") return;
      clearTimeout(timer);
      timer = setTimeout(reload, REFRESH_MILLISECONDS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [reload]);
  const [last, setLast] = useState<{ deal: Deal; stage: Stage } | null>(null);
  useEffect(() => {
    // In its new column the card is a new element; the focus follows it, so that arrow keys can go on.
    if (last != null) document.getElementById(`deal-${last.deal.id}`)?.focus({ preventScroll: true });
  }, [last]);
  const go = useCallback(async (deal: Deal, move: Move) => {
    setLast({ deal, stage: move.stage });
    if (current.current != null) replace(moved(current.current, deal.id, move, new Date().toISOString()));
    const answer = await attempt(() => request(deal, move));
    // A refused move puts the card back where it was.
    if (current.current != null) replace(settled(current.current, deal.id, answer ?? deal));
    if (answer == null) reload();
  }, [replace, reload]);
  return { deals: value, error, last, reload, go };
}

export default function PipelinePage() {
  const t = useT();
  const [owner, setOwner] = useSearchValue("owner");
  const [marked] = useSearchValue("deal");
  const { deals: all, error, last, reload, go } = usePipeline();
  const state = useStore(sessionStore);
  const me = state.status === "in" ? state.session.agent.id : null;
  const deals = all == null || owner !== "me" ? all : all.filter((deal) => deal.owner?.id === me);
  const [asking, setAsking] = useState<Asking | null>(null);
  const moveTo = useCallback((deal: Deal, stage: Stage) => {
    if (deal.stage === stage) return;
    const what = needs(deal, stage);
    if (what == null) void go(deal, { stage });
    else setAsking({ deal, stage, what });
  }, [go]);
  return (
    <div className="pipeline" data-testid="pipeline">
      <header className="page-head">
        <h1>{t("navPipeline")}</h1>
        <OwnerSwitch owner={owner} set={setOwner} />
      </header>
      <p className="spoken" role="status" data-testid="moved">
        {last != null && t("movedTo", { name: last.deal.customer.name, stage: t(stageKeys[last.stage]) })}
      </p>
      {error != null && <Failed error={error} retry={reload} />}
      {deals == null && error == null && <Loading />}
      {deals != null && deals.length === 0 && (
        <Empty icon="briefcaseBusiness" title={t("noDeals")} text={t("noDealsText")} />
      )}
      {deals != null && deals.length > 0 && <Columns deals={deals} marked={marked} moveTo={moveTo} ask={setAsking} />}
      {asking != null && (
        <MoveDialog
          asking={asking}
          close={() => setAsking(null)}
          go={(deal, wish) => void go(deal, wish)}
        />
      )}
    </div>
  );
}

function OwnerSwitch({ owner, set }: { owner: string | null; set: (owner: string | null) => void }) {
  const t = useT();
  return (
    <div className="segments" role="group" aria-label={t("owner")}>
      <button type="button" aria-pressed={owner !== "me"} onClick={() => set(null)}>{t("scopeAll")}</button>
      <button type="button" aria-pressed={owner === "me"} onClick={() => set("me")}>{t("scopeMine")}</button>
    </div>
  );
}

interface ColumnsProps {
  deals: readonly Deal[];
  /** The deal that a link pointed at. */
  marked: string | null;
  moveTo: (deal: Deal, stage: Stage) => void;
  ask: (asking: Asking) => void;
}

function Columns({ deals, marked, moveTo, ask }: ColumnsProps) {
  const drop = useCallback((id: string, stage: Stage) => {
    const deal = deals.find((one) => one.id === id);
    if (deal !== undefined) moveTo(deal, stage);
  }, [deals, moveTo]);
  const { drag, begin, move, end } = useDrag(drop);
  useEffect(() => {
    if (marked != null) document.getElementById(`deal-${marked}`)?.scrollIntoView({ block: "center" });
  }, [marked]);
  return (
    <div className="columns">
      {columnsOf(deals).map((column) => (
        <ColumnView
          key={column.stage}
          column={column}
          over={drag != null && drag.over === column.stage}
          card={(deal) => (
            <DealCardView
              key={deal.id}
              deal={deal}
              drag={drag}
              hold={{ begin, move, end }}
              marked={deal.id === marked}
              moveTo={moveTo}
              editAmount={() => ask({ deal, stage: deal.stage, what: "amount" })}
            />
          )}
        />
      ))}
    </div>
  );
}

interface ColumnProps {
  column: ReturnType<typeof columnsOf>[number];
  over: boolean;
  card: (deal: Deal) => JSX.Element;
}

function ColumnView({ column, over, card }: ColumnProps) {
  const t = useT();
  const locale = useLocale();
  const { stage, deals, totals } = column;
  return (
    <section
      className={`column ${stage} ${over ? "over" : ""}`}
      aria-label={t(stageKeys[stage])}
      data-stage-column={stage}
      data-testid={`column-${stage}`}
    >
      <header>
        <h2>{t(stageKeys[stage])}</h2>
        <span className="tag" data-testid="column-count">{deals.length}</span>
        <span className="column-total">{totals.map((one) => moneyText(locale, one)).join(" + ")}</span>
      </header>
      <ul>{deals.map(card)}</ul>
    </section>
  );
}
