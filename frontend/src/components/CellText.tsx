import { fixed } from "../text/format";
import type { MetricStyle } from "../text/metrics";

type Props = { style: MetricStyle; mean: number | null | undefined; interval?: number | null | undefined };

/** One number with its interval, right-aligned by the cell, with the digits of its metric. */
export function CellText({ style, mean, interval }: Props) {
  return (
    <span className="number">
      {fixed(mean, style.digits)}
      {interval !== null && interval !== undefined && <span className="interval"> ± {fixed(interval, style.digits)}</span>}
    </span>
  );
}
