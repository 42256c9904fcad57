import { assertEquals } from "./assert.ts";
import { daysBetween, durationText, listTimeText, moneyText, parseAmount, percentText } from "./format.ts";

Deno.test("money is shown from its minor units, with decimals only where there are some", () => {
  assertEquals(moneyText("zh-CN", { minor: 300_000, currency: "CNY" }), "¥3,000");
  assertEquals(moneyText("zh-CN", { minor: 300_050, currency: "CNY" }), "¥3,000.50");
  assertEquals(moneyText("zh-CN", null), "—");
});

Deno.test("an amount is read as people write it, without floating-point loss", () => {
  assertEquals(parseAmount("¥ 3,000.5", "CNY"), { minor: 300_050, currency: "CNY" });
  assertEquals(parseAmount("0.29", "CNY"), { minor: 29, currency: "CNY" });
  assertEquals(parseAmount("500", "JPY"), { minor: 500, currency: "JPY" });
  assertEquals([parseAmount("-5", "CNY"), parseAmount("abc", "CNY"), parseAmount("", "CNY")], [null, null, null]);
});

Deno.test("durations use the two largest units", () => {
  assertEquals([7.25, 45, 200, 3600, 7500].map((one) => durationText("zh-CN", one)), [
    "7.3 秒",
    "45 秒",
    "3 分 20 秒",
    "1 小时",
    "2 小时 5 分",
  ]);
  assertEquals(durationText("en", null), "—");
});

Deno.test("an undefined ratio is a dash, not zero", () => {
  assertEquals([percentText("en", null), percentText("en", 0), percentText("en", 0.345, 1)], ["—", "0%", "34.5%"]);
});

Deno.test("a list shows the time today and the date long ago", () => {
  const now = new Date(2026, 4, 20, 12, 0);
  assertEquals(listTimeText("en", new Date(2026, 4, 20, 9, 5).toISOString(), now), "09:05");
  assertEquals(listTimeText("en", new Date(2026, 2, 1).toISOString(), now), "3/1");
  assertEquals(listTimeText("en", "rubbish", now), "—");
});

Deno.test("days are counted by the calendar, not by 24 hours", () => {
  assertEquals(daysBetween(new Date(2026, 0, 1, 23, 59), new Date(2026, 0, 2, 0, 1)), 1);
});
