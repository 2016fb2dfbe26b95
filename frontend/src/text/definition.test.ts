import { expect, it } from "vitest";
import { defenseInWords, partsInWords } from "./definition";
import { vocabularyOf } from "./vocabulary";

const settings = { properties: { standardDeviation: { default: 0.1 }, shape: { default: "normal" } } };
const vocabulary = vocabularyOf([{ id: "gaussian-noise", title: "Gaussian noise", settings }]);

it("puts a defense into words, unknown parts by their id", () => {
  const defense = [{ part: "gaussian-noise", standardDeviation: 0.1 }, { part: "new-part" }];
  expect(defenseInWords(defense, vocabulary)).toBe("Gaussian noise (standard deviation 0.1) + new-part");
});

it("names numbers always and words only where they are not the usual ones", () => {
  const defense = [
    { part: "gaussian-noise", standardDeviation: 0.1, shape: "normal" },
    { part: "gaussian-noise", shape: "flat" },
  ];
  expect(defenseInWords(defense, vocabulary)).toBe("Gaussian noise (standard deviation 0.1) + Gaussian noise (shape flat)");
});

it("calls the empty defense undefended", () => {
  expect([defenseInWords([], vocabulary), defenseInWords(undefined, vocabulary), partsInWords([], vocabulary)]).toEqual([
    "Undefended",
    "Undefended",
    "Undefended",
  ]);
});
