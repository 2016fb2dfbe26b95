import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";

/** Where a band begins and ends at one place of the horizontal axis. */
export type BandPoint = { x: number; low: number; high: number };

/** A shaded band; it stands behind everything and answers no mouse. */
export function band(name: string, color: string, points: BandPoint[]) {
  return {
    type: "custom",
    name,
    color,
    silent: true,
    z: 0,
    clip: true,
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: points.map(({ x, low, high }) => [x, low, high]),
    // One shape for all points: it is drawn with the first.
    renderItem: ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
      dataIndex > 0
        ? undefined
        : {
            type: "polygon",
            shape: {
              points: [
                ...points.map(({ x, low }) => api.coord([x, low])),
                ...[...points].reverse().map(({ x, high }) => api.coord([x, high])),
              ],
            },
            style: { fill: color, opacity: 0.16 },
          },
  };
}
