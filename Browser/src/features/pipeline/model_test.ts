import { assertEquals } from "../../lib/assert.ts";
import type { Stage } from "../../lib/types.ts";
import { besides, columnsOf, type Deal, moved, needs, settled, totalsOf } from "./model.ts";

function deal(id: string, stage: Stage, minor: number | null, movedAt = "2026-01-01", currency = "CNY"): Deal {
  return {
    id,
    customer: { id: "u", name: "王", level: null },
    conversation: null,
    owner: null,
    stage,
    amount: minor === null ? null : { minor, currency },
    reason: null,
    movedAt,
    openedAt: "2026-01-01",
  };
}

Deno.test("each stage has a column, the latest moved deal on top", () => {
  const columns = columnsOf([deal("a", "lead", 1, "2026-01-01"), deal("b", "lead", 2, "2026-01-02")]);
  assertEquals(columns.map((one) => one.stage), ["lead", "qualified", "proposal", "won", "lost"]);
  assertEquals(columns[0]?.deals.map((one) => one.id), ["b", "a"]);
  assertEquals(columns[0]?.totals, [{ minor: 3, currency: "CNY" }]);
});

Deno.test("currencies are not added up and unknown amounts do not count", () => {
  const totals = totalsOf([deal("a", "won", 5), deal("b", "won", 7, "", "USD"), deal("c", "won", null)]);
  assertEquals(totals, [{ minor: 5, currency: "CNY" }, { minor: 7, currency: "USD" }]);
});

Deno.test("arrow keys stop at the ends", () => {
  assertEquals([besides("lead", 1), besides("lead", -1), besides("lost", 1)], ["qualified", null, null]);
});

Deno.test("losing asks for a reason, winning for an amount that is still missing", () => {
  assertEquals(needs(deal("a", "lead", null), "lost"), "reason");
  assertEquals(needs(deal("a", "lead", null), "won"), "amount");
  assertEquals(needs(deal("a", "lead", 5), "won"), null);
  assertEquals(needs(deal("a", "lead", null), "qualified"), null);
});

Deno.test("a move changes one deal, keeps its amount, and drops the reason of a deal that is lost no more", () => {
  const before = [{ ...deal("a", "lost", 5), reason: "price" }, deal("b", "lead", 1)];
  const after = moved(before, "a", { stage: "lead" }, "now");
  assertEquals([after[0]?.stage, after[0]?.amount?.minor, after[0]?.reason, after[1]?.stage], [
    "lead",
    5,
    null,
    "lead",
  ]);
  assertEquals(before[0]?.stage, "lost");
});

Deno.test("the server's answer takes the place of the guess and keeps the customer", () => {
  const truth = { stage: "lead" as const, amount: null, reason: null, movedAt: "t" };
  const after = settled([deal("a", "won", 1)], "a", truth)[0];
  assertEquals([after?.stage, after?.amount, after?.customer.name], ["lead", null, "王"]);
});
