import type { MetricStyle } from "../../text/metrics";

/** Positions of the best values, several when they are equal; none when there is nothing to tell apart, or nobody knows which way is good. */
export function bestOf({ better }: Pick<MetricStyle, "better">, values: (number | null | undefined)[]): number[] {
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  if (better === undefined || numbers.length < 2) return [];
  if (numbers.every((value) => value === numbers[0])) return [];
  const best = better === "higher" ? Math.max(...numbers) : Math.min(...numbers);
  return values.flatMap((value, position) => (value === best ? [position] : []));
}
