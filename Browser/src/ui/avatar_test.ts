import { assert, assertEquals } from "../lib/assert.ts";
import { hueOf, HUES, initialOf } from "./avatar-model.ts";

Deno.test("an initial is the first character that can be read", () => {
  assertEquals(["王小明", " anna", "*李", "", "***"].map(initialOf), ["王", "A", "李", "?", "?"]);
});

Deno.test("the same id always has the same colour, and colours are spread", () => {
  assertEquals(hueOf("abc"), hueOf("abc"));
  const seen = new Set(Array.from({ length: 60 }, (_, index) => hueOf(`id-${index}`)));
  assert(seen.size === HUES);
});
