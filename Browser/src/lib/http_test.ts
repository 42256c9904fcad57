import { assert, assertEquals } from "./assert.ts";
import { isTransient, query, refusalOf, Unreachable } from "./http.ts";

Deno.test("a refusal carries the code, the field and the request", () => {
  const body = { error: { code: "bad_input", message: "Too long", field: "text", request: "r-1" } };
  const refusal = refusalOf(400, body, null);
  assertEquals([refusal.code, refusal.message, refusal.field, refusal.request], [
    "bad_input",
    "Too long",
    "text",
    "r-1",
  ]);
});

Deno.test("an unexpected error body still gives a code and a sentence", () => {
  const refusal = refusalOf(502, "<html>", "7");
  assertEquals([refusal.code, refusal.message, refusal.retryAfterSeconds], ["http_502", "HTTP 502", 7]);
});

Deno.test("a refusal of the content is final, a busy or unreachable server is not", () => {
  assert(!isTransient(refusalOf(400, null, null)));
  assert(isTransient(refusalOf(429, null, "1")) && isTransient(refusalOf(503, null, null)));
  assert(isTransient(new Unreachable("/x")));
});

Deno.test("a query leaves out what is not there and escapes the rest", () => {
  assertEquals(query({ state: "open", query: "a b&c", cursor: null, limit: undefined }), "?state=open&query=a+b%26c");
  assertEquals(query({ query: "" }), "");
});
