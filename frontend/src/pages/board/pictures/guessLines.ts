import type { Board, BoardRow } from "../../../api/types";
import type { MetricColumn } from "../../../text/metrics";

export type GuessLine = { name: string; points: [[number, number], [number, number]] };

/**
 * Chance as an upright line and the constant guess as a level one, as far as the rows reach. A chance that is further away from the rows
 * than they are from each other would press them together, and is left out.
 */
export function linesOf(board: Board, drawn: BoardRow[], column: MetricColumn): GuessLine[] {
  const guess = board.constantGuess[column.name];
  const scores = [...drawn.map(({ metrics }) => metrics[column.name]?.mean), guess].filter((score) => score !== undefined);
  const reached = drawn.map(({ accuracy }) => accuracy?.mean).filter((accuracy) => accuracy !== undefined);
  const chance = board.chance !== null && isNear(board.chance, reached) ? board.chance : null;
  const accuracies = chance === null ? reached : [...reached, chance];
  const lines: GuessLine[] = [];
  if (chance !== null) {
    lines.push({
      name: "chance",
      points: [
        [chance, Math.min(...scores)],
        [chance, Math.max(...scores)],
      ],
    });
  }
  if (guess !== undefined) {
    lines.push({
      name: "constant guess",
      points: [
        [Math.min(...accuracies), guess],
        [Math.max(...accuracies), guess],
      ],
    });
  }
  return lines;
}

function isNear(chance: number, reached: number[]): boolean {
  const lowest = Math.min(...reached);
  return lowest - chance <= Math.max(...reached) - lowest;
}
