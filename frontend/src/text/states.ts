/** How a state is shown: a sign beside the word, so that colour is never the only signal. */
export type StateStyle = { sign: string; color: string; word: string };

const styles: Record<string, StateStyle> = {
  QUEUED: { sign: "◷", color: "gray", word: "queued" },
  RUNNING: { sign: "▶", color: "blue", word: "running" },
  CANCELLING: { sign: "◼", color: "grape", word: "cancelling" },
  SUCCEEDED: { sign: "✓", color: "teal", word: "succeeded" },
  FAILED: { sign: "✗", color: "red", word: "failed" },
  CANCELLED: { sign: "⊘", color: "grape", word: "cancelled" },
};

export const allStates = Object.keys(styles);

export function stateStyle(state: string): StateStyle {
  return styles[state] ?? { sign: "?", color: "gray", word: state.toLowerCase() };
}

/** Nothing more happens by itself in these states. */
export function isAtRest(state: string): boolean {
  return state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";
}

export function mayCancel(state: string): boolean {
  return state === "QUEUED" || state === "RUNNING";
}

export function mayRetry(state: string): boolean {
  return state === "FAILED" || state === "CANCELLED";
}
