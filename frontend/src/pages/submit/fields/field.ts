import type { FieldProblem } from "../../../api/problem";
import type { SettingSchema } from "./schema";

/** What every field of the form gets. */
export type FieldProps = {
  name: string;
  label: string;
  path: string;
  schema: SettingSchema;
  value: unknown;
  isRequired: boolean;
  problems: FieldProblem[];
  onChange: (value: unknown) => void;
};

/** What is broken at exactly this place, in words; `undefined` when nothing is. */
export function problemAt(problems: FieldProblem[], path: string, inWords: (problem: FieldProblem) => string): string | undefined {
  const here = problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`));
  return here.length === 0 ? undefined : here.map(inWords).join("; ");
}
