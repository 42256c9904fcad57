import { assertEquals } from "../../lib/assert.ts";
import { bodyOf, type Complaint, corrected, draftOf, newScript, piecesOf, positionOf, valuesOf } from "./model.ts";

function complaint(start: number, end: number, suggestion: string | null = null): Complaint {
  return { part: "condition", start, end, code: "unknown_attribute", message: "?", suggestion };
}

const marks = (text: string, ...complaints: Complaint[]) =>
  piecesOf(text, complaints).map((piece) => piece.complaint === null ? piece.text : `<${piece.text}>`).join("");

Deno.test("a complaint is underlined exactly where it points", () => {
  assertEquals(marks("agee <= 17", complaint(0, 4)), "<agee> <= 17");
  assertEquals(marks("a and b", complaint(6, 7), complaint(0, 1)), "<a> and <b>");
});

Deno.test("positions are those of the text field, also behind a character outside of the basic plane", () => {
  assertEquals(marks("😀 岁数", complaint(3, 5)), "😀 <岁数>");
  assertEquals(corrected("😀 岁数 > 1", complaint(3, 5, "age")), "😀 age > 1");
});

Deno.test("a complaint about what is missing marks the last character before it", () => {
  assertEquals(marks("age <=", complaint(6, 6)), "age <<=>");
  assertEquals(marks("", complaint(0, 0)), "");
});

Deno.test("overlapping and overlong complaints never double or lose text", () => {
  assertEquals(marks("abcdef", complaint(1, 4), complaint(2, 99), complaint(4, 99)), "a<bcd><ef>");
});

Deno.test("a position is told by line and column", () => {
  assertEquals(positionOf("ab\n岁数x", 5), { line: 2, column: 3 });
  assertEquals(positionOf("", 0), { line: 1, column: 1 });
});

Deno.test("only what can be edited is sent, and empty texts are absent", () => {
  const script = { ...newScript, id: "s", updatedAt: "t", version: 2, titleEn: null, legalNote: " note " };
  const body = bodyOf(draftOf(script));
  assertEquals([body.titleEn, body.legalNote, "version" in body, "id" in body], [null, "note", false, false]);
});

Deno.test("filters offer what occurs, once", () => {
  const one = { ...newScript, id: "s", updatedAt: "t", version: 1 };
  const scripts = [{ ...one, category: "b" }, { ...one, category: "a" }, { ...one, category: "b" }, one];
  assertEquals(valuesOf(scripts, "category"), ["a", "b"]);
});
