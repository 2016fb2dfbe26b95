import type { Board, BoardRow } from "../../api/types";
import type { MetricColumn } from "../../text/metrics";

export type GuessLine = { name: string; points: [[number, number], [number, number]] };

/** Chance as an upright line and the constant guess as a level one, as far as the rows reach. */
export function linesOf(board: Board, drawn: BoardRow[], column: MetricColumn): GuessLine[] {
  const guess = board.constantGuess[column.name];
  const scores = [...drawn.map(({ metrics }) => metrics[column.name]?.mean), guess].filter((score) => score !== undefined);
  const accuracies = [...drawn.map(({ accuracy }) => accuracy?.mean), board.chance].filter(
    (accuracy) => accuracy !== undefined && accuracy !== null,
  );
  const lines: GuessLine[] = [];
  if (board.chance !== null) {
    lines.push({
      name: "chance",
      points: [
        [board.chance, Math.min(...scores)],
        [board.chance, Math.max(...scores)],
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
