import { expect, it } from "vitest";
import { csvOf } from "./table";
import { fileName } from "./save";
import { moved } from "./zoom";

it("writes CSV that spreadsheets read as it is meant", () => {
  const table = {
    columns: [{ title: "Row" }, { title: "MSE", digits: 2 }],
    rows: [
      ['a, "b"', 0.123456],
      ["=1+1", null],
      ["λ", -1],
    ],
  };
  expect(csvOf(table)).toBe('Row,MSE\r\n"a, ""b""",0.123456\r\n\'=1+1,\r\nλ,-1\r\n');
});

it("names files by what they show", () => {
  expect(fileName("Accuracy against MSE, shapes", "svg")).toBe("accuracy-against-mse-shapes.svg");
  expect(fileName("…", "png")).toBe("picture.png");
});

it("zooms around the middle and moves within the whole", () => {
  expect(moved({ start: 0, end: 100 }, "in")).toEqual({ start: 25, end: 75 });
  expect(moved({ start: 0, end: 50 }, "out")).toEqual({ start: 0, end: 100 });
  expect(moved({ start: 10, end: 50 }, "left")).toEqual({ start: 0, end: 40 });
  expect(moved({ start: 60, end: 100 }, "right")).toEqual({ start: 60, end: 100 });
});
