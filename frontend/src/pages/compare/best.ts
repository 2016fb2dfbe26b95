import type { Spread } from "../../api/types";
import type { MetricStyle } from "../../text/metrics";

type Read = Pick<Spread, "mean" | "low" | "high">;

/** Without an interval a number stands for itself. */
const overlap = (one: Read, other: Read) =>
  (one.low ?? one.mean) <= (other.high ?? other.mean) && (other.low ?? other.mean) <= (one.high ?? one.mean);

/**
 * Positions of the best values and of those whose interval overlaps that of the best; none when there is nothing to tell apart, or
 * nobody knows which way is good.
 */
export function bestOf({ better }: Pick<MetricStyle, "better">, spreads: (Read | null | undefined)[]): number[] {
  const known = spreads.filter((spread): spread is Read => Number.isFinite(spread?.mean));
  if (better === undefined || known.length < 2) return [];
  const best = known.reduce((one, other) => ((better === "higher" ? other.mean > one.mean : other.mean < one.mean) ? other : one));
  if (known.every((spread) => overlap(spread, best))) return [];
  return spreads.flatMap((spread, position) => (spread && Number.isFinite(spread.mean) && overlap(spread, best) ? [position] : []));
}
