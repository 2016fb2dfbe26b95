import { expect, it } from "vitest";
import { defenseInWords } from "./definition";

const titles = new Map([["gaussian-noise", "Gaussian noise"]]);

it("puts a defense into words, unknown parts by their id", () => {
  const defense = [{ part: "gaussian-noise", standardDeviation: 0.1 }, { part: "new-part" }];
  expect(defenseInWords(defense, titles)).toBe("Gaussian noise (standardDeviation 0.1) + new-part");
});

it("calls the empty defense undefended", () => {
  expect([defenseInWords([], titles), defenseInWords(undefined, titles)]).toEqual(["Undefended", "Undefended"]);
});
