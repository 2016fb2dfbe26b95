import { betterArrow, type MetricStyle } from "../text/metrics";

/** The heading of a metric with the arrow of the better direction; what it means comes with the mouse. */
export function MetricName({ style, hint = "" }: { style: MetricStyle; hint?: string }) {
  return (
    <span style={{ whiteSpace: "nowrap" }} title={hint === "" ? style.says : `${style.says}. ${hint}`}>
      {style.title} {style.better !== undefined && <span aria-label={`${style.better} is better`}>{betterArrow(style)}</span>}
    </span>
  );
}
