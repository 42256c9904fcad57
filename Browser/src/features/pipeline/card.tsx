import type { KeyboardEvent } from "react";
import { Link } from "../../app/router.tsx";
import { listTimeText, moneyText } from "../../lib/format.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Stage } from "../../lib/types.ts";
import { LevelTag } from "../../ui/level.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { stageKeys } from "../inbox/panel-deal.tsx";
import type { Drag, useDrag } from "./drag.ts";
import { besides, type Deal, STAGES } from "./model.ts";

interface CardProps {
  deal: Deal;
  drag: Drag | null;
  hold: Pick<ReturnType<typeof useDrag>, "begin" | "move" | "end">;
  marked: boolean;
  moveTo: (deal: Deal, stage: Stage) => void;
  editAmount: (deal: Deal) => void;
}

/** What can be done with a card: the same by menu as by dragging. */
function useItems({ deal, moveTo, editAmount }: Pick<CardProps, "deal" | "moveTo" | "editAmount">): MenuItem[] {
  const t = useT();
  return [
    ...STAGES.filter((stage) => stage !== deal.stage).map((stage) => ({
      key: stage,
      label: t("moveTo", { stage: t(stageKeys[stage]) }),
      testid: `move-${stage}`,
      run: () => moveTo(deal, stage),
    })),
    { key: "amount", label: t("editAmount"), testid: "edit-amount", run: () => editAmount(deal) },
  ];
}

export function DealCardView({ deal, drag, hold, marked, moveTo, editAmount }: CardProps) {
  const t = useT();
  const locale = useLocale();
  const carried = drag?.deal === deal.id ? drag : null;
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
    if (event.target !== event.currentTarget || step == null) return;
    const stage = besides(deal.stage, step);
    event.preventDefault();
    if (stage != null) moveTo(deal, stage);
  };
  const items = useItems({ deal, moveTo, editAmount });
  return (
    <li
      id={`deal-${deal.id}`}
      className={`deal ${carried != null ? "carried" : ""} ${marked ? "marked" : ""}`}
      style={carried != null ? { transform: `translate(${carried.x}px, ${carried.y}px)` } : undefined}
      tabIndex={0}
      aria-label={`${deal.customer.name}, ${t(stageKeys[deal.stage])}, ${moneyText(locale, deal.amount)}`}
      aria-roledescription={t("dealCard")}
      data-testid="deal"
      data-deal={deal.id}
      data-stage={deal.stage}
      onKeyDown={press}
      onPointerDown={(event) => hold.begin(deal.id, event)}
      onPointerMove={hold.move}
      onPointerUp={hold.end}
      onPointerCancel={hold.end}
    >
      <div className="deal-top">
        <span className="grip" data-grip>
          <Icon name="gripVertical" size={16} />
        </span>
        <strong>{deal.customer.name}</strong>
        <LevelTag level={deal.customer.level} />
        <Menu
          label={`${t("actions")}: ${deal.customer.name}`}
          button={<Icon name="ellipsis" />}
          items={items}
          testid="deal-menu"
        />
      </div>
      <p className="deal-amount" data-testid="deal-value">{moneyText(locale, deal.amount)}</p>
      {deal.reason != null && <p className="fine">{deal.reason}</p>}
      <p className="deal-foot fine">
        <span>{deal.owner?.name ?? t("noOwner")}</span>
        <time dateTime={deal.movedAt}>{listTimeText(locale, deal.movedAt, new Date())}</time>
        {deal.conversation != null && (
          <Link to={`/app/inbox/${deal.conversation}`} label={`${t("openConversation")}: ${deal.customer.name}`}>
            <Icon name="messageSquareText" size={16} />
          </Link>
        )}
      </p>
    </li>
  );
}
