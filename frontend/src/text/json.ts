/** A definition, a part or an attack as JSON: the catalog, not this program, knows the fields. */
export type Json = { [name: string]: unknown };

export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** A value as text: texts as they are, lists with commas. */
export function written(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(written).join(", ") : JSON.stringify(value);
}
