import type { Scores } from "../../../api/types";
import type { FigureTable } from "../../../components/chart/figure/table";
import { zoomOf } from "../../../components/chart/figure/zoom";
import { logAxis } from "../../../components/chart/logAxis";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { fixed, percent } from "../../../text/format";
import type { MetricStyle } from "../../../text/metrics";

/** How many images lie between two scores; the upper end belongs to the last bin alone. */
export type Bin = { from: number; to: number; count: number };

const mostBins = 30;

/** Bins of equal width over all scores: about the square root of their number. */
export function binsOf(scores: number[]): Bin[] {
  if (scores.length === 0) return [];
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const count = low === high ? 1 : Math.min(mostBins, Math.ceil(Math.sqrt(scores.length)));
  const width = (high - low) / count;
  const bins = Array.from({ length: count }, (_, at) => ({ from: low + at * width, to: low + (at + 1) * width, count: 0 }));
  for (const score of scores) bins[width === 0 ? 0 : Math.min(count - 1, Math.floor((score - low) / width))]!.count++;
  return bins;
}

/** From a structural similarity of this on a picture is like its original, and from the second on very much so. */
const similar = [0.5, 0.7];

/** The share of images that are rebuilt like their originals; empty for metrics without such a limit. */
export function sharesInWords({ metric, scores }: Scores): string {
  if (metric !== "ssim" || scores.length === 0) return "";
  const shares = similar.map((limit) => `${percent(scores.filter((score) => score > limit).length / scores.length, 1)} above ${limit}`);
  return `SSIM: ${shares.join(", ")}.`;
}

type Look = { style: AxisStyle; color: string; accent: string };

/** How many images have which score, with the mean and what a guess scores. */
export function histogramOption({ scores, mean, constantGuess }: Scores, metric: MetricStyle, { style, color, accent }: Look) {
  const bins = binsOf(scores);
  // Along the lines, one before its line and one behind: mean and guess may lie close to each other.
  const line = (at: number, name: string, position: string) => ({
    xAxis: at,
    label: { formatter: name, position, color: style.axis.axisLabel.color },
  });
  const guess = constantGuess !== null && constantGuess >= (bins[0]?.from ?? 0) && constantGuess <= (bins.at(-1)?.to ?? 0);
  return {
    grid: { left: 8, right: 24, top: 36, bottom: 44, containLabel: true },
    tooltip: { trigger: "item", ...style.tooltip },
    dataZoom: [zoomOf({ xAxisIndex: [0] })],
    xAxis: {
      type: "value",
      scale: true,
      ...style.axis,
      name: axisName(metric),
      nameLocation: "middle",
      nameGap: 24,
      splitLine: { show: false },
    },
    yAxis: { type: "value", minInterval: 1, ...style.axis, name: "images" },
    series: [
      {
        type: "custom",
        name: "images",
        color,
        encode: { x: [0, 1], y: 2 },
        data: bins.map(({ from, to, count }) => [from, to, count]),
        renderItem: bar,
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: accent, type: "dashed", width: 1.5 },
          data: [line(mean, "mean", "insideEndTop"), ...(guess ? [line(constantGuess, "constant guess", "insideEndBottom")] : [])],
        },
      },
    ],
  };
}

type Drawing = { value: (dimension: number) => number; coord: (point: number[]) => number[]; visual: (name: string) => string };

function bar(_: unknown, api: Drawing) {
  const [left, top] = api.coord([api.value(0), api.value(2)]) as [number, number];
  const [right, bottom] = api.coord([api.value(1), 0]) as [number, number];
  const shape = { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top };
  return { type: "rect", shape, style: { fill: api.visual("color") } };
}

/** All images in order, the most leaked first, with those that have pictures. */
export function sortedOption({ scores, gallery }: Scores, metric: MetricStyle, isLog: boolean, { style, color, accent }: Look) {
  return {
    grid: { left: 8, right: 24, top: 36, bottom: 64, containLabel: true },
    tooltip: { trigger: "item", ...style.tooltip },
    legend: { bottom: 0, ...style.legend },
    dataZoom: [zoomOf({ xAxisIndex: [0] }), zoomOf({ yAxisIndex: [0] })],
    xAxis: {
      type: "value",
      min: 1,
      max: scores.length,
      minInterval: 1,
      ...style.axis,
      name: "images, the most leaked first",
      nameLocation: "middle",
      nameGap: 24,
      splitLine: { show: false },
    },
    yAxis: {
      ...(isLog ? logAxis : { type: "value", scale: true }),
      ...style.axis,
      name: axisName(metric),
      nameTextStyle: { ...style.axis.nameTextStyle, align: "left" },
    },
    series: [
      {
        type: "line",
        name: "all images",
        color,
        showSymbol: false,
        lineStyle: { width: 2 },
        data: scores.map((score, at) => [at + 1, score]),
      },
      {
        type: "scatter",
        name: "images with pictures",
        color: accent,
        symbol: "diamond",
        symbolSize: 11,
        data: gallery.map(({ place, score, index, className }) => ({ name: `${index}, ${className}`, value: [place, score] })),
      },
    ],
  };
}

function axisName({ title, unit }: MetricStyle): string {
  return `${title}${unit === "" ? "" : ` in ${unit}`}`;
}

export function leaksTable({ scores, gallery }: Scores, metric: MetricStyle): FigureTable {
  const shown = new Map(gallery.map(({ place, index, className }) => [place, `${index}, ${className}`]));
  return {
    columns: [{ title: "Place", digits: 0 }, { title: metric.title, digits: metric.digits }, { title: "Image with a picture" }],
    rows: scores.map((score, at) => [at + 1, score, shown.get(at + 1) ?? ""]),
  };
}

export function leaksInWords({ scores, mean }: Scores, metric: MetricStyle): string {
  const values = [scores[0], scores.at(-1), mean].map((score) => fixed(score, metric.digits));
  return `${metric.title} of ${scores.length} images: most leaked ${values[0]}, least leaked ${values[1]}, mean ${values[2]}`;
}
