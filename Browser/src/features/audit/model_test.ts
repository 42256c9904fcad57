import { assertEquals } from "../../lib/assert.ts";
import { detailText, shortHash } from "./model.ts";

Deno.test("a detail is one readable line", () => {
  assertEquals(detailText({ purpose: "回电", from: null, ids: [1, 2], note: "" }), "purpose: 回电 · ids: [1,2]");
  assertEquals([detailText(null), detailText("plain"), detailText(undefined), detailText({})], ["", "plain", "", ""]);
});

Deno.test("a hash is shortened for the eye", () => assertEquals(shortHash("0123456789abcdef"), "0123456789ab"));
