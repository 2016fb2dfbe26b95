import type { Preset } from "../../api/types";
import { asObject, type Json } from "../../text/json";

/** Without these two lists a definition means empty ones. */
const emptyWhenMissing = ["defense", "attacks"];

const own = ["name", "seeds", "tags"];

/** A definition as the base of a study without axes. */
export function around(definition: unknown): Json {
  const { name, seeds, ...base } = asObject(definition);
  const called = typeof name === "string" ? name : "Untitled";
  return { name: `${called}, varied`.slice(0, 100), base, axes: [], seeds: seeds ?? [1] };
}

/**
 * Presets that were queued together as a study of axes: what all of them share is the base, what differs is an axis. Undefined where
 * one of them leaves to a default what others set.
 */
export function presetStudy(name: string, presets: Preset[]): Json | undefined {
  const [first] = presets;
  if (first === undefined) return undefined;
  if (presets.length === 1) return around(first.definition);
  const definitions = presets.map(({ definition }) => asObject(definition));
  const sections = [...new Set(definitions.flatMap(Object.keys))].filter((section) => !own.includes(section));
  const valueOf = (definition: Json, section: string) => definition[section] ?? (emptyWhenMissing.includes(section) ? [] : undefined);
  const isShared = (section: string) => new Set(definitions.map((one) => JSON.stringify(valueOf(one, section)))).size === 1;
  const varied = sections.filter((section) => !isShared(section));
  if (definitions.some((one) => varied.some((section) => valueOf(one, section) === undefined))) return undefined;
  const seeds = definitions.flatMap((one) => (Array.isArray(one.seeds) ? (one.seeds as number[]) : [1]));
  return {
    name: `${name}, varied`,
    base: Object.fromEntries(sections.filter(isShared).map((section) => [section, valueOf(definitions[0]!, section)])),
    axes: [
      {
        name: "preset",
        values: presets.map(({ id }, place) => ({
          label: id,
          set: Object.fromEntries(varied.map((section) => [`/${section}`, valueOf(definitions[place]!, section)])),
        })),
      },
    ],
    seeds: [...new Set(seeds)].sort((one, other) => one - other),
  };
}
