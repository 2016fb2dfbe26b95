import type { RunState } from "./types";

/** Nothing more happens by itself in these states. */
export function isAtRest(state: RunState): boolean {
  return state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";
}

export function mayCancel(state: RunState): boolean {
  return state === "QUEUED" || state === "RUNNING";
}

export function mayRetry(state: RunState): boolean {
  return state === "FAILED" || state === "CANCELLED";
}
