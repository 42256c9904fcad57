import { assert, assertEquals } from "../../lib/assert.ts";
import {
  type Board,
  explanationOf,
  type Figure,
  figureText,
  rangeOf,
  sparkline,
  trendOf,
  undefinedBecause,
  updated,
} from "./model.ts";

function figure(change: Partial<Figure>): Figure {
  return {
    kpi: "waiting",
    name: "排队",
    nameEn: "Waiting",
    unit: "count",
    value: 3,
    numerator: null,
    denominator: null,
    better: "down",
    series: [],
    ...change,
  };
}

const series = (...values: (number | null)[]) => values.map((value) => ({ at: "", value }));

Deno.test("every unit is written its own way", () => {
  const texts = (["count", "seconds", "ratio", "money"] as const).map((unit) =>
    figureText("zh-CN", { unit, value: unit === "ratio" ? 0.456 : 12_600 })
  );
  assertEquals(texts, ["12,600", "3 小时 30 分", "45.6%", "¥126"]);
});

Deno.test("an undefined figure is a dash with its reason, never zero", () => {
  const undefinedRatio = figure({ unit: "ratio", value: null, numerator: 0, denominator: 0 });
  assertEquals([figureText("en", undefinedRatio), undefinedBecause(undefinedRatio)], ["—", "undefinedRatio"]);
  assertEquals(undefinedBecause(figure({ unit: "seconds", value: null })), "undefinedValue");
  assertEquals(undefinedBecause(figure({ value: 0 })), null);
});

Deno.test("falling is good where less is better", () => {
  assertEquals(trendOf(figure({ series: series(5, 3) })), { up: false, good: true });
  assertEquals(trendOf(figure({ better: "up", series: series(5, 3) })), { up: false, good: false });
  assertEquals(trendOf(figure({ better: "none", series: series(3, 5) })), { up: true, good: null });
  assertEquals(trendOf(figure({ series: series(3, null) })), null);
});

Deno.test("a line has gaps where nothing is known and lies flat when nothing changes", () => {
  assertEquals(sparkline(series(0, 10, null, 5, 5), 40, 10), "M0.0 10.0L10.0 0.0M30.0 5.0L40.0 5.0");
  assertEquals(sparkline(series(7, 7), 10, 10), "M0.0 5.0L10.0 5.0");
  assertEquals(sparkline(series(null, 7), 10, 10), "");
});

Deno.test("a live frame updates figures by name and leaves another range alone", () => {
  const board: Board = {
    at: "t0",
    range: "today",
    figures: [figure({}), figure({ kpi: "messages" })],
    breakdowns: { intent: [], channel: [] },
  };
  const after = updated(board, { at: "t1", range: "today", figures: [{ kpi: "waiting", value: 9 }] });
  assertEquals([after.at, after.figures.map((one) => one.value)], ["t1", [9, 3]]);
  assertEquals(updated(board, [{ kpi: "messages", value: 8 }]).figures.map((one) => one.value), [3, 8]);
  assert(updated(board, { range: "7d", figures: [{ kpi: "waiting", value: 9 }] }) === board);
  assert(updated(board, null) === board);
});

Deno.test("an unknown range is today, and every figure of the catalogue is explained", () => {
  assertEquals([rangeOf("7d"), rangeOf("century"), rangeOf(null)], ["7d", "today", "today"]);
  assert(explanationOf("conversion_rate") !== null && explanationOf("nothing") === null);
});
