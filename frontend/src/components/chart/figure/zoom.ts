import type { Drawing } from "../echarts";

/** A part of an axis, in percent of it. */
export type Part = { start: number; end: number };

const narrowest = 2;

/** In by half, out by double, or sideways by a quarter of what is seen; never beyond the whole. */
export function moved({ start, end }: Part, move: "in" | "out" | "left" | "right"): Part {
  const middle = (start + end) / 2;
  const width = end - start;
  if (move === "in" || move === "out") {
    const next = Math.min(100, Math.max(narrowest, move === "in" ? width / 2 : width * 2));
    const from = Math.min(100 - next, Math.max(0, middle - next / 2));
    return { start: from, end: from + next };
  }
  const step = Math.min(width / 4, move === "left" ? start : 100 - end);
  return move === "left" ? { start: start - step, end: end - step } : { start: start + step, end: end + step };
}

/** Mouse and fingers zoom too: the wheel with Ctrl, so that the page scrolls over a picture as elsewhere. */
export function zoomOf(axes: { xAxisIndex?: number[]; yAxisIndex?: number[] }) {
  return { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, preventDefaultMouseMove: false, filterMode: "none", ...axes };
}

type Zoomed = { dataZoom?: Part[] };

export function zoom(drawing: Drawing, move: "in" | "out" | "left" | "right" | "whole") {
  const parts = (drawing.getOption() as Zoomed).dataZoom ?? [];
  parts.forEach((part, dataZoomIndex) => {
    // Only the first axis is moved sideways.
    const isSideways = move === "left" || move === "right";
    if (isSideways && dataZoomIndex > 0) return;
    const next = move === "whole" ? { start: 0, end: 100 } : moved(part, move);
    drawing.dispatchAction({ type: "dataZoom", dataZoomIndex, ...next });
  });
}
