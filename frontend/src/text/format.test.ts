import { describe, expect, it } from "vitest";
import { ago, duration, fixed, grouped, percent, words } from "./format";

describe("format", () => {
  it("keeps the digits fixed and shows a dash where there is no number", () => {
    expect([fixed(0.5, 3), fixed(12, 2), fixed(null, 2), fixed(NaN, 2)]).toEqual(["0.500", "12.00", "–", "–"]);
  });

  it("groups thousands", () => {
    expect([grouped(85256), grouped(999), grouped(5308416)]).toEqual(["85\u202f256", "999", "5\u202f308\u202f416"]);
  });

  it("names at most two units of time", () => {
    expect([duration(3.14), duration(59.4), duration(75), duration(3725)]).toEqual(["3.1 s", "59 s", "1 min 15 s", "1 h 2 min"]);
  });

  it("says how long ago something was", () => {
    const now = Date.parse("2026-01-01T12:00:00Z");
    expect([ago("2026-01-01T11:59:58Z", now), ago("2026-01-01T11:59:20Z", now), ago("2026-01-01T11:50:30Z", now)]).toEqual([
      "just now",
      "40 s ago",
      "9 min ago",
    ]);
  });

  it("writes fractions as per cent and camel case as words", () => {
    expect([percent(0.873), percent(undefined), words("standardDeviation")]).toEqual(["87 %", "–", "standard deviation"]);
  });
});
