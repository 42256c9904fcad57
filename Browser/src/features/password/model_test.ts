import { assertEquals } from "../../lib/assert.ts";
import { passwordProblem } from "./model.ts";

Deno.test("a new password is long, new, not the login, and typed twice alike", () => {
  const good = "correct horse battery";
  assertEquals(passwordProblem("lin", "old", good, good), null);
  assertEquals(passwordProblem("lin", "old", "short", "short"), "passwordShort");
  assertEquals(passwordProblem("lin", good, good, good), "passwordSame");
  assertEquals(passwordProblem("horse", "old", good, good), "passwordLogin");
  assertEquals(passwordProblem("lin", "old", good, good + "!"), "passwordMismatch");
});

Deno.test("characters are counted, not code units", () => {
  const faces = "😀".repeat(11);
  assertEquals(passwordProblem("lin", "old", faces, faces), "passwordShort");
});
