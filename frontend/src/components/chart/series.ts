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

/** Lines of one kind of quantity share an axis; those of single classes are many and stand apart. */
export type Kind = { unit: string; lines: Series[]; classes: Series[] };

type Named = { unit: string; series: Series; isOfClass: boolean };

const first = ["loss", "accuracy"];
const ofClass = /\.class-(\d+)$/;

function place({ unit }: Kind): number {
  const position = first.indexOf(unit);
  return position < 0 ? first.length : position;
}

/** Whether a line belongs to one class alone. */
export function isOfClass({ name }: { name: string }): boolean {
  return ofClass.test(name);
}

/**
 * The pictures of a run: one per kind of quantity, the last word of the name. What attacks learn is another kind than what the network
 * does, and so is what a part of the defense measures: a loss of pictures has nothing to do on the axis of one of classes. What most
 * people look for comes first.
 */
export function kindsOf(all: Series[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { unit, series, isOfClass } of all.map(named)) {
    const kind = kinds.get(unit) ?? { unit, lines: [], classes: [] };
    (isOfClass ? kind.classes : kind.lines).push(series);
    kinds.set(unit, kind);
  }
  return [...kinds.values()].sort((one, other) => place(one) - place(other));
}

function named(series: Series): Named {
  const [origin, part, ...rest] = series.name.split(".");
  if (origin !== "defense" || part === undefined || rest[0] === undefined) {
    const last = series.name.slice(series.name.lastIndexOf(".") + 1);
    return { unit: origin === "attack" ? `attack ${last}` : last, series, isOfClass: false };
  }
  const said = words(rest[0]).split(" ");
  const kind = said.at(-1)!;
  const label = ofClass.exec(series.name)?.[1];
  // The chart calls a line by what stands before the last point.
  const name = label === undefined ? said.slice(0, -1).join(" ") || kind : `class ${label}`;
  return {
    unit: `${part.replaceAll("-", " ")}: ${kind}`,
    series: { ...series, name: `${name}.${kind}` },
    isOfClass: label !== undefined,
  };
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
