import { asObject, type Json } from "../../text/json";

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
    return { text, definition: asObject(value), mistake: "" };
  } catch (error) {
    return { ...before, text, mistake: error instanceof Error ? error.message : String(error) };
  }
}
