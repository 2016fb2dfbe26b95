import type { Board, BoardRow } from "../../../api/types";
import { band, type BandPoint } from "../../../components/chart/band";
import { markOf } from "../../../components/chart/colors";
import type { FigureTable } from "../../../components/chart/figure/table";
import { zoomOf } from "../../../components/chart/figure/zoom";
import { logAxis } from "../../../components/chart/logAxis";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { whiskers } from "../../../components/chart/whiskers";
import { accuracyStyle, betterArrow, type MetricColumn } from "../../../text/metrics";
import { linesOf } from "./guessLines";

export type TradeOff = { board: Board; drawn: BoardRow[]; column: MetricColumn; isLeading: boolean; isLog: boolean };
type Look = { style: AxisStyle; palette: readonly string[]; ink: string };

/** Rows that have both numbers. */
export function drawnOf(rows: BoardRow[], column: MetricColumn): BoardRow[] {
  return rows.filter(({ accuracy, metrics }) => accuracy !== null && metrics[column.name] !== undefined);
}

/** A logarithm needs numbers above 0, and decibels are one already. */
export function hasLog(drawn: BoardRow[], column: MetricColumn): boolean {
  return column.unit !== "dB" && drawn.every(({ metrics }) => (metrics[column.name]?.mean ?? 0) > 0);
}

/**
 * The best error at every accuracy: who accepts an accuracy may take what is more accurate. Corners from the least accurate row of the
 * front on, as the service names them.
 */
export function frontLine(board: Board, drawn: BoardRow[], column: MetricColumn): [number, number][] {
  const corners = board.front
    .map((hash) => drawn.find(({ rowHash }) => rowHash === hash))
    .filter((row) => row !== undefined)
    .map(({ accuracy, metrics }): [number, number] => [accuracy?.mean ?? 0, metrics[column.name]?.mean ?? 0])
    .sort(([one], [other]) => one - other);
  return corners.flatMap(([accuracy, error], place): [number, number][] => {
    const before = corners[place - 1];
    return before === undefined
      ? [[accuracy, error]]
      : [
          [before[0], error],
          [accuracy, error],
        ];
  });
}

/** The band of the front as far as it can be drawn: a logarithm has no 0. */
export function bandPoints({ board, isLog }: TradeOff): BandPoint[] {
  const points = (board.hypervolume?.band ?? []).map(({ accuracy, low, high }) => ({ x: accuracy, low, high }));
  const least = Math.min(...points.flatMap(({ low, high }) => [low, high]).filter((error) => error > 0));
  return points.filter(({ high }) => high > 0).map(({ x, low, high }) => ({ x, low: isLog ? Math.max(low, least) : low, high }));
}

/** Series of the rows come first, so that the place of a series is that of its row. */
export function tradeOffOption(tradeOff: TradeOff, { style, palette, ink }: Look) {
  const { board, drawn, column, isLeading, isLog } = tradeOff;
  const isUpsideDown = column.better === "lower";
  const scoreOf = (row: BoardRow) => row.metrics[column.name];
  const above0 = (low: number, mean: number) => (isLog ? Math.max(low, mean / 10) : low);
  const marked = drawn.map((row, place) => ({ row, mark: markOf(place, palette) }));
  const front = isLeading ? frontLine(board, drawn, column) : [];
  const spans = isLeading ? bandPoints(tradeOff) : [];
  return {
    grid: { left: 12, right: 24, top: 36, bottom: 64, containLabel: true },
    legend: { bottom: 0, type: "scroll", ...style.legend },
    tooltip: { trigger: "item", ...style.tooltip },
    dataZoom: [zoomOf({ xAxisIndex: [0] }), zoomOf({ yAxisIndex: [0] })],
    xAxis: {
      type: "value",
      scale: true,
      name: "accuracy →",
      nameLocation: "middle",
      nameGap: 28,
      ...style.axis,
      axisLine: { ...style.axis.axisLine, onZero: false },
    },
    yAxis: {
      ...(isLog ? logAxis : { type: "value", scale: true }),
      inverse: isUpsideDown,
      nameLocation: isUpsideDown ? "start" : "end",
      name: `${column.title}${column.unit === "" ? "" : ` in ${column.unit}`} ${betterArrow(column)}`,
      ...style.axis,
      nameTextStyle: { ...style.axis.nameTextStyle, align: "left" },
    },
    series: [
      ...marked.map(({ row, mark }) => ({
        type: "scatter",
        name: row.name,
        ...mark,
        symbolSize: 13,
        z: 3,
        data: [[row.accuracy?.mean, scoreOf(row)?.mean]],
      })),
      ...marked.flatMap(({ row, mark }) => {
        const [accuracy, score] = [row.accuracy, scoreOf(row)];
        if (!accuracy || !score || accuracy.interval === null || score.interval === null) return [];
        const at = { x: accuracy.mean, y: score.mean };
        return [
          whiskers(row.name, mark.color, "x", [{ ...at, low: accuracy.low ?? at.x, high: accuracy.high ?? at.x }]),
          whiskers(row.name, mark.color, "y", [{ ...at, low: above0(score.low ?? at.y, at.y), high: score.high ?? at.y }]),
        ];
      }),
      ...linesOf(board, drawn, column).map(({ name, points }) => ({
        type: "line",
        name,
        color: ink,
        showSymbol: false,
        lineStyle: { type: name === "chance" ? "dotted" : "dashed", width: 1.5 },
        data: points,
      })),
      ...(front.length === 0
        ? []
        : [{ type: "line", name: "front", color: ink, showSymbol: false, lineStyle: { width: 1.5 }, z: 2, data: front }]),
      ...(spans.length === 0 ? [] : [band("front", ink, spans)]),
    ],
  };
}

/** The numbers of the picture. */
export function tradeOffTable({ board, drawn, column }: TradeOff): FigureTable {
  return {
    columns: [
      { title: "Row" },
      { title: "Accuracy", digits: accuracyStyle.digits },
      { title: "± accuracy", digits: accuracyStyle.digits },
      { title: column.title, digits: column.digits },
      { title: `± ${column.title}`, digits: column.digits },
      { title: "n", digits: 0 },
      { title: "On the front" },
    ],
    rows: drawn.map((row) => [
      row.name,
      row.accuracy?.mean ?? null,
      row.accuracy?.interval ?? null,
      row.metrics[column.name]?.mean ?? null,
      row.metrics[column.name]?.interval ?? null,
      row.n,
      board.front.includes(row.rowHash) ? "yes" : "no",
    ]),
  };
}
