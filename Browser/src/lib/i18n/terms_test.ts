import { assertEquals } from "../assert.ts";
import { termIn } from "./terms.ts";

Deno.test("a common code is a word in either language, an own one stays as it is", () => {
  assertEquals([termIn("zh-CN", "objection"), termIn("en", "objection")], ["异议处理", "Objection"]);
  assertEquals([termIn("en", "cars"), termIn("zh-CN", "toString")], ["cars", "toString"]);
});
