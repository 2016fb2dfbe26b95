import type { Curves } from "../../api/types";
import { capitalized, words } from "../../text/format";

/**
 * One measured line: its name as the engine gives it, and its points in order of steps. Lines of the same tone share color and
 * pattern; without one each has its own.
 */
export type Series = { name: string; points: [number, number][]; tone?: number };

/** The service's curves as lines to draw. */
export function seriesOf(curves: Curves | undefined): Series[] {
  return (curves?.series ?? []).map(({ name, points }) => ({
    name,
    points: points.map(({ step, value }): [number, number] => [step, value]),
  }));
}

const first = ["loss", "accuracy"];

function place(unit: string): number {
  const position = first.indexOf(unit);
  return position < 0 ? first.length : position;
}

/**
 * Series that share a unit share a picture: the unit is the last word of the name. What attacks learn is another kind than what the
 * network does: a loss of pictures has nothing to do on the axis of one of classes. What most people look for comes first.
 */
export function byUnit(all: Series[]): Map<string, Series[]> {
  const groups = new Map<string, Series[]>();
  for (const series of all) {
    const last = series.name.slice(series.name.lastIndexOf(".") + 1);
    const unit = series.name.startsWith("attack.") ? `attack ${last}` : last;
    groups.set(unit, [...(groups.get(unit) ?? []), series]);
  }
  return new Map([...groups].sort(([one], [other]) => place(one) - place(other)));
}

/** The heading of a picture. */
export function unitTitle(unit: string): string {
  return capitalized(words(unit.replaceAll(".", " ")));
}

/** `attack.decoder-res-n8c64-train.mse` → `attack decoder-res-n8c64-train`. */
export function sourceOf(name: string): string {
  const end = name.lastIndexOf(".");
  return end < 0 ? name : name.slice(0, end).replace(".", " ");
}

/** The last value of each series in words, as the text alternative of the picture. */
export function inWords(unit: string, group: Series[]): string {
  const last = group.map((series) => {
    const point = series.points.at(-1);
    return point ? `${sourceOf(series.name)} ${point[1].toPrecision(4)} at epoch ${point[0]}` : `${sourceOf(series.name)} without points`;
  });
  return `Curves of ${unit}: ${last.join("; ")}`;
}
