// Numbers, money and times as people read them; what is not known is a dash.

import type { Money } from "./types.ts";

export const UNKNOWN = "—";

/** Currencies whose minor unit is the unit itself; all others here have two decimals. */
const WHOLE_CURRENCIES = new Set(["JPY", "KRW", "VND"]);

export function moneyText(locale: string, money: Money | null | undefined): string {
  if (money == null || money === undefined) return UNKNOWN;
  const whole = WHOLE_CURRENCIES.has(money.currency);
  const value = whole ? money.minor : money.minor / 100;
  const digits = whole || money.minor % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Reads an amount that a person typed, such as "3,000.50"; null when it is not one or is negative. */
export function parseAmount(text: string, currency: string): Money | null {
  const cleaned = text.replace(/[\s,，¥￥$€]/g, "");
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(cleaned)) return null;
  if (WHOLE_CURRENCIES.has(currency)) return cleaned.includes(".") ? null : { minor: Number(cleaned), currency };
  const [whole, part = ""] = cleaned.split(".");
  return { minor: Number(whole) * 100 + Number(part.padEnd(2, "0")), currency };
}

export function percentText(locale: string, ratio: number | null, digits = 0): string {
  if (ratio == null) return UNKNOWN;
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits }).format(ratio);
}

export function countText(locale: string, count: number | null, digits = 0): string {
  return count == null ? UNKNOWN : new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(count);
}

/** Seconds as "45 秒", "3 分 20 秒" or "2 小时 5 分". */
export function durationText(locale: string, seconds: number | null): string {
  if (seconds == null) return UNKNOWN;
  const words = locale.startsWith("zh") ? [" 小时", " 分", " 秒"] : [" h", " min", " s"];
  const whole = Math.round(seconds);
  if (whole < 60) return `${seconds < 10 ? countText(locale, seconds, 1) : whole}${words[2]}`;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole % 3600 / 60), whole % 60];
  const parts = hours > 0 ? [[hours, words[0]], [minutes, words[1]]] : [[minutes, words[1]], [rest, words[2]]];
  return parts.filter(([count]) => count !== 0).map(([count, word]) => `${count}${word}`).join(" ");
}

export function dateTimeText(locale: string, at: string | null): string {
  return withDate(
    at,
    (date) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(date),
  );
}

export function dateText(locale: string, at: string | null): string {
  return withDate(at, (date) => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date));
}

export function clockText(locale: string, at: string | null): string {
  return withDate(
    at,
    (date) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date),
  );
}

/** A language code as a word, as far as the browser knows it. */
export function languageText(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The time for today, the weekday within a week, the date before that: as short as a list needs it. */
export function listTimeText(locale: string, at: string | null, now: Date): string {
  return withDate(at, (date) => {
    const days = daysBetween(date, now);
    if (days === 0) return clockText(locale, at);
    const wish: Intl.DateTimeFormatOptions = days < 7 && days > 0
      ? { weekday: "short" }
      : { month: "numeric", day: "numeric" };
    return new Intl.DateTimeFormat(locale, wish).format(date);
  });
}

/** Whole calendar days from one moment to another, in this device's time zone. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

function withDate(at: string | null, write: (date: Date) => string): string {
  if (at == null) return UNKNOWN;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? UNKNOWN : write(date);
}
