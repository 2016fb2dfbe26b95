import type { Series } from "../../../components/chart/series";

/** What a run has told so far. */
export type Told = { series: Series[]; lines: string[]; stage: string; fraction: number | undefined };

export const nothingTold: Told = { series: [], lines: [], stage: "", fraction: undefined };

/** One event of the stream, already parsed. */
export type RunEvent =
  | { kind: "point"; series: string; step: number; value: number }
  | { kind: "progress"; stage: string; fraction: number }
  | { kind: "log"; line: string };

/** What was told before plus a batch of events; batches keep the page calm when a stream replays thousands. */
export function withEvents(told: Told, events: RunEvent[]): Told {
  const series = new Map(told.series.map(({ name, points }) => [name, [...points]]));
  const lines = [...told.lines];
  let { stage, fraction } = told;
  for (const event of events) {
    if (event.kind === "log") lines.push(event.line);
    if (event.kind === "progress") ({ stage, fraction } = event);
    if (event.kind === "point") {
      series.set(event.series, [...(series.get(event.series) ?? []), [event.step, event.value]]);
    }
  }
  return { series: [...series].map(([name, points]) => ({ name, points })), lines, stage, fraction };
}
