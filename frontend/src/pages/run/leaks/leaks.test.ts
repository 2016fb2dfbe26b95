import { expect, it } from "vitest";
import type { Scores } from "../../../api/types";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import type { MetricStyle } from "../../../text/metrics";
import { binsOf, histogramOption, leaksInWords, leaksTable, sharesInWords, sortedOption } from "./leaks";

const mse: MetricStyle = { name: "mse", title: "MSE", unit: "", digits: 3, better: "higher", says: "" };
const style = { axis: { axisLine: {}, axisLabel: { color: "#000" }, nameTextStyle: {} }, tooltip: {}, legend: {} } as AxisStyle;
const look = { style, color: "#a", accent: "#b" };
const scores: Scores = {
  attack: "decoder",
  metric: "mse",
  morePrivate: "higher",
  mean: 0.0275,
  constantGuess: 0.1,
  scores: [0.01, 0.02, 0.03, 0.05],
  gallery: [{ index: 1800, className: "disc", score: 0.02, place: 2 }],
};

it("counts every image in one bin, also the last and those that are all alike", () => {
  expect(binsOf([0, 1, 2, 3]).map(({ count }) => count)).toEqual([2, 2]);
  expect(binsOf([5, 5, 5])).toEqual([{ from: 5, to: 5, count: 3 }]);
  expect(binsOf([])).toEqual([]);
});

it("draws the histogram with its mean, and with the guess where that lies among the scores", () => {
  const lines = (drawn: Scores) => histogramOption(drawn, mse, look).series[0]!.markLine.data.map(({ xAxis }) => xAxis);
  expect(lines(scores)).toEqual([0.0275]);
  expect(lines({ ...scores, constantGuess: 0.04 })).toEqual([0.0275, 0.04]);
});

it("draws all images in order and marks those that have pictures", () => {
  const [all, shown] = sortedOption(scores, mse, false, look).series;
  expect(all?.data).toEqual([
    [1, 0.01],
    [2, 0.02],
    [3, 0.03],
    [4, 0.05],
  ]);
  expect(shown?.data).toEqual([{ name: "1800, disc", value: [2, 0.02] }]);
  expect(leaksTable(scores, mse).rows[1]).toEqual([2, 0.02, "1800, disc"]);
  expect(leaksInWords(scores, mse)).toBe("MSE of 4 images: most leaked 0.010, least leaked 0.050, mean 0.028");
});

it("says of a similarity how many images are like their originals", () => {
  expect(sharesInWords(scores)).toBe("");
  expect(sharesInWords({ ...scores, metric: "ssim", scores: [0.8, 0.6, 0.5, 0.1] })).toBe("SSIM: 50.0 % above 0.5, 25.0 % above 0.7.");
});
