import type { Series } from "../components/chart/series";
import type { Curves } from "./types";

/** The service's curves as lines to draw. */
export function seriesOf(curves: Curves | undefined): Series[] {
  return (curves?.series ?? []).map(({ name, points }) => ({
    name,
    points: points.map(({ step, value }): [number, number] => [step, value]),
  }));
}
