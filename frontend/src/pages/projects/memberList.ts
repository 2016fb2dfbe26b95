/** "ada, ben" → ["ada", "ben"]; commas, spaces and line breaks part names. */
export function memberList(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}
