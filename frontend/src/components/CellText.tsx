import { fixed } from "../text/format";
import { metricStyle } from "../text/metrics";

type Props = { metric: string; mean: number | null | undefined; interval?: number | null | undefined };

/** One number with its interval, right-aligned by the cell, with the digits of its measure. */
export function CellText({ metric, mean, interval }: Props) {
  const { digits } = metricStyle(metric);
  return (
    <span className="number">
      {fixed(mean, digits)}
      {interval !== null && interval !== undefined && <span className="interval"> ± {fixed(interval, digits)}</span>}
    </span>
  );
}
