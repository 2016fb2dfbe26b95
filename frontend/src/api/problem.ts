/** One field that breaks a rule, as the service names it. */
export type FieldProblem = { path: string; rule: string; value: string; hint: string };

/** What went wrong, in words: a problem document of the service, or a service that did not answer (status 0). */
export type Problem = { title: string; detail: string; status: number; fields: FieldProblem[]; traceId: string };

function text(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.map((field: Record<string, unknown>) => ({
    path: text(field.path),
    rule: text(field.rule),
    value: text(field.value),
    hint: text(field.hint),
  }));
}

/** Browsers say "Failed to fetch" and the like, each in words of its own; none of them helps. */
function silence(error: Error): string {
  return error instanceof TypeError || error instanceof DOMException
    ? "No answer came. It is asked again every few seconds."
    : error.message;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Error) {
    return { title: "The service does not answer", detail: silence(error), status: 0, fields: [], traceId: "" };
  }
  if (typeof error === "object" && error !== null) {
    const raw = error as Record<string, unknown>;
    return {
      title: text(raw.title) || "The request failed",
      detail: text(raw.detail),
      status: Number(raw.status ?? 500),
      fields: fieldsOf(raw.fields),
      traceId: text(raw.traceId),
    };
  }
  return { title: "The request failed", detail: text(error), status: 500, fields: [], traceId: "" };
}

/** The whole sentence for one field: field, rule, value, way out. */
export function sentenceOf(field: FieldProblem): string {
  return `${field.path} ${ruleOf(field)}`;
}

/** The same without the field's name, to stand under the field itself. */
export function ruleOf(field: FieldProblem): string {
  const came = field.value === "" ? ", but is missing" : `, was ${field.value}`;
  const wayOut = field.hint === "" ? "" : `. ${field.hint}`;
  return `must be ${field.rule}${came}${wayOut}`;
}

/** Whether nobody answered who could refuse anything: what was shown before still holds, as far as anybody knows. */
export function isSilence(error: unknown): boolean {
  return !isBeingRead(error) && [0, 502, 503, 504].includes(problemOf(error).status);
}

/** Whether the service only asks for patience, until a data set was read for the first time. */
export function isBeingRead(error: unknown): boolean {
  return typeof error === "object" && error !== null && "type" in error && text(error.type).endsWith("dataset-being-read");
}
