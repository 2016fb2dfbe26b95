import { expect, test } from "vitest";
import { energy, expectedInWords, usageInWords } from "./usage";

test("energy is told in watt-hours, and in kilowatt-hours from a thousand on", () => {
  expect(energy(36_000)).toBe("10.0 Wh");
  expect(energy(7_200_000)).toBe("2.00 kWh");
});

test("usage says of how many attempts the energy is known", () => {
  expect(usageInWords({ processorSeconds: 0, cardSeconds: 0, joules: null, attempts: 0, attemptsWithJoules: 0 })).toBe("");
  expect(usageInWords({ processorSeconds: 90, cardSeconds: 0, joules: null, attempts: 2, attemptsWithJoules: 0 })).toBe(
    "1 min 30 s of processors",
  );
  expect(usageInWords({ processorSeconds: 90, cardSeconds: 60, joules: 3600, attempts: 2, attemptsWithJoules: 1 })).toBe(
    "1 min 30 s of processors, 1 min 0 s of cards, 1.0 Wh of cards' energy (known of 1 of 2 attempts)",
  );
});

test("what is expected names cards only where there are some", () => {
  expect(expectedInWords({ processorSeconds: 120, cardSeconds: 0, joules: null, basis: "" })).toBe("about 2 min 0 s of processors");
  expect(expectedInWords({ processorSeconds: 120, cardSeconds: 60, joules: 7200, basis: "" })).toBe(
    "about 2 min 0 s of processors, 1 min 0 s of cards, 2.0 Wh",
  );
  expect(expectedInWords({ processorSeconds: 0, cardSeconds: 0, joules: null, basis: "" })).toBe("");
});
