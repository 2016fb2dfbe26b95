import type { Spread, Study, StudyCell } from "../../../api/types";
import { asList } from "../../../text/json";

/** What one experiment of the study found at one strength. */
export type StrengthPoint = {
  value: number;
  label: string;
  experiment: string;
  /** Its first run that succeeded: the pictures are of one run. */
  run: string | undefined;
  accuracy: Spread | undefined;
  error: Spread | undefined;
};

/** Experiments that differ in the strength alone, the smallest first. */
export type StrengthLine = { name: string; points: StrengthPoint[] };

/** Numeric axes by name, each with the number of every label. */
export type Strengths = Map<string, Map<string, number>>;

const between = " · ";

/** The axes of a study whose values are all numbers, two or more. A number that was given a name of its own counts too. */
export function strengthsOf(study: Study): Strengths {
  const found: Strengths = new Map();
  for (const { name, labels } of study.axes) {
    const named = namedValues(study, name);
    const numbers = labels.map((label) => named.get(label) ?? (label.trim() === "" ? NaN : Number(label)));
    if (labels.length > 1 && numbers.every(Number.isFinite)) found.set(name, new Map(labels.map((label, at) => [label, numbers[at]!])));
  }
  return found;
}

/** `{"label": "small", "value": 4}` as it was posted. */
function namedValues(study: Study, axis: string): Map<string, number> {
  const posted = asList(study.posted.axes).find(({ name }) => name === axis);
  return new Map(
    asList(posted?.values).flatMap(({ label, value }): [string, number][] =>
      typeof label === "string" && typeof value === "number" ? [[label, value]] : [],
    ),
  );
}

/** Labels of an axis from the smallest number to the largest. */
export function inOrder(numbers: Map<string, number>): string[] {
  return [...numbers].sort(([, one], [, other]) => one - other).map(([label]) => label);
}

/** What a cell is called without some axes. A bare number says nothing without its axis. */
export function restOf(cell: StudyCell, without: string[]): string {
  return Object.entries(cell.labels)
    .filter(([axis]) => !without.includes(axis))
    .map(([axis, label]) => (Number.isNaN(Number(label)) ? label : `${axis} ${label}`))
    .join(between);
}

export function errorOf(cell: StudyCell, attack: string, metric: string): Spread | undefined {
  return cell.attacks.find(({ slug }) => slug === attack)?.metrics[metric];
}

export function firstRun({ runs }: StudyCell): string | undefined {
  return runs.find(({ state }) => state === "SUCCEEDED")?.id;
}

/** The strength curves along an axis: one line per combination of all other axes, in their order. */
export function linesOf(study: Study, along: string, numbers: Map<string, number>, attack: string, metric: string): StrengthLine[] {
  const lines = new Map<string, StrengthPoint[]>();
  for (const cell of study.cells) {
    const label = cell.labels[along] ?? "";
    const name = restOf(cell, [along]);
    const point = {
      value: numbers.get(label) ?? NaN,
      label,
      experiment: cell.experiment,
      run: firstRun(cell),
      accuracy: cell.metrics.accuracy,
      error: errorOf(cell, attack, metric),
    };
    lines.set(name, [...(lines.get(name) ?? []), point]);
  }
  return [...lines].map(([name, points]) => ({
    name: name || study.name,
    points: points.filter(({ value }) => Number.isFinite(value)).sort((one, other) => one.value - other.value),
  }));
}

/** A logarithm suits positive numbers over more than a decade. */
export function suitsLog(values: number[]): boolean {
  return mayLog(values) && Math.max(...values) >= 10 * Math.min(...values);
}

export function mayLog(values: number[]): boolean {
  return values.every((value) => value > 0);
}

/** The name of the cut layer's axis, or what stands for it: any other numeric axis. */
export function acrossOf(strengths: Strengths, along: string): string | undefined {
  return [...strengths.keys()].find((name) => name !== along);
}
