import { assertEquals } from "../../lib/assert.ts";
import { arrived, levelOf, parseOrigins, skillNames, withLevel } from "./model.ts";
import type { Agent } from "./types.ts";

function agent(...skills: [string, number][]): Agent {
  return {
    id: "a",
    login: "lin",
    name: "林",
    nameEn: null,
    role: "agent",
    team: null,
    skills: skills.map(([name, level]) => ({ name, level })),
    capacity: 5,
    open: 0,
    presence: "online",
    active: true,
  };
}

Deno.test("skills are listed once, whoever has them", () => {
  assertEquals(skillNames([agent(["b", 1], ["a", 1]), agent(["b", 0.5])]), ["a", "b"]);
  assertEquals([levelOf(agent(["a", 0.4]), "a"), levelOf(agent(), "a")], [0.4, 0]);
});

Deno.test("a level stays between 0 and 1, and 0 takes the skill away", () => {
  assertEquals(withLevel([{ name: "a", level: 0.5 }], "a", 3), [{ name: "a", level: 1 }]);
  assertEquals(withLevel([{ name: "a", level: 0.5 }], "a", 0), []);
  assertEquals(withLevel([], "b", 0.2), [{ name: "b", level: 0.2 }]);
});

Deno.test("allowed pages are origins and nothing else", () => {
  assertEquals(parseOrigins("https://shop.example\nhttp://127.0.0.1:8081/\nhttps://shop.example"), [
    "https://shop.example",
    "http://127.0.0.1:8081",
  ]);
  assertEquals(parseOrigins(""), []);
  for (const wrong of ["shop.example", "*", "https://shop.example/path", "javascript:alert(1)"]) {
    assertEquals(parseOrigins(wrong), null);
  }
});

Deno.test("only a success counts as delivered", () => {
  assertEquals([200, 204, 302, 502, null, "delivered", "failed"].map((status) => arrived({ status })), [
    true,
    true,
    false,
    false,
    false,
    true,
    false,
  ]);
});
