import { expect, it } from "vitest";
import type { Board, BoardRow } from "../../../api/types";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import type { MetricColumn } from "../../../text/metrics";
import { linesOf } from "./guessLines";
import { stabilityInWords, stabilityOption, stabilityTable, stableFamilies, stableRows } from "./stability";
import { bandPoints, drawnOf, frontLine, hasLog, type TradeOff, tradeOffOption, tradeOffTable } from "./tradeOff";

const column = { name: "mse", title: "MSE", unit: "", digits: 4, better: "higher" } as MetricColumn;
const style = { axis: { axisLine: {}, axisLabel: { color: "#000" }, nameTextStyle: {} }, tooltip: {}, legend: {} } as AxisStyle;

function spread(mean: number, interval: number | null = 0.01) {
  return { mean, standardDeviation: null, interval, low: interval && mean - interval, high: interval && mean + interval, n: 2 };
}

function row(name: string, accuracy: number, mse: number | undefined, more: object = {}): BoardRow {
  const metrics = mse === undefined ? {} : { mse: spread(mse, 0.002) };
  return { name, rowHash: name, accuracy: spread(accuracy), metrics, n: 2, rank: null, stability: [], ...more } as unknown as BoardRow;
}

const rows = [row("private", 0.8, 0.04), row("accurate", 0.9, 0.01), row("behind", 0.85, 0.01), row("not attacked", 0.9, undefined)];
const board = {
  dataset: "shapes",
  chance: 0.75,
  constantGuess: { mse: 0.06 },
  front: ["private", "accurate"],
  hypervolume: { share: 0.4, low: 0.3, high: 0.5, band: [] },
  families: [],
  rows,
} as unknown as Board;
const drawn = drawnOf(rows, column);
const tradeOff: TradeOff = { board, drawn, column, isLeading: true, isLog: false };

it("draws rows that have both numbers, their series first, so that a click finds its row", () => {
  const { series } = tradeOffOption(tradeOff, { style, palette: ["#a", "#b"], ink: "#000" });
  expect(series.slice(0, 3).map(({ name, data }) => [name, data])).toEqual([
    ["private", [[0.8, 0.04]]],
    ["accurate", [[0.9, 0.01]]],
    ["behind", [[0.85, 0.01]]],
  ]);
  expect(series.map(({ name }) => name).slice(-3)).toEqual(["chance", "constant guess", "front"]);
});

it("draws intervals on both axes, and none of a single seed", () => {
  const whiskers = (drawnRows: BoardRow[]) =>
    tradeOffOption({ ...tradeOff, drawn: drawnRows }, { style, palette: ["#a"], ink: "#000" })
      .series.filter(({ type }) => type === "custom")
      .map(({ data }) => data);
  expect(whiskers([rows[1]!])).toEqual([[[0.9, 0.01, 0.9 - 0.01, 0.91]], [[0.9, 0.01, 0.01 - 0.002, 0.012]]]);
  expect(whiskers([{ ...rows[1]!, accuracy: spread(0.9, null) }])).toEqual([]);
});

it("steps down along the front: who accepts an accuracy may take what is more accurate", () => {
  expect(frontLine(board, drawn, column)).toEqual([
    [0.8, 0.04],
    [0.8, 0.01],
    [0.9, 0.01],
  ]);
});

it("draws the band of the front, above 0 where the axis is logarithmic", () => {
  const band = [
    { accuracy: 0.8, low: 0.03, high: 0.05 },
    { accuracy: 0.9, low: 0, high: 0.01 },
    { accuracy: 0.95, low: 0, high: 0 },
  ];
  const banded = { ...tradeOff, board: { ...board, hypervolume: { ...board.hypervolume!, band } } };
  expect(bandPoints(banded)).toEqual([
    { x: 0.8, low: 0.03, high: 0.05 },
    { x: 0.9, low: 0, high: 0.01 },
  ]);
  expect(bandPoints({ ...banded, isLog: true })[1]).toEqual({ x: 0.9, low: 0.01, high: 0.01 });
});

it("offers a logarithm for numbers above 0 that are none yet", () => {
  expect(hasLog(drawn, column)).toBe(true);
  expect(hasLog(drawn, { ...column, unit: "dB" })).toBe(false);
  expect(hasLog([row("nothing", 0.9, 0)], column)).toBe(false);
});

it("has a table with what is drawn", () => {
  expect(tradeOffTable(tradeOff).rows).toEqual([
    ["private", 0.8, 0.01, 0.04, 0.002, 2, "yes"],
    ["accurate", 0.9, 0.01, 0.01, 0.002, 2, "yes"],
    ["behind", 0.85, 0.01, 0.01, 0.002, 2, "no"],
  ]);
});

it("draws chance and the constant guess across the picture, but no chance that would press the rows together", () => {
  expect(linesOf(board, drawn, column)).toEqual([
    {
      name: "chance",
      points: [
        [0.75, 0.01],
        [0.75, 0.06],
      ],
    },
    {
      name: "constant guess",
      points: [
        [0.75, 0.06],
        [0.9, 0.06],
      ],
    },
  ]);
  expect(linesOf({ ...board, chance: 0.1 }, drawn, column).map(({ points }) => points[0])).toEqual([[0.8, 0.06]]);
  expect(linesOf({ ...board, chance: null, constantGuess: {} }, drawn, column)).toEqual([]);
});

it("shows for each list how often its entries have which place, the best rank first", () => {
  const ranked = {
    ...board,
    rows: [row("b", 0.9, 0.01, { rank: 2, stability: [0.25, 0.75] }), row("a", 0.9, 0.02, { rank: 1, stability: [0.75, 0.25] }), rows[2]!],
    families: [{ parts: ["gaussian-noise"], rank: 1, stability: [] }],
  } as unknown as Board;
  const entries = stableRows(ranked);
  expect(entries.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(stableFamilies(ranked)).toEqual([]);
  const { series, yAxis } = stabilityOption(entries, style, false);
  expect(yAxis.data).toEqual(["1. a", "2. b"]);
  expect(series.map(({ name, data }) => [name, data])).toEqual([
    ["place 1", [0.75, 0.25]],
    ["place 2", [0.25, 0.75]],
  ]);
  expect(stabilityTable(entries).rows[1]).toEqual([2, "b", 0.25, 0.75]);
  expect(stabilityInWords(entries)).toBe("a: place 1 in 75 % of the draws; b: place 2 in 75 % of the draws");
});
