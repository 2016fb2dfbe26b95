/** Keys of intended submissions that were not confirmed yet, by what is submitted. */
const open = new Map<string, string>();

function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One key as long as the same submission is tried: a repeated click or a lost answer then queues nothing twice. */
export function keyOf(submission: unknown): string {
  const text = JSON.stringify(submission);
  const key = open.get(text) ?? freshKey();
  open.set(text, key);
  return key;
}

/** From now on the same submission is a new intention. */
export function confirm(submissions: unknown[]) {
  submissions.forEach((submission) => open.delete(JSON.stringify(submission)));
}
