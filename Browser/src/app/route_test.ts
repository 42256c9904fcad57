import { assertEquals } from "../lib/assert.ts";
import { parseRoute, safeReturn } from "./route.ts";

Deno.test("every address of the workspace leads to its page", () => {
  assertEquals(parseRoute("/"), { page: "home" });
  assertEquals(parseRoute("/sign-in"), { page: "sign-in" });
  assertEquals(parseRoute("/app"), { page: "inbox", conversation: null });
  assertEquals(parseRoute("/app/inbox/abc"), { page: "inbox", conversation: "abc" });
  assertEquals(parseRoute("/app/settings"), { page: "settings", tab: "agents" });
  assertEquals(parseRoute("/app/settings/channels"), { page: "settings", tab: "channels" });
  assertEquals(parseRoute("/app/board"), { page: "board" });
});

Deno.test("anything else is a missing page", () => {
  for (const path of ["/app/nowhere", "/app/settings/nothing", "/app/board/x", "/elsewhere", "/app/inbox/a/b"]) {
    assertEquals(parseRoute(path), { page: "missing" });
  }
});

Deno.test("signing in never leads out of the workspace", () => {
  assertEquals(safeReturn("/app/board?range=7d"), "/app/board?range=7d");
  for (const wish of ["https://evil.example", "//evil.example/app", "/application", null]) {
    assertEquals(safeReturn(wish), "/app/inbox");
  }
});
