import type { Spread, Study, StudyCell } from "../../../api/types";
import type { FigureTable } from "../../../components/chart/figure/table";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { fixed } from "../../../text/format";
import type { MetricStyle } from "../../../text/metrics";
import { restOf } from "./curves";

/** A study over two numeric axes: what was found where they meet. */
export type Heat = {
  along: string;
  across: string;
  columns: string[];
  rows: string[];
  style: MetricStyle;
  /** Undefined where nothing was found yet. */
  at: (column: string, row: string) => Spread | undefined;
};

/** What else is varied: each of these has a map of its own. */
export function slicesOf(study: Study, along: string, across: string): string[] {
  return [...new Set(study.cells.map((cell) => restOf(cell, [along, across])))];
}

export function heatOf(
  study: Study,
  slice: string,
  along: { name: string; labels: string[] },
  across: { name: string; labels: string[] },
  style: MetricStyle,
  found: (cell: StudyCell) => Spread | undefined,
): Heat {
  const cells = study.cells.filter((cell) => restOf(cell, [along.name, across.name]) === slice);
  return {
    along: along.name,
    across: across.name,
    columns: along.labels,
    rows: across.labels,
    style,
    at: (column, row) => {
      const cell = cells.find(({ labels }) => labels[along.name] === column && labels[across.name] === row);
      return cell && found(cell);
    },
  };
}

/** From dark over blue-green to yellow, whose lightness alone tells the order. */
const shades = ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"];

export function heatOption({ along, across, columns, rows, style, at }: Heat, axis: AxisStyle) {
  const cells = columns.flatMap((column, x) =>
    rows.flatMap((row, y): [number, number, number][] => {
      const mean = at(column, row)?.mean;
      return mean === undefined ? [] : [[x, y, mean]];
    }),
  );
  const means = cells.map(([, , mean]) => mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  // The upper shades are light, the lower ones dark.
  const inkOf = (mean: number) => (high > low && (mean - low) / (high - low) > 0.55 ? "#111111" : "#ffffff");
  return {
    grid: { left: 56, right: 12, top: 8, bottom: 96 },
    tooltip: { trigger: "item", ...axis.tooltip },
    xAxis: { type: "category", data: columns, name: along, nameLocation: "middle", nameGap: 24, ...axis.axis },
    yAxis: { type: "category", data: rows, name: across, nameLocation: "middle", nameGap: 36, ...axis.axis },
    visualMap: {
      type: "continuous",
      min: low,
      max: high,
      orient: "horizontal",
      left: "center",
      bottom: 4,
      itemHeight: 120,
      precision: style.digits,
      inRange: { color: shades },
      textStyle: { color: axis.axis.axisLabel.color },
      text: [fixed(high, style.digits), fixed(low, style.digits)],
    },
    series: [
      {
        type: "heatmap",
        name: style.title,
        label: { show: true },
        data: cells.map(([x, y, mean]) => ({
          value: [x, y, mean],
          label: { color: inkOf(mean), formatter: fixed(mean, style.digits) },
        })),
      },
    ],
  };
}

export function heatTable({ along, across, columns, rows, style, at }: Heat): FigureTable {
  return {
    columns: [
      { title: along },
      { title: across },
      { title: style.title, digits: style.digits },
      { title: `± ${style.title}`, digits: style.digits },
      { title: "n", digits: 0 },
    ],
    rows: columns.flatMap((column) =>
      rows.map((row) => {
        const spread = at(column, row);
        return [column, row, spread?.mean ?? null, spread?.interval ?? null, spread?.n ?? 0];
      }),
    ),
  };
}

export function heatInWords(heat: Heat): string {
  const { along, across, style } = heat;
  const found = heatTable(heat).rows.flatMap(([column, row, mean]) =>
    typeof mean === "number" ? [`${along} ${column}, ${across} ${row}: ${fixed(mean, style.digits)}`] : [],
  );
  return `Heat map of ${style.title}. ${found.join("; ")}`;
}
