import { expect, it } from "vitest";
import { nextOf } from "./nextOf";

it.each([
  ["/runs?q=state%3Afailed", "/runs?q=state%3Afailed"],
  [null, "/"],
  ["", "/"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/login?next=/login", "/"],
  ["javascript:alert(1)", "/"],
])("leads from %s to %s", (asked, next) => {
  expect(nextOf(asked)).toBe(next);
});
