// The board's figures: how they are written, which way is good, and what an update changes.

import { countText, durationText, moneyText, percentText, UNKNOWN } from "../../lib/format.ts";
import type { Key } from "../../lib/i18n/index.ts";

export interface Figure {
  kpi: string;
  name: string;
  nameEn: string;
  unit: "count" | "seconds" | "ratio" | "money";
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  better: "up" | "down" | "none";
  series: { at: string; value: number | null }[];
}

export interface Slice {
  key: string;
  name: string;
  nameEn: string;
  count: number;
}

export interface Board {
  at: string;
  range: string;
  figures: Figure[];
  breakdowns: { intent: Slice[]; channel: Slice[] };
}

export const RANGES = ["today", "7d", "30d"] as const;
export type Range = (typeof RANGES)[number];

export function rangeOf(wish: string | null): Range {
  return RANGES.find((one) => one === wish) ?? "today";
}

/** A figure as people read it; money figures are minor units of the company's currency. */
export function figureText(locale: string, figure: Pick<Figure, "unit" | "value">, currency = "CNY"): string {
  const { unit, value } = figure;
  if (value == null) return UNKNOWN;
  if (unit === "seconds") return durationText(locale, value);
  if (unit === "ratio") return percentText(locale, value, 1);
  if (unit === "money") return moneyText(locale, { minor: Math.round(value), currency });
  return countText(locale, value);
}

const explanations: Record<string, Key> = {
  conversations: "explainConversations",
  waiting: "explainWaiting",
  first_response_seconds: "explainFirstResponse",
  automatic_answer_rate: "explainAutomatic",
  handover_rate: "explainHandover",
  conversion_rate: "explainConversion",
  amount_won: "explainWon",
  average_order_value: "explainOrder",
  resolved: "explainResolved",
  messages: "explainMessages",
};

export function explanationOf(kpi: string): Key | null {
  return explanations[kpi] ?? null;
}

/** Why a figure is undefined: a ratio without a denominator, or simply no sample. */
export function undefinedBecause(figure: Figure): Key | null {
  if (figure.value != null) return null;
  const isQuotient = figure.unit === "ratio" || figure.unit === "money";
  return isQuotient && figure.denominator === 0 ? "undefinedRatio" : "undefinedValue";
}

/** Whether the last step of the series was for the better; null when it cannot be said. */
export function trendOf(figure: Figure): { up: boolean; good: boolean | null } | null {
  const known = figure.series.flatMap((point) => point.value == null ? [] : [point.value]);
  const [before, last] = [known.at(-2), known.at(-1)];
  if (before === undefined || last === undefined || before === last) return null;
  const up = last > before;
  return { up, good: figure.better === "none" ? null : up === (figure.better === "up") };
}

/** A line through the series in a box of the given size; gaps where nothing is known. */
export function sparkline(series: Figure["series"], width: number, height: number): string {
  const values = series.map((point) => point.value);
  const known = values.filter((value) => value != null);
  if (known.length < 2) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = width / Math.max(1, values.length - 1);
  let pen = "M";
  let path = "";
  values.forEach((value, index) => {
    if (value == null) {
      pen = "M";
      return;
    }
    const y = high === low ? height / 2 : height - (value - low) / (high - low) * height;
    path += `${pen}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = "L";
  });
  return path;
}

/** The board after a live frame, which carries the whole board or only its figures. */
export function updated(board: Board, frame: unknown): Board {
  if (Array.isArray(frame)) return { ...board, figures: merged(board.figures, frame as Partial<Figure>[]) };
  const part = frame as Partial<Board> | null;
  if (typeof part !== "object" || part == null) return board;
  if (part.range !== undefined && part.range !== board.range) return board;
  return {
    ...board,
    at: part.at ?? board.at,
    figures: Array.isArray(part.figures) ? merged(board.figures, part.figures) : board.figures,
    breakdowns: part.breakdowns ?? board.breakdowns,
  };
}

function merged(figures: Figure[], news: readonly Partial<Figure>[]): Figure[] {
  return figures.map((figure) => ({ ...figure, ...news.find((one) => one.kpi === figure.kpi) }));
}
