import { assertEquals } from "../../lib/assert.ts";
import { levelOf, parseOrigins, skillNames, withLevel } from "./model.ts";
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
  assertEquals(skillNames([agent(["b", 1], ["a", 1]), agent(["b", 5])]), ["a", "b"]);
  assertEquals([levelOf(agent(["a", 4]), "a"), levelOf(agent(), "a")], [4, 0]);
});

Deno.test("a level is a whole number up to 5, and 0 takes the skill away", () => {
  assertEquals(withLevel([{ name: "a", level: 2 }], "a", 9), [{ name: "a", level: 5 }]);
  assertEquals(withLevel([{ name: "a", level: 2 }], "a", 0), []);
  assertEquals(withLevel([], "b", 2.4), [{ name: "b", level: 2 }]);
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
