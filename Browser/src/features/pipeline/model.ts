// The pipeline's rules: columns, what a move needs, and what it changes.

import type { Money, Named, Stage } from "../../lib/types.ts";

export interface Deal {
  id: string;
  customer: { id: string; name: string; level: string | null };
  conversation: string | null;
  owner: Named | null;
  stage: Stage;
  amount: Money | null;
  reason: string | null;
  movedAt: string;
  openedAt: string;
}

export const STAGES: readonly Stage[] = ["lead", "qualified", "proposal", "won", "lost"];

export interface Column {
  stage: Stage;
  deals: Deal[];
  /** Sums by currency; amounts of different currencies are never added up. */
  totals: Money[];
}

/** Every stage with its deals, the latest moved on top. */
export function columnsOf(deals: readonly Deal[]): Column[] {
  return STAGES.map((stage) => {
    const here = deals.filter((deal) => deal.stage === stage);
    here.sort((left, right) => left.movedAt < right.movedAt ? 1 : left.movedAt > right.movedAt ? -1 : 0);
    return { stage, deals: here, totals: totalsOf(here) };
  });
}

export function totalsOf(deals: readonly Deal[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amount } of deals) {
    if (amount != null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

/** The stage beside one, for the arrow keys; null at the ends. */
export function besides(stage: Stage, step: 1 | -1): Stage | null {
  return STAGES[STAGES.indexOf(stage) + step] ?? null;
}

/** What has to be asked before a move: a lost deal says why, a proposed or won one has an amount. */
export function needs(deal: Deal, to: Stage): "reason" | "amount" | null {
  if (to === "lost") return "reason";
  return (to === "proposal" || to === "won") && deal.amount == null ? "amount" : null;
}

export interface Move {
  stage: Stage;
  amount?: Money;
  reason?: string;
}

/** The deals as they will be, shown before the server has answered. */
export function moved(deals: readonly Deal[], id: string, move: Move, at: string): Deal[] {
  return deals.map((deal) =>
    deal.id === id
      ? {
        ...deal,
        stage: move.stage,
        amount: move.amount ?? deal.amount,
        reason: move.stage === "lost" ? move.reason ?? deal.reason : null,
        movedAt: at,
      }
      : deal
  );
}

/** Takes over what the server says about a deal; its answer need not repeat the customer's name. */
export function settled(
  deals: readonly Deal[],
  id: string,
  truth: Pick<Deal, "stage" | "amount" | "reason" | "movedAt">,
) {
  return deals.map((deal) =>
    deal.id === id
      ? { ...deal, stage: truth.stage, amount: truth.amount, reason: truth.reason, movedAt: truth.movedAt }
      : deal
  );
}
