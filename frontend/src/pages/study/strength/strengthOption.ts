import type { Spread } from "../../../api/types";
import { markOf, signs, symbols } from "../../../components/chart/colors";
import type { FigureTable } from "../../../components/chart/figure/table";
import { zoomOf } from "../../../components/chart/figure/zoom";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { whiskers } from "../../../components/chart/whiskers";
import { accuracyStyle, betterArrow, type MetricStyle } from "../../../text/metrics";
import type { StrengthLine, StrengthPoint } from "./curves";

export type StrengthPicture = {
  axis: string;
  lines: StrengthLine[];
  metric: MetricStyle;
  isLog: boolean;
  /** The strength that the slider is at. */
  at: number;
  /** The rebuilt picture of a point as an address that holds it; undefined where there is none. */
  pictureOf: (point: StrengthPoint) => string | undefined;
};
type Look = { style: AxisStyle; palette: readonly string[]; isNarrow: boolean };

const picturePixels = 36;
const rowPixels = 42;
const gapPixels = 34;
const errorPixels = 190;
const accuracyPixels = 140;
const footPixels = 78;

/** The picture grows with its rows of rebuilt images. */
export function heightOf(lines: StrengthLine[]): number {
  return tops(lines).foot + footPixels;
}

function tops(lines: StrengthLine[]) {
  const error = lines.length * rowPixels + gapPixels;
  const accuracy = error + errorPixels + gapPixels;
  return { error, accuracy, foot: accuracy + accuracyPixels };
}

/** From a little before the smallest strength to a little behind the largest. */
export function reachOf(values: number[], isLog: boolean): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (isLog) {
    const step = (high / low) ** 0.08;
    return [low / step, high * step];
  }
  const step = 0.08 * (high - low);
  return [low - step, high + step];
}

/** Three pictures over one axis of strengths: what was rebuilt of one image, the attacker's error, the accuracy. */
export function strengthOption(picture: StrengthPicture, { style, palette, isNarrow }: Look) {
  const { axis, lines, metric, isLog, at, pictureOf } = picture;
  const values = [...new Set(lines.flatMap(({ points }) => points.map(({ value }) => value)))];
  const [min, max] = reachOf(values, isLog);
  const top = tops(lines);
  const side = { left: isNarrow ? 52 : 150, right: 18 };
  const along = { type: isLog ? "log" : "value", min, max, ...style.axis, splitLine: { show: false } };
  const ticks = { ...style.axis.axisLabel, customValues: values };
  const marks = lines.map((_, place) => markOf(place, palette));
  const up = (title: string) => ({
    ...style.axis,
    name: title,
    nameTextStyle: { ...style.axis.nameTextStyle, align: "left" },
    nameLocation: "end",
    nameGap: 8,
    scale: true,
    splitNumber: 3,
  });
  return {
    grid: [
      { ...side, top: 0, height: lines.length * rowPixels },
      { ...side, top: top.error, height: errorPixels },
      { ...side, top: top.accuracy, height: accuracyPixels },
    ],
    legend: { bottom: 0, type: "scroll", data: lines.map(({ name }) => name), ...style.legend },
    tooltip: { trigger: "item", ...style.tooltip },
    dataZoom: [zoomOf({ xAxisIndex: [0, 1, 2] })],
    xAxis: [
      { ...along, gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false } },
      { ...along, gridIndex: 1, axisLabel: { show: false }, axisTick: { customValues: values } },
      { ...along, gridIndex: 2, axisLabel: ticks, axisTick: { customValues: values }, name: axis, nameLocation: "middle", nameGap: 24 },
    ],
    yAxis: [
      {
        type: "category",
        gridIndex: 0,
        inverse: true,
        data: lines.map(({ name }, place) => (isNarrow ? signs[symbols.indexOf(marks[place]!.symbol)] : name)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...style.axis.axisLabel, hideOverlap: false, width: side.left - 14, overflow: "truncate" },
      },
      { gridIndex: 1, ...up(`${metric.title}${metric.unit === "" ? "" : ` in ${metric.unit}`} ${betterArrow(metric)}`) },
      { gridIndex: 2, ...up(`accuracy ${betterArrow(accuracyStyle)}`) },
    ],
    series: [
      ...lines.flatMap((line, place) => curves(line, place, marks[place]!, "error")),
      ...lines.flatMap((line, place) => curves(line, place, marks[place]!, "accuracy")),
      ...lines.map(({ name, points }, row) => ({
        type: "scatter",
        name: `pictures of ${name}`,
        xAxisIndex: 0,
        yAxisIndex: 0,
        symbolSize: picturePixels,
        tooltip: { show: false },
        data: points.flatMap((point) => {
          const source = pictureOf(point);
          return source === undefined ? [] : [{ value: [point.value, row], symbol: `image://${source}` }];
        }),
      })),
      ...[1, 2].map((grid) => ({
        type: "line",
        name: `chosen ${axis}`,
        xAxisIndex: grid,
        yAxisIndex: grid,
        data: [],
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { type: "dashed", color: style.axis.axisLabel.color, width: 1 },
          data: [{ xAxis: at }],
        },
      })),
    ],
  };
}

function curves({ name, points }: StrengthLine, place: number, mark: { color: string; symbol: string }, what: "error" | "accuracy") {
  const index = what === "error" ? 1 : 2;
  const found = points.flatMap((point): [number, Spread][] => {
    const spread = point[what];
    return spread === undefined ? [] : [[point.value, spread]];
  });
  const grid = { xAxisIndex: index, yAxisIndex: index };
  const bars = found
    .filter(([, { interval }]) => interval !== null)
    .map(([x, { mean, low, high }]) => ({ x, y: mean, low: low ?? mean, high: high ?? mean }));
  return [
    {
      type: "line",
      name,
      ...mark,
      ...grid,
      symbolSize: 8,
      showSymbol: true,
      lineStyle: { width: 2 },
      z: 3 + place,
      data: found.map(([x, { mean }]) => [x, mean]),
    },
    ...(bars.length === 0 ? [] : [whiskers(name, mark.color, "y", bars, grid)]),
  ];
}

/** The numbers of the picture. */
export function strengthTable({ axis, lines, metric }: StrengthPicture): FigureTable {
  return {
    columns: [
      { title: "Experiments" },
      { title: axis },
      { title: metric.title, digits: metric.digits },
      { title: `± ${metric.title}`, digits: metric.digits },
      { title: "Accuracy", digits: accuracyStyle.digits },
      { title: "± accuracy", digits: accuracyStyle.digits },
      { title: "n", digits: 0 },
    ],
    rows: lines.flatMap(({ name, points }) =>
      points.map(({ label, error, accuracy }) => [
        name,
        label,
        error?.mean ?? null,
        error?.interval ?? null,
        accuracy?.mean ?? null,
        accuracy?.interval ?? null,
        accuracy?.n ?? error?.n ?? 0,
      ]),
    ),
  };
}

/** The ends of every line in words, as the text alternative. */
export function strengthInWords({ axis, lines, metric }: StrengthPicture): string {
  const one = ({ label, error, accuracy }: StrengthPoint) =>
    `${axis} ${label}: ${metric.title} ${error?.mean.toFixed(metric.digits) ?? "unknown"}, accuracy ${accuracy?.mean.toFixed(accuracyStyle.digits) ?? "unknown"}`;
  return `Strength curves. ${lines.map(({ name, points }) => `${name}, ${points.map(one).join("; ")}`).join(". ")}`;
}
