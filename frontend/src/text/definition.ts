import { asList, type Json, written } from "./json";
import { words } from "./format";
import { titleOf, type Vocabulary } from "./vocabulary";

/** Numbers always tell something; a word or a flag only where it is not the usual one. */
function isTelling(value: unknown, usual: unknown): boolean {
  return typeof value === "number" || ((typeof value === "string" || typeof value === "boolean") && value !== usual);
}

/** One part in words: its title and the settings that tell something. */
export function partInWords(part: Json, vocabulary: Vocabulary): string {
  const { part: named, ...settings } = part;
  const id = written(named);
  const defaults = vocabulary.get(id)?.defaults ?? {};
  const told = Object.entries(settings).filter(([name, value]) => isTelling(value, defaults[name]));
  const title = titleOf(vocabulary, id);
  return told.length === 0 ? title : `${title} (${told.map(([name, value]) => `${words(name)} ${written(value)}`).join(", ")})`;
}

/** A whole defense in words; the empty list is the undefended network. */
export function defenseInWords(defense: unknown, vocabulary: Vocabulary): string {
  const parts = asList(defense);
  return parts.length === 0 ? "Undefended" : parts.map((part) => partInWords(part, vocabulary)).join(" + ");
}

/** The same from the parts' ids alone, for lists that do not carry settings. */
export function partsInWords(ids: string[], vocabulary: Vocabulary): string {
  return ids.length === 0 ? "Undefended" : ids.map((id) => titleOf(vocabulary, id)).join(" + ");
}
