import { expect, it } from "vitest";
import { attackLines, attackOption, attacksInWords, attackTable } from "./attackCurves";
import { roundAbove, roundBelow } from "../logAxis";
import type { AxisStyle } from "../useAxisStyle";

const style = { axis: { axisLine: {}, axisLabel: { color: "#000" }, nameTextStyle: {} }, tooltip: {}, legend: {} } as AxisStyle;
const series = [
  { name: "attack.decoder-a.validation", points: [[1, 0.05] as [number, number], [2, 0.03] as [number, number]] },
  { name: "attack.decoder-a.loss", points: [[1, 0.06] as [number, number]] },
  { name: "training.loss", points: [] },
];

it("takes the errors of attacks, each with the guess of its own images", () => {
  const lines = attackLines(series, { "decoder-a": 0.06, other: 0.1 });
  expect(lines).toEqual([{ name: "decoder-a", points: series[0]!.points, guess: 0.06 }]);
  expect(attackLines(series, {})[0]?.guess).toBeUndefined();
  const drawn = attackOption(lines, false, style, ["#a"]).series;
  expect(drawn.map(({ name, data }) => [name, data])).toEqual([
    ["decoder-a", series[0]!.points],
    [
      "constant guess",
      [
        [1, 0.06],
        [2, 0.06],
      ],
    ],
  ]);
  expect(attackTable(lines).rows).toEqual([
    ["decoder-a", 1, 0.05, 0.06],
    ["decoder-a", 2, 0.03, 0.06],
  ]);
  expect(attacksInWords(lines)).toBe("decoder-a: error 0.0300 at epoch 2, the constant guess 0.0600");
});

it("ends logarithmic axes at round numbers", () => {
  expect([0.0135, 0.02, 0.0999, 1].map(roundBelow)).toEqual([0.01, 0.02, 0.05, 1]);
  expect([0.0613, 0.02, 0.021, 1].map(roundAbove)).toEqual([0.1, 0.02, 0.05, 1]);
});
