/** The id of an event as people read it. */
export function eventWord(id: string): string {
  return id.replaceAll("-", " ");
}

export const kindWords = { webhook: "Webhook", slack: "Slack", email: "E-mail" } as const;
