import type { PaperTableCell } from "../../api/types";

type Verdict = NonNullable<PaperTableCell["verdict"]>;

/** How a verdict is shown: a sign beside the word, so that color is never the only signal. */
export type VerdictStyle = { sign: string; word: string; color: string; says: string };

/** A verdict that is new in the API document is missing here until it has a style. */
const styles: Record<Verdict, VerdictStyle> = {
  inside: { sign: "✓", word: "inside", color: "green", says: "within the tolerance" },
  better: { sign: "↑", word: "better", color: "blue", says: "better for the defender than printed, beyond the tolerance" },
  worse: { sign: "↓", word: "worse", color: "red", says: "worse for the defender than printed, beyond the tolerance" },
  undecided: { sign: "?", word: "undecided", color: "gray", says: "the seeds do not decide it" },
  "order-kept": { sign: "✓", word: "order kept", color: "green", says: "stands among the other rows as printed" },
  "order-broken": { sign: "✗", word: "order broken", color: "red", says: "stands on the other side of a row than printed" },
  "not-run": { sign: "○", word: "not run", color: "gray", says: "nothing was measured yet" },
  "method-missing": { sign: "–", word: "method missing", color: "gray", says: "this service has no such method" },
};

export const allVerdicts = Object.keys(styles) as Verdict[];

export function verdictStyle(verdict: Verdict): VerdictStyle {
  return styles[verdict];
}
