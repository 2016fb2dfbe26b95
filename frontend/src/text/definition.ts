/** A definition, a part or an attack as JSON: the catalogue, not this program, knows the fields. */
export type Json = { [name: string]: unknown };

export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

function settingsInWords(settings: Json, nameField: string): string {
  return Object.entries(settings)
    .filter(([name, value]) => name !== nameField && value !== null && typeof value !== "object")
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}

/** One part in words: its title and the settings given. */
export function partInWords(part: Json, titles: Map<string, string>, nameField = "part"): string {
  const id = String(part[nameField] ?? "");
  const settings = settingsInWords(part, nameField);
  const title = titles.get(id) ?? id;
  return settings === "" ? title : `${title} (${settings})`;
}

/** A whole defense in words; the empty list is the undefended network. */
export function defenseInWords(defense: unknown, titles: Map<string, string>): string {
  const parts = asList(defense);
  return parts.length === 0 ? "Undefended" : parts.map((part) => partInWords(part, titles)).join(" + ");
}

/** The same from the parts' ids alone, for lists that do not carry settings. */
export function partsInWords(ids: string[], titles: Map<string, string>): string {
  return ids.length === 0 ? "Undefended" : ids.map((id) => titles.get(id) ?? id).join(" + ");
}
