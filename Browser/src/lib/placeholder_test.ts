import { assertEquals } from "./assert.ts";
import { placeholdersIn, shown } from "./placeholder.ts";

const hidden = "⟦phone:138****5678:0198f2c4-7d11-7c3a-9a51-3f6f2d9c0b11⟧";

Deno.test("a reader sees the masked form in place of the placeholder", () => {
  assertEquals(shown(`我的电话是${hidden}，谢谢`), "我的电话是138****5678，谢谢");
  assertEquals(shown(`${hidden}${hidden}`), "138****5678138****5678");
});

Deno.test("each placeholder is a piece of its own that can be asked about", () => {
  assertEquals(placeholdersIn(`a${hidden}b`), ["a", { text: hidden, kind: "phone", masked: "138****5678" }, "b"]);
});

Deno.test("what only looks like a placeholder stays text", () => {
  for (const text of ["⟦phone:1⟧", "⟦⟧", "⟦phone:138:nope⟧", "", "plain"]) assertEquals(shown(text), text);
});
