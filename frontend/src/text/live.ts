import type { LiveRun } from "../api/types";
import { duration } from "./format";

/** What one wants to know of a run that is not over: epoch, elapsed, time left, place in the queue. */
export function liveInWords({ detail, elapsedSeconds, secondsLeft, queue, state }: LiveRun): string[] {
  const words: string[] = [];
  if (queue !== null && queue !== undefined) {
    words.push(queue.position === 1 ? `starts next of ${queue.waiting} waiting` : `place ${queue.position} of ${queue.waiting} waiting`);
  }
  if (detail !== "" && state !== "QUEUED") words.push(detail);
  if (elapsedSeconds !== null && elapsedSeconds !== undefined) words.push(`${duration(elapsedSeconds)} so far`);
  if (secondsLeft !== null && secondsLeft !== undefined) {
    words.push(state === "QUEUED" ? `takes about ${duration(secondsLeft)}` : `about ${duration(secondsLeft)} left`);
  }
  return words;
}
