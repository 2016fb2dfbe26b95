import type { Spread, Study } from "../../../api/types";
import type { FigureTable } from "../../../components/chart/figure/table";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { fixed } from "../../../text/format";
import type { MetricStyle } from "../../../text/metrics";
import { errorOf } from "../strength/curves";

/** A cell of a study with all that was found: a label per axis, then a mean per measure. */
export type CellLine = { experiment: string; name: string; labels: string[]; spreads: Spread[] };

/** The cells of a study side by side. */
export type Parallel = { axes: { name: string; labels: string[] }[]; measures: MetricStyle[]; lines: CellLine[] };

/** Cells in which every measure was found; measures that no cell has are left out. */
export function parallelOf(study: Study, attack: string, accuracy: MetricStyle, errors: MetricStyle[]): Parallel {
  const measured = errors.filter(({ name }) => study.cells.some((cell) => errorOf(cell, attack, name) !== undefined));
  const lines = study.cells.flatMap((cell) => {
    const spreads = [cell.metrics.accuracy, ...measured.map(({ name }) => errorOf(cell, attack, name))];
    const labels = study.axes.map(({ name }) => cell.labels[name] ?? "");
    const found = spreads.filter((spread) => spread !== undefined);
    return found.length < spreads.length ? [] : [{ experiment: cell.experiment, name: labels.join(" · "), labels, spreads: found }];
  });
  return { axes: study.axes, measures: [accuracy, ...measured], lines };
}

/** From dark over blue-green to yellow on the dark, without the yellow on white. */
const shades = { dark: ["#5b6fd6", "#21918c", "#5ec962", "#fde725"], light: ["#440154", "#3b528b", "#21918c", "#2f9e44"] };

/** More labels of one axis would lie over each other. */
const mostLabels = 20;

/** A vertical axis per axis of the study and per measure, a line per cell; the shade is the second measure, the attacker's error. */
export function parallelOption({ axes, measures, lines }: Parallel, style: AxisStyle, isDark: boolean) {
  const shaded = Math.min(1, measures.length - 1);
  const values = lines.map(({ spreads }) => spreads[shaded]?.mean ?? 0);
  // Letters stand on the lines; a rim in the color of the page keeps them readable.
  const letters = { ...style.axis.axisLabel, textBorderColor: isDark ? "#242424" : "#ffffff", textBorderWidth: 3 };
  const numeric = measures.map(({ title, digits }, at) => ({
    dim: axes.length + at,
    name: title,
    type: "value",
    scale: true,
    axisLabel: { ...letters, formatter: (value: number) => fixed(value, digits) },
  }));
  return {
    parallel: { left: 40, right: 90, top: 40, bottom: 20, parallelAxisDefault: { ...style.axis, nameGap: 14, realtime: true } },
    parallelAxis: [
      ...axes.map(({ name, labels }, dim) => ({
        dim,
        name,
        type: "category",
        data: labels,
        axisLabel: { ...letters, interval: Math.ceil(labels.length / mostLabels) - 1, width: 110, overflow: "truncate" },
      })),
      ...numeric,
    ],
    tooltip: { trigger: "item", ...style.tooltip },
    visualMap: {
      show: false,
      dimension: axes.length + shaded,
      min: Math.min(...values),
      max: Math.max(...values),
      inRange: { color: isDark ? shades.dark : shades.light },
    },
    series: [
      {
        type: "parallel",
        smooth: false,
        lineStyle: { width: 2, opacity: 0.75 },
        inactiveOpacity: 0.08,
        activeOpacity: 1,
        data: lines.map(({ name, labels, spreads }) => ({ name, value: [...labels, ...spreads.map(({ mean }) => mean)] })),
      },
    ],
  };
}

export function parallelTable({ axes, measures, lines }: Parallel): FigureTable {
  return {
    columns: [
      ...axes.map(({ name }) => ({ title: name })),
      ...measures.flatMap(({ title, digits }) => [
        { title, digits },
        { title: `± ${title}`, digits },
      ]),
    ],
    rows: lines.map(({ labels, spreads }) => [...labels, ...spreads.flatMap(({ mean, interval }) => [mean, interval])]),
  };
}

export function parallelInWords({ measures, lines }: Parallel): string {
  const told = lines.map(
    ({ name, spreads }) =>
      `${name}: ${spreads.map(({ mean }, at) => `${measures[at]?.title} ${fixed(mean, measures[at]?.digits ?? 3)}`).join(", ")}`,
  );
  return `Every cell as a line over its settings and what was found. ${told.join("; ")}`;
}
