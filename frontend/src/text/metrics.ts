/** What the catalog says about a metric, as far as it is shown. */
type Known = {
  id: string;
  title: string;
  heading: string;
  unit: string;
  digits: number;
  morePrivate: "higher" | "lower";
  lowest: number | null;
  highest: number | null;
  constantGuess: string | null;
  worstCase: string | null;
  paper: boolean;
};

/** How a number is written, and which direction is good for whoever defends; of a name that nobody knows it is not known. */
export type MetricStyle = {
  name: string;
  title: string;
  unit: string;
  digits: number;
  better: "higher" | "lower" | undefined;
  says: string;
};

/** A metric that has a column, and the names under which runs keep what belongs to it. */
export type MetricColumn = MetricStyle & { constantGuess: string; worstCase: string };

/** The columns in their order, and the style of every name that a run may have kept, old ones included. */
export type Metrics = { columns: MetricColumn[]; styleOf: (name: string) => MetricStyle };

const unknownDigits = 4;

/** Not a metric of reconstructions: it belongs to the defended network, and every table begins with it. */
export const accuracyStyle: MetricStyle = {
  name: "accuracy",
  title: "Accuracy",
  unit: "",
  digits: 3,
  better: "higher",
  says: "share of test images classified correctly",
};

export function metricsOf(known: readonly Known[]): Metrics {
  const columns = known.filter(({ paper }) => !paper).map(columnOf);
  const styles = new Map<string, MetricStyle>([
    [accuracyStyle.name, accuracyStyle],
    ...known.map((metric): [string, MetricStyle] => [metric.id, styleOf(metric)]),
    ...columns.flatMap((column): [string, MetricStyle][] => [
      [column.constantGuess, { ...column, name: column.constantGuess, title: column.constantGuess }],
      [column.worstCase, { ...column, name: column.worstCase, title: column.worstCase }],
    ]),
  ]);
  return { columns, styleOf: (name) => styles.get(name) ?? unknown(name) };
}

export function betterArrow({ better }: MetricStyle): string {
  return better === undefined ? "" : better === "higher" ? "↑" : "↓";
}

function columnOf(metric: Known): MetricColumn {
  return { ...styleOf(metric), constantGuess: metric.constantGuess ?? "", worstCase: metric.worstCase ?? "" };
}

function styleOf({ id, title, heading, unit, digits, morePrivate, lowest, highest }: Known): MetricStyle {
  const range = lowest === null || highest === null ? "" : `, ${lowest} to ${highest}`;
  const says = `${title}${unit === "" ? "" : ` in ${unit}`}${range}; ${morePrivate} is more private`;
  return { name: id, title: heading, unit, digits, better: morePrivate, says };
}

function unknown(name: string): MetricStyle {
  return { name, title: name, unit: "", digits: unknownDigits, better: undefined, says: name };
}
