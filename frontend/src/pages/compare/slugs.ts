import type { ComparedRun } from "../../api/types";

/** All attacks of all runs, those that most runs share first. */
export function slugsOf(runs: Pick<ComparedRun, "attacks">[]): string[] {
  const counts = new Map<string, number>();
  for (const { attacks } of runs) {
    for (const { slug } of attacks) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([slug]) => slug);
}
