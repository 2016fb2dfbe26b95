import type { Study, StudyCell } from "../../api/types";

/** What stands where: one axis to the right where there are two or more, all others downwards. */
export type Grid = { rows: string[]; columns: string[]; across: string; at: (row: string, column: string) => StudyCell | undefined };

const between = " · ";

/** Axes that may go to the right: what has few values is read best there. */
export function axesOf(study: Study): string[] {
  return study.axes.map(({ name }) => name);
}

/**
 * The cells of a study as rows and columns.
 *
 * @param across the axis that goes to the right; the last one when it is none of the study's
 */
export function gridOf(study: Study, across: string): Grid {
  const names = axesOf(study);
  const last = names.at(-1) ?? "";
  const right = names.length < 2 ? "" : names.includes(across) ? across : last;
  const rowOf = (cell: StudyCell) =>
    names
      .filter((name) => name !== right)
      .map((name) => cell.labels[name] ?? "")
      .join(between);
  const columnOf = (cell: StudyCell) => (right === "" ? "" : (cell.labels[right] ?? ""));
  const byPlace = new Map(study.cells.map((cell) => [JSON.stringify([rowOf(cell), columnOf(cell)]), cell]));
  return {
    rows: [...new Set(study.cells.map(rowOf))],
    columns: right === "" ? [""] : (study.axes.find(({ name }) => name === right)?.labels ?? []),
    across: right,
    at: (row, column) => byPlace.get(JSON.stringify([row, column])),
  };
}

/** The attacks of all cells, each once. */
export function attacksOf(study: Study): string[] {
  return [...new Set(study.cells.flatMap(({ attacks }) => attacks.map(({ slug }) => slug)))];
}
