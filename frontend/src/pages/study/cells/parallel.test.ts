import { expect, it } from "vitest";
import type { Spread, Study } from "../../../api/types";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { accuracyStyle, type MetricStyle } from "../../../text/metrics";
import { parallelInWords, parallelOf, parallelOption, parallelTable } from "./parallel";

const mse: MetricStyle = { name: "mse", title: "MSE", unit: "", digits: 3, better: "higher", says: "" };
const ssim: MetricStyle = { name: "ssim", title: "SSIM", unit: "", digits: 3, better: "lower", says: "" };
const style = {
  axis: { axisLine: {}, axisLabel: { color: "#000" }, nameTextStyle: {}, splitLine: {} },
  tooltip: {},
  legend: {},
} as unknown as AxisStyle;
const spread = (mean: number): Spread => ({ mean, standardDeviation: null, interval: null, low: null, high: null, n: 1 });
const cell = (defense: string, weight: string, accuracy?: number, error?: number) => ({
  labels: { defense, weight },
  experiment: `${defense} ${weight}`,
  metrics: accuracy === undefined ? {} : { accuracy: spread(accuracy) },
  attacks: error === undefined ? [] : [{ slug: "decoder", metrics: { mse: spread(error) } }],
});
const study = {
  axes: [
    { name: "defense", labels: ["gate", "CEM"] },
    { name: "weight", labels: ["4", "16"] },
  ],
  cells: [cell("CEM", "4", 0.9, 0.02), cell("CEM", "16", 0.8, 0.04), cell("gate", "4"), cell("gate", "16", 0.85)],
} as unknown as Study;
const cells = parallelOf(study, "decoder", accuracyStyle, [mse, ssim]);

it("draws each cell that is whole as a line over its labels and means, and leaves out what nobody measured", () => {
  const { parallelAxis, series, visualMap } = parallelOption(cells, style, false);
  expect(parallelAxis.map(({ dim, name }) => [dim, name])).toEqual([
    [0, "defense"],
    [1, "weight"],
    [2, accuracyStyle.title],
    [3, "MSE"],
  ]);
  expect(series[0]?.data).toEqual([
    { name: "CEM · 4", value: ["CEM", "4", 0.9, 0.02] },
    { name: "CEM · 16", value: ["CEM", "16", 0.8, 0.04] },
  ]);
  expect([visualMap.dimension, visualMap.min, visualMap.max]).toEqual([3, 0.02, 0.04]);
});

it("says the same in a table and in words", () => {
  expect(parallelTable(cells).rows).toEqual([
    ["CEM", "4", 0.9, null, 0.02, null],
    ["CEM", "16", 0.8, null, 0.04, null],
  ]);
  expect(parallelInWords(cells)).toContain(`CEM · 16: ${accuracyStyle.title} 0.800, MSE 0.040`);
});
