import { asList, asObject, type Json, written } from "../../text/json";

/** Places whose value is one number, word or switch: what an axis of plain values can vary. */
export function pointersIn(definition: Json): string[] {
  return leaves(definition, "").filter((pointer) => !/^\/(seeds|name|tags|schemaVersion)(\/|$)/.test(pointer));
}

function leaves(value: unknown, pointer: string): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, place) => leaves(inner, `${pointer}/${place}`));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      leaves(inner, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    );
  }
  return pointer === "" ? [] : [pointer];
}

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(definition: Json, pointer: string): unknown {
  if (!pointer.startsWith("/")) return undefined;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, step) => (Array.isArray(value) ? (value[Number(step)] as unknown) : asObject(value)[step]), definition);
}

/** "4, 16" and "train, test" as lists; a range stays the text that the service reads. */
export function valuesOf(typed: string): unknown {
  const text = typed.trim();
  if (/^\d+-\d+$/.test(text) || text.includes("..")) return text;
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map(valueOf);
}

function valueOf(text: string): unknown {
  if (/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  return text === "true" ? true : text === "false" ? false : text;
}

/** What an axis is called where nobody names it: what it changes and, in a list, of which part. */
export function axisName(definition: Json, pointer: string): string {
  const [, section = "", place = ""] = pointer.split("/");
  const end = pointer.slice(pointer.lastIndexOf("/") + 1);
  const entry = asList(definition[section])[Number(place)];
  const id = entry === undefined ? "" : written(entry.part ?? entry.attack ?? entry.measure);
  return id === "" ? end : `${id} ${end}`;
}

/** The axes of a study as it is being written. */
export function axesIn(study: Json): Json[] {
  return asList(study.axes);
}

/** An axis in one line. */
export function axisInWords(axis: Json): string {
  const values = axis.values;
  const labels = Array.isArray(values) ? values.map((value) => written(asObject(value).label ?? value)) : [written(values)];
  return `${written(axis.name ?? axis.path)}: ${labels.join(", ")}`;
}

/** One of several lists of parts or attacks that take each other's place; the label is empty while nobody has named it. */
export type Alternative = { key: number; label: string; entries: Json[] };

/** The name that was given, else those of the entries. */
export function labelOf({ label, entries }: Alternative, nameField: string): string {
  if (label.trim() !== "") return label.trim();
  if (entries.length === 0) return nameField === "part" ? "undefended" : "no attack";
  return entries.map((entry) => written(entry[nameField])).join(" + ");
}

/** An axis whose values are whole lists, each with its label. */
export function alternativesAxis({ path, nameField }: { path: string; nameField: string }, alternatives: Alternative[]): Json {
  return {
    name: path,
    path: `/${path}`,
    values: alternatives.map((one) => ({ label: labelOf(one, nameField), value: one.entries })),
  };
}
