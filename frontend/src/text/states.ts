import type { RunState } from "../api/types";

/** How a state is shown: a sign beside the word, so that color is never the only signal. */
export type StateStyle = { sign: string; color: string; word: string };

/** A state that is new in the API document is missing here until it has a style. */
const styles: Record<RunState, StateStyle> = {
  QUEUED: { sign: "◷", color: "gray", word: "queued" },
  RUNNING: { sign: "▷", color: "blue", word: "running" },
  CANCELLING: { sign: "■", color: "grape", word: "cancelling" },
  SUCCEEDED: { sign: "✓", color: "teal", word: "succeeded" },
  FAILED: { sign: "✗", color: "red", word: "failed" },
  CANCELLED: { sign: "⊘", color: "grape", word: "cancelled" },
};

export const allStates = Object.keys(styles) as RunState[];

export function stateStyle(state: RunState): StateStyle {
  return styles[state];
}
