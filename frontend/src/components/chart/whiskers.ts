import type { CustomSeriesRenderItemAPI } from "echarts";

/** Low and high end of an interval at a point; along which axis it lies. */
export type Whisker = { x: number; y: number; low: number; high: number };

const capPixels = 4;

/** Error bars as ECharts draws what it has no series for. They stand behind the points and answer no mouse. */
export function whiskers(name: string, color: string | undefined, axis: "x" | "y", points: Whisker[], more: object = {}) {
  return {
    type: "custom",
    name,
    color,
    silent: true,
    z: 1,
    clip: true,
    tooltip: { show: false },
    encode: { x: axis === "x" ? [0, 2, 3] : 0, y: axis === "y" ? [1, 2, 3] : 1 },
    data: points.map(({ x, y, low, high }) => [x, y, low, high]),
    renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => drawn(axis, api),
    ...more,
  };
}

function drawn(axis: "x" | "y", api: CustomSeriesRenderItemAPI) {
  const [x, y, low, high] = [0, 1, 2, 3].map((dimension) => Number(api.value(dimension)));
  const at = (value: number | undefined) => api.coord(axis === "x" ? [value!, y!] : [x!, value!]);
  const [from, to] = [at(low), at(high)];
  const cap = (end: number[]) =>
    axis === "x"
      ? [
          [end[0], end[1]! - capPixels],
          [end[0], end[1]! + capPixels],
        ]
      : [
          [end[0]! - capPixels, end[1]],
          [end[0]! + capPixels, end[1]],
        ];
  const style = { stroke: api.visual("color"), lineWidth: 1.25, fill: "none" };
  const line = (points: unknown) => ({ type: "polyline", shape: { points }, style });
  return { type: "group", children: [line([from, to]), line(cap(from)), line(cap(to))] };
}
