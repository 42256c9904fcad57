import { assertEquals } from "../../lib/assert.ts";
import { type Command, grouped, search } from "./model.ts";

const nothing = () => undefined;
const commands: Command[] = [
  { key: "a", group: "Go", label: "会话", also: "Inbox", run: nothing },
  { key: "b", group: "Go", label: "商机", also: "Pipeline", run: nothing },
  { key: "c", group: "Talk", label: "王女士 #1001", run: nothing },
];

Deno.test("a command is found in either language", () => {
  assertEquals(search(commands, "商").map((one) => one.key), ["b"]);
  assertEquals(search(commands, "INBOX").map((one) => one.key), ["a"]);
});

Deno.test("every word has to fit", () => {
  assertEquals(search(commands, "王 1001").map((one) => one.key), ["c"]);
  assertEquals(search(commands, "王 2").length, 0);
});

Deno.test("the beginning of a label counts most", () => {
  const more = [{ key: "x", group: "Go", label: "关闭会话", run: nothing }, ...commands];
  assertEquals(search(more, "会话").map((one) => one.key), ["a", "x"]);
});

Deno.test("an empty query shows everything, in groups", () => {
  assertEquals(grouped(search(commands, " ")).map(([group, found]) => [group, found.length]), [["Go", 2], ["Talk", 1]]);
});
