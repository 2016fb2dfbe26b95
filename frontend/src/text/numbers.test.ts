import { describe, expect, it } from "vitest";
import { readNumber, readNumbers } from "./numbers";

const value = (text: string) => readNumber(text, false).value;
const mistake = (text: string, isWhole = false) => readNumber(text, isWhole).mistake;

describe("a number", () => {
  it("is read as it is written, exponents included", () => {
    expect(["0.05", "1e-3", "1E3", ".5", "5.", "+7", "-0.25", "0"].map(value)).toEqual([0.05, 0.001, 1000, 0.5, 5, 7, -0.25, 0]);
  });

  it("may carry the company of pasted texts", () => {
    expect([" 0.5 ", "\u00a00.5\n", "\u200b0.5", "\u22125", "\u20135", "\uff10.\uff15", "\uff0d\uff12"].map(value)).toEqual([
      0.5, 0.5, 0.5, -5, -5, 0.5, -2,
    ]);
  });

  it("is nothing when nothing is typed", () => {
    expect([readNumber("", true), readNumber("  ", false)]).toEqual([
      { value: undefined, mistake: "" },
      { value: undefined, mistake: "" },
    ]);
  });

  it.each([
    ["0,05", "Write 0.05"],
    [",5", "Write 0.5"],
    ["-0,5", "Write -0.5"],
    ["1.234,5", "Write 1234.5"],
    ["1,234.5", "Write 1234.5"],
    ["1 000", "Write 1000"],
    ["1\u202f000", "Write 1000"],
    ["1'000", "Write 1000"],
    ["1_000", "Write 1000"],
    ["1,000", "Write 1000 for thousands, 1.000 for a fraction"],
    ["0x10", "Write 16"],
    ["NaN", "such as 0.05"],
    ["Infinity", "such as 0.05"],
    ["1e", "such as 0.05"],
    ["--1", "such as 0.05"],
    ["1-3", "such as 0.05"],
    ["10²", "such as 0.05"],
    ["½", "such as 0.05"],
    ["٣", "such as 0.05"],
    ["5%", "such as 0.05"],
  ])("is refused when it could mean another: %s", (text, wayOut) => {
    const { value: read, mistake: said } = readNumber(text, false);
    expect(read).toBeUndefined();
    expect(said).toContain(`was ${text}`);
    expect(said).toContain(wayOut);
  });

  it("is refused where a computer cannot hold it", () => {
    expect([mistake("1e999"), mistake("1e-999"), mistake("9007199254740993", true)].map((said) => said.split(",")[0])).toEqual([
      "must be a number that a computer can hold",
      "must be a number that a computer can hold",
      "must be a whole number up to 9007199254740991",
    ]);
  });

  it("is whole where it has to be", () => {
    expect([readNumber("1e3", true).value, readNumber("3.0", true).value]).toEqual([1000, 3]);
    expect(mistake("1.5", true)).toBe("must be a whole number, was 1.5. Write 1 or 2");
  });
});

describe("numbers", () => {
  it("are separated by commas or spaces, whole ones also given as ranges", () => {
    expect(["1, 2 3", "1-3", "1 – 3", "1..3, 7", "1;2", "125"].map((text) => readNumbers(text, true).value)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3, 7],
      [1, 2],
      [125],
    ]);
    expect([readNumbers("0.5 0.25", false).value, readNumbers("0.5, 0.25", false).value, readNumbers(" ", true).value]).toEqual([
      [0.5, 0.25],
      [0.5, 0.25],
      undefined,
    ]);
  });

  it.each([
    ["a,b", "was a"],
    ["3-1", "Write 1-3"],
    ["1-", "was 1-"],
    ["0,05", "Write 5"],
    ["1.5", "Write 1 or 2"],
    ["1-9999999999", "at most 1000"],
    ["1, ,x", "was x"],
  ])("are refused when one is none: %s", (text, says) => {
    const { value: read, mistake: said } = readNumbers(text, true);
    expect(read).toBeUndefined();
    expect(said).toContain(says);
  });

  it("never take a decimal comma for a separator", () => {
    expect(readNumbers("0,5 0,25", false).mistake).toContain("Write 0.5 0.25 or 0 5 0 25");
  });

  it("do not take a minus for a range", () => {
    expect(readNumbers("1 -3", true).value).toEqual([1, -3]);
  });
});
