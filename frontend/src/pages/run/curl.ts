/** A command for a shell that queues a definition; single quotes inside are written the shell's way. */
export function curlOf(definition: unknown, origin: string): string {
  const body = JSON.stringify(definition).replaceAll("'", `'\\''`);
  return `curl -X POST '${origin}/api/v1/experiments' -H 'Content-Type: application/json' -d '${body}'`;
}
