import { expect, it } from "vitest";
import { bytes } from "./bytes";
import { counted } from "./counted";

it("writes bytes in three digits", () => {
  expect([0, 999, 1024, 812345, 10 * 1024 ** 3, 3.25 * 1024 ** 4].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.00 KB",
    "793 KB",
    "10.0 GB",
    "3.25 TB",
  ]);
  expect(bytes(1024 ** 2 - 1)).toBe("1.00 MB");
});

it("counts one and many", () => {
  expect([counted(1, "run"), counted(2, "run"), counted(3, "study", "studies")]).toEqual(["1 run", "2 runs", "3 studies"]);
});
