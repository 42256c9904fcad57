// The page's language: 简体中文 first, English as complete; a key without a translation does not compile.

import { Store, useStore } from "../store.ts";
import type { Bilingual } from "../types.ts";
import { common } from "./common.ts";
import { inbox } from "./inbox.ts";
import { manage } from "./manage.ts";
import { work } from "./work.ts";

export type Locale = "zh-CN" | "en";

const zh = { ...common.zh, ...inbox.zh, ...work.zh, ...manage.zh };
export type Key = keyof typeof zh;
const en: Record<Key, string> = { ...common.en, ...inbox.en, ...work.en, ...manage.en };

const STORAGE = "magpie.locale";

function firstLocale(): Locale {
  try {
    const stored = localStorage.getItem(STORAGE);
    if (stored === "zh-CN" || stored === "en") return stored;
  } catch {
    // Without storage the browser's own wish decides.
  }
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

export const localeStore = new Store<Locale>(firstLocale());

export function setLocale(locale: Locale): void {
  try {
    localStorage.setItem(STORAGE, locale);
  } catch {
    // The choice then lasts as long as the page.
  }
  localeStore.set(locale);
  document.documentElement.lang = locale;
}

/** The sentence for a key in a language, with `{name}` filled in. */
export function translate(locale: Locale, key: Key, values: Record<string, string | number> = {}): string {
  const sentence = (locale === "en" ? en : zh)[key];
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export type Translate = (key: Key, values?: Record<string, string | number>) => string;

export function useLocale(): Locale {
  return useStore(localeStore);
}

export function useT(): Translate {
  const locale = useLocale();
  return (key, values) => translate(locale, key, values);
}

/** For code outside components, such as toasts. */
export function t(key: Key, values?: Record<string, string | number>): string {
  return translate(localeStore.get(), key, values);
}

/** The name in the page's language, as far as there is one. */
export function nameIn(locale: Locale, thing: { name: string; nameEn?: string | null }): string {
  return locale === "en" ? thing.nameEn || thing.name : thing.name;
}

export function textIn(locale: Locale, text: Bilingual): string {
  return locale === "en" ? text.en : text.zh;
}
