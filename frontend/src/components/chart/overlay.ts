import type { Curves } from "../../api/types";
import { seriesOf, type Series } from "./series";

/** The same line of several runs: what it is called, and one series per run. */
export type Overlaid = { name: string; group: Series[] };

/** A run whose curves are laid over those of others; the curves are undefined while they are loaded. */
export type Laid = { label: string; tone?: number; curves: Curves | undefined };

/** Lines of the same name over all runs, in the order in which they first occur. */
export function overlaid(runs: Laid[]): Overlaid[] {
  const groups = new Map<string, Series[]>();
  for (const { label, tone, curves } of runs) {
    for (const { name, points } of seriesOf(curves)) {
      // The chart calls a series by what stands before the last point.
      const series = { name: `${label}.${name.slice(name.lastIndexOf(".") + 1)}`, points };
      groups.set(name, [...(groups.get(name) ?? []), tone === undefined ? series : { ...series, tone }]);
    }
  }
  return [...groups].map(([name, group]) => ({ name, group }));
}
