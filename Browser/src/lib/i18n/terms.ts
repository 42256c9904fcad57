// The trade's words for codes that the company's data commonly uses; any other code is shown as it is.

import type { Locale } from "./index.ts";

const terms: Record<string, readonly [zh: string, en: string]> = {
  insurance: ["保险", "Insurance"],
  education: ["课程", "Education"],
  retail: ["商城", "Retail"],
  general: ["通用", "General"],
  greeting: ["问候", "Greeting"],
  needs: ["需求挖掘", "Needs"],
  product: ["产品知识", "Product"],
  price: ["价格", "Price"],
  promotion: ["促销", "Promotion"],
  objection: ["异议处理", "Objection"],
  closing: ["促成", "Closing"],
  aftersales: ["售后", "After-sales"],
  soothing: ["安抚", "Soothing"],
  handover: ["转接", "Handover"],
  zh: ["普通话", "Mandarin"],
  en: ["英语", "English"],
  yue: ["粤语", "Cantonese"],
};

export function termIn(locale: Locale, code: string): string {
  const term = Object.hasOwn(terms, code) ? terms[code] : undefined;
  return term === undefined ? code : term[locale === "en" ? 1 : 0];
}
