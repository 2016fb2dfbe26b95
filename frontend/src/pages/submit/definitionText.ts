import { asObject, type Json } from "../../text/json";
import { readNumber } from "../../text/numbers";

/** The JSON beside the form, and the last definition that could be read from it. */
export type Draft = { text: string; definition: Json; mistake: string };

export function draftOf(definition: Json): Draft {
  return { text: JSON.stringify(definition, null, 2), definition, mistake: "" };
}

/** What typing into the JSON does: the form follows as long as it can be read, and waits while it cannot. */
export function draftTyped(before: Draft, text: string): Draft {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return { ...before, text, mistake: "A definition is an object: it starts with { and ends with }." };
    }
    const lost = lostBy(text, value);
    return lost === "" ? { text, definition: asObject(value), mistake: "" } : { ...before, text, mistake: lost };
  } catch (error) {
    return { ...before, text, mistake: error instanceof Error ? error.message : String(error) };
  }
}

/** What reading would change without a word: fields written twice, numbers that do not fit into a number of the browser. */
function lostBy(text: string, value: unknown): string {
  const kept = new Map<string, number>();
  countNames(value, kept);
  const twice = [...namesIn(text)].find(([name, times]) => times > (kept.get(name) ?? 0));
  if (twice) return `${twice[0]} is written twice in one object; the first would be lost. Leave one out.`;
  const unfit = numbersIn(text).find((literal) => {
    const { value: number, mistake } = readNumber(literal, false);
    return mistake !== "" || (Number.isInteger(number) && !Number.isSafeInteger(number));
  });
  return unfit === undefined ? "" : `${unfit} is a number that cannot be kept exactly. Write one up to ${Number.MAX_SAFE_INTEGER}.`;
}

function countNames(value: unknown, names: Map<string, number>) {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) names.set(name, (names.get(name) ?? 0) + 1);
    countNames(inner, names);
  }
}

function numbersIn(text: string): string[] {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];
}

/** The names of members as they stand in the text, with how often each is written. */
function namesIn(text: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const [, literal, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*(:?)/g)) {
    if (colon !== ":") continue;
    const name = String(JSON.parse(literal ?? '""'));
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  return names;
}
