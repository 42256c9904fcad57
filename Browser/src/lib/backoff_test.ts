import { assert, assertEquals } from "./assert.ts";
import { pauseBefore } from "./backoff.ts";

Deno.test("the first attempt does not wait", () => assertEquals(pauseBefore(0, 0.5), 0));

Deno.test("pauses double and never pass ten seconds", () => {
  assertEquals([1, 2, 3].map((attempt) => pauseBefore(attempt, 1)), [500, 1000, 2000]);
  assertEquals(pauseBefore(50, 1), 10_000);
});

Deno.test("chance spreads a pause over its upper half", () => {
  assert(pauseBefore(4, 0) === 2000 && pauseBefore(4, 0.999) > 3900);
});
