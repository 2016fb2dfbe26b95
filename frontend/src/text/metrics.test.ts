import { expect, it } from "vitest";
import { accuracyStyle, betterArrow, metricsOf } from "./metrics";

const psnr = {
  id: "psnr",
  title: "Peak signal-to-noise ratio",
  heading: "PSNR",
  unit: "dB",
  digits: 2,
  morePrivate: "lower" as const,
  lowest: 0,
  highest: 100,
  constantGuess: "psnr.constantGuess",
  worstCase: "worstCase.psnr",
  paper: false,
};
const paper = { ...psnr, id: "psnr.cem", heading: "psnr.cem", constantGuess: null, worstCase: null, paper: true };
const added = { ...psnr, id: "added-tomorrow", heading: "New", unit: "", digits: 5, morePrivate: "higher" as const, highest: null };

it("makes a column of every metric in the order of the catalog, of a paper's formula none", () => {
  expect(metricsOf([added, paper, psnr]).columns.map(({ name }) => name)).toEqual(["added-tomorrow", "psnr"]);
});

it("says of a metric what the catalog says", () => {
  const style = metricsOf([psnr]).styleOf("psnr");
  expect(style).toMatchObject({ title: "PSNR", unit: "dB", digits: 2, better: "lower" });
  expect(style.says).toBe("Peak signal-to-noise ratio in dB, 0 to 100; lower is more private");
  expect(metricsOf([added]).styleOf("added-tomorrow").says).toBe("Peak signal-to-noise ratio; higher is more private");
});

it("writes what belongs to a metric with its digits", () => {
  const { styleOf } = metricsOf([psnr, paper]);
  expect([styleOf("psnr.constantGuess").digits, styleOf("worstCase.psnr").digits, styleOf("psnr.cem").digits]).toEqual([2, 2, 2]);
});

it("shows a name that the catalog does not know by itself, without a better direction", () => {
  const style = metricsOf([psnr]).styleOf("stored-long-ago");
  expect(style).toMatchObject({ title: "stored-long-ago", digits: 4, better: undefined });
  expect(betterArrow(style)).toBe("");
});

it("knows accuracy before there is a catalog", () => {
  expect(metricsOf([])).toMatchObject({ columns: [] });
  expect(metricsOf([]).styleOf("accuracy")).toBe(accuracyStyle);
});
