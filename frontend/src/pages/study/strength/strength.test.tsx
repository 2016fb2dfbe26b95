// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import type { Spread, Study, StudyCell } from "../../../api/types";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { show } from "../../../testing/shown";
import { accuracyStyle, type MetricStyle } from "../../../text/metrics";
import { inOrder, linesOf, strengthsOf, suitsLog } from "./curves";
import { heatInWords, heatOf, heatOption, heatTable, slicesOf } from "./heat";
import { reachOf, strengthOption, type StrengthPicture, strengthTable } from "./strengthOption";
import { StrengthSlider } from "./StrengthSlider";

const mse: MetricStyle = { name: "mse", title: "MSE", unit: "", digits: 4, better: "higher", says: "" };
const style = { axis: { axisLine: {}, axisLabel: { color: "#000" }, nameTextStyle: {} }, tooltip: {}, legend: {} } as AxisStyle;

function spread(mean: number, interval: number | null = null): Spread {
  return {
    mean,
    standardDeviation: null,
    interval,
    low: interval && mean - interval,
    high: interval && mean + interval,
    n: interval ? 3 : 1,
  };
}

function cell(labels: Record<string, string>, accuracy?: number, error?: number): StudyCell {
  const name = Object.values(labels).join("-");
  return {
    labels,
    experiment: name,
    progress: { state: "DONE", counts: {}, runs: 1, progress: 1, secondsLeft: 0 },
    runs: [
      { id: `failed ${name}`, seed: 1, state: "FAILED", progress: 0, own: true },
      ...(accuracy === undefined ? [] : [{ id: `run ${name}`, seed: 2, state: "SUCCEEDED" as const, progress: 1, own: true }]),
    ],
    metrics: accuracy === undefined ? {} : { accuracy: spread(accuracy, 0.01) },
    attacks: error === undefined ? [] : [{ slug: "decoder", metrics: { mse: spread(error) } }],
  };
}

const study = {
  name: "A study",
  posted: { axes: [{ name: "λ", values: [16, { label: "small", value: 4 }] }] },
  axes: [
    { name: "defense", labels: ["noise", "CEM"] },
    { name: "λ", labels: ["16", "small"] },
    { name: "cut layer", labels: ["1", "2"] },
  ],
  cells: [
    cell({ defense: "noise", λ: "16", "cut layer": "1" }, 0.8, 0.04),
    cell({ defense: "noise", λ: "small", "cut layer": "1" }, 0.9, 0.02),
    cell({ defense: "noise", λ: "small", "cut layer": "2" }),
    cell({ defense: "CEM", λ: "small", "cut layer": "1" }, 0.85, 0.03),
  ],
} as unknown as Study;

const strengths = strengthsOf(study);
const lines = linesOf(study, "λ", strengths.get("λ")!, "decoder", "mse");

it("finds the axes whose values are numbers, also numbers with names", () => {
  expect([...strengths.keys()]).toEqual(["λ", "cut layer"]);
  expect(inOrder(strengths.get("λ")!)).toEqual(["small", "16"]);
  expect(strengthsOf({ ...study, axes: [{ name: "λ", labels: ["4"] }] }).size).toBe(0);
});

it("makes a line of what differs in the strength alone, the weakest first, with the first run that succeeded", () => {
  expect(lines.map(({ name, points }) => [name, points.map(({ value, run }) => [value, run])])).toEqual([
    [
      "noise · cut layer 1",
      [
        [4, "run noise-small-1"],
        [16, "run noise-16-1"],
      ],
    ],
    ["noise · cut layer 2", [[4, undefined]]],
    ["CEM · cut layer 1", [[4, "run CEM-small-1"]]],
  ]);
});

it("takes a logarithm for more than a decade of positive numbers, with room at both ends", () => {
  expect([suitsLog([0.1, 1]), suitsLog([1, 9]), suitsLog([0, 100])]).toEqual([true, false, false]);
  expect(reachOf([0, 100], false)).toEqual([-8, 108]);
  const [low, high] = reachOf([1, 100], true);
  expect(low * high).toBeCloseTo(100, 9);
});

it("draws error, accuracy and the rebuilt pictures over one axis", () => {
  const picture: StrengthPicture = {
    axis: "λ",
    lines,
    metric: mse,
    isLog: false,
    at: 4,
    pictureOf: ({ run }) => (run === "run noise-16-1" ? "data:x" : undefined),
  };
  const { series, legend } = strengthOption(picture, { style, palette: ["#a", "#b"], isNarrow: false });
  const drawn = series as { type: string; name: string; xAxisIndex?: number; data: unknown }[];
  const of = (name: string, grid: number) => drawn.filter((one) => one.name === name && one.xAxisIndex === grid);
  expect(of("noise · cut layer 1", 1).map(({ data }) => data)).toEqual([
    [
      [4, 0.02],
      [16, 0.04],
    ],
  ]);
  // A line, and intervals, which the error of one seed does not have.
  expect(of("CEM · cut layer 1", 2).map(({ type, data }) => [type, data])).toEqual([
    ["line", [[4, 0.85]]],
    ["custom", [[4, 0.85, 0.85 - 0.01, 0.85 + 0.01]]],
  ]);
  expect(of("pictures of noise · cut layer 1", 0)[0]?.data).toEqual([{ value: [16, 0], symbol: "image://data:x" }]);
  expect(legend.data).toEqual(lines.map(({ name }) => name));
  expect(strengthTable(picture).rows[1]).toEqual(["noise · cut layer 1", "16", 0.04, null, 0.8, 0.01, 3]);
});

it("moves along the strengths with the slider, and every line's pictures follow", () => {
  const onAt = vi.fn();
  const images = [{ index: 7, label: 0, className: "disc", original: "", best: null, attacks: [] }];
  const slider = { axis: "λ", labels: ["small", "16"], onAt, lines, attack: "decoder", metric: mse, images, first: "r" };
  show(
    <MemoryRouter>
      <StrengthSlider {...slider} at="small" />
    </MemoryRouter>,
  );
  const handle = screen.getByRole("slider", { name: "Strength: λ" });
  expect(handle).toHaveAttribute("aria-valuetext", "λ small");
  expect(screen.getByAltText("disc, rebuilt by decoder from noise · cut layer 1 at λ small")).toHaveAttribute(
    "src",
    "/api/v1/runs/run%20noise-small-1/reconstructions/decoder/7.png",
  );
  expect(screen.getByText("nothing rebuilt yet")).toBeVisible();
  fireEvent.change(handle, { target: { value: "1" } });
  expect(onAt).toHaveBeenCalledWith("16");
});

it("maps two numeric axes, one map for each value of the others", () => {
  expect(slicesOf(study, "λ", "cut layer")).toEqual(["noise", "CEM"]);
  const [along, across] = ["λ", "cut layer"].map((name) => ({ name, labels: inOrder(strengths.get(name)!) }));
  const heat = heatOf(study, "noise", along!, across!, accuracyStyle, ({ metrics }) => metrics.accuracy);
  const { series, visualMap } = heatOption(heat, style);
  expect(series[0]?.data.map(({ value }) => value)).toEqual([
    [0, 0, 0.9],
    [1, 0, 0.8],
  ]);
  expect([visualMap.min, visualMap.max]).toEqual([0.8, 0.9]);
  expect(heatTable(heat).rows).toContainEqual(["16", "2", null, null, 0]);
  expect(heatInWords(heat)).toContain("λ 16, cut layer 1: 0.800");
});
