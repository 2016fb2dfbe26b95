import { seriesOf, type Series } from "../../components/chart/series";
import type { Curves } from "../../api/types";

/** The same line of several seeds: what it is called, and one series per seed. */
export type Overlaid = { name: string; group: Series[] };

/**
 * Lines of the same name over all seeds, in the order in which they first occur.
 *
 * @param seeds with their curves; undefined while they are loaded
 */
export function overlaid(seeds: { seed: number; curves: Curves | undefined }[]): Overlaid[] {
  const groups = new Map<string, Series[]>();
  for (const { seed, curves } of seeds) {
    for (const { name, points } of seriesOf(curves)) {
      // The chart calls a series by what stands before the last point.
      groups.set(name, [...(groups.get(name) ?? []), { name: `seed ${seed}.${name.slice(name.lastIndexOf(".") + 1)}`, points }]);
    }
  }
  return [...groups].map(([name, group]) => ({ name, group }));
}
