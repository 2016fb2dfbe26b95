import type { StudyProgress } from "../api/types";

const words: Record<StudyProgress["state"], { sign: string; word: string; color: string }> = {
  QUEUED: { sign: "○", word: "waits", color: "gray" },
  RUNNING: { sign: "▷", word: "running", color: "blue" },
  DONE: { sign: "✓", word: "done", color: "green" },
  INCOMPLETE: { sign: "!", word: "incomplete", color: "orange" },
};

/** The state of a study or of one of its cells: a sign, a word, a color. */
export function progressStyle(state: StudyProgress["state"]) {
  return words[state];
}

/** "3 succeeded, 1 failed". */
export function countsInWords(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([state, count]) => `${count} ${state.toLowerCase()}`)
    .join(", ");
}
