import { markOf } from "../colors";
import type { FigureTable } from "../figure/table";
import { zoomOf } from "../figure/zoom";
import { logAxis } from "../logAxis";
import type { Series } from "../series";
import type { AxisStyle } from "../useAxisStyle";

/** One attack's error on images that it did not learn from, and what guessing the same picture everywhere scores. */
export type AttackLine = { name: string; points: [number, number][]; guess: number | undefined };

const prefix = "attack.";
const suffix = ".validation";

/** Of all curves those of an attack's error; a restart has a line of its own. */
export function attackLines(all: Series[], guesses: Record<string, number | undefined>): AttackLine[] {
  return all
    .filter(({ name }) => isAttackError(name))
    .map(({ name, points }) => {
      const source = name.slice(prefix.length, -suffix.length);
      // A restart stands behind the slug.
      const slug = Object.keys(guesses).find((known) => source === known || source.startsWith(`${known}.`));
      return { name: source, points, guess: slug === undefined ? undefined : guesses[slug] };
    });
}

/** Whether a curve is drawn with the attacks instead of with the others. */
export function isAttackError(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix);
}

/** Lines over epochs, and a dashed one at every different guess. */
export function attackOption(lines: AttackLine[], isLog: boolean, style: AxisStyle, palette: readonly string[]) {
  const guesses = [...new Set(lines.map(({ guess }) => guess).filter((guess) => guess !== undefined))];
  const epochs = lines.flatMap(({ points }) => points.map(([epoch]) => epoch));
  const span = [Math.min(...epochs), Math.max(...epochs)] as const;
  return {
    grid: { left: 8, right: 14, top: 30, bottom: 56, containLabel: true },
    tooltip: { trigger: "axis", ...style.tooltip },
    legend: { bottom: 0, type: "scroll", ...style.legend },
    dataZoom: [zoomOf({ xAxisIndex: [0] }), zoomOf({ yAxisIndex: [0] })],
    xAxis: {
      type: "value",
      scale: true,
      minInterval: 1,
      ...style.axis,
      name: "epoch",
      nameLocation: "middle",
      nameGap: 22,
      splitLine: { show: false },
    },
    yAxis: {
      ...(isLog ? logAxis : { type: "value", scale: true }),
      ...style.axis,
      name: "mean squared error",
      nameTextStyle: { ...style.axis.nameTextStyle, align: "left" },
    },
    series: [
      ...lines.map(({ name, points }, place) => ({
        type: "line",
        name,
        ...markOf(place, palette),
        symbolSize: 5,
        showSymbol: points.length < 40,
        lineStyle: { width: 2 },
        data: points,
      })),
      ...guesses.map((guess) => ({
        type: "line",
        name: "constant guess",
        color: style.axis.axisLabel.color,
        showSymbol: false,
        lineStyle: { type: "dashed", width: 1.5 },
        data: span.map((epoch) => [epoch, guess]),
      })),
    ],
  };
}

export function attackTable(lines: AttackLine[]): FigureTable {
  return {
    columns: [{ title: "Attack" }, { title: "Epoch", digits: 0 }, { title: "Error", digits: 5 }, { title: "Constant guess", digits: 5 }],
    rows: lines.flatMap(({ name, points, guess }) => points.map(([epoch, error]) => [name, epoch, error, guess ?? null])),
  };
}

export function attacksInWords(lines: AttackLine[]): string {
  return lines
    .map(({ name, points, guess }) => {
      const last = points.at(-1);
      const error = last === undefined ? "without points" : `error ${last[1].toPrecision(3)} at epoch ${last[0]}`;
      return `${name}: ${error}${guess === undefined ? "" : `, the constant guess ${guess.toPrecision(3)}`}`;
    })
    .join("; ");
}
