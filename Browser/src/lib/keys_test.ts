import { assertEquals } from "./assert.ts";
import { actionOf, type Press } from "./keys.ts";

function press(change: Partial<Press>): Press {
  return { code: "", key: "", alt: false, command: false, shift: false, composing: false, writing: false, ...change };
}

Deno.test("one key with Alt inserts a suggestion, also while writing", () => {
  assertEquals(actionOf(press({ alt: true, code: "Digit3", writing: true })), { do: "suggestion", number: 3 });
  assertEquals(actionOf(press({ alt: true, code: "Digit6" })), null);
});

Deno.test("a key is known by its place, whatever letter the layout or input method gives it", () => {
  assertEquals(actionOf(press({ alt: true, code: "KeyJ", key: "∆" })), { do: "next" });
  assertEquals(actionOf(press({ alt: true, code: "KeyK" })), { do: "previous" });
});

Deno.test("nothing happens while an input method is composing", () => {
  assertEquals(actionOf(press({ alt: true, code: "Digit1", composing: true })), null);
  assertEquals(actionOf(press({ key: "Escape", composing: true })), null);
});

Deno.test("the question mark opens help, but can be typed into a field", () => {
  assertEquals(actionOf(press({ key: "?", shift: true })), { do: "help" });
  assertEquals(actionOf(press({ key: "?", shift: true, writing: true })), null);
});

Deno.test("Ctrl or ⌘ with K opens the commands, and with Alt and E resolves and goes on", () => {
  assertEquals(actionOf(press({ command: true, code: "KeyK" })), { do: "commands" });
  assertEquals(actionOf(press({ command: true, alt: true, code: "KeyE" })), { do: "resolve-next" });
  assertEquals(actionOf(press({ command: true, code: "KeyC" })), null);
});
