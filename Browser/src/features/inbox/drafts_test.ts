import { assertEquals } from "../../lib/assert.ts";
import { withSuggestion } from "./draft-model.ts";

const one = { script: "s1", text: "one" };
const two = { script: "s2", text: "two" };

Deno.test("a suggestion fills an empty composer and replaces an untouched suggestion", () => {
  const first = withSuggestion({ text: " ", suggestion: null }, one);
  assertEquals(first, { text: "one", suggestion: one });
  assertEquals(withSuggestion(first, two).text, "two");
});

Deno.test("what the agent wrote is never lost to a suggestion", () => {
  assertEquals(withSuggestion({ text: "mine ", suggestion: null }, one).text, "mine\none");
  assertEquals(withSuggestion({ text: "one, changed", suggestion: one }, two).text, "one, changed\ntwo");
});
