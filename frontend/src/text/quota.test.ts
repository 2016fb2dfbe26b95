import { expect, test } from "vitest";
import type { QuotaLine } from "../api/types";
import { amount, standing } from "./quota";

const line: QuotaLine = {
  of: "account",
  name: "ada",
  resource: "processor-hours",
  limit: 10,
  used: 2.5,
  promised: 1,
  asked: 0,
  exceeded: false,
};

test("every resource has its unit", () => {
  expect(amount("queued-runs", 12)).toBe("12");
  expect(amount("card-hours", 1.255)).toBe("1.25 h");
  expect(amount("stored-bytes", 1024 * 1024)).toBe("1.00 MB");
});

test("a quota says what is used, the limit, and what waits", () => {
  expect(standing(line)).toBe("2.50 h of 10.00 h, 1.00 h promised to what waits");
  expect(standing({ ...line, limit: 0, promised: 0 })).toBe("2.50 h");
});
