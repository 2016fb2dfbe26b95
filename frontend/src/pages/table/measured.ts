import type { PaperTableCell, PaperTableColumn } from "../../api/types";
import { fixed } from "../../text/format";

const mostDigits = 8;

/** Digits behind the point that an interval has a say in: two of its own where it begins with 1 or 2, else one. */
export function digitsOf(half: number | null | undefined, usual: number): number {
  if (half === null || half === undefined || !Number.isFinite(half) || half <= 0) return usual;
  const power = Math.floor(Math.log10(half));
  const needsTwo = half / 10 ** power < 2.95;
  return Math.max(0, Math.min(mostDigits, (needsTwo ? 1 : 0) - power));
}

/** A measured number in the unit in which the paper prints, as `85.2 ± 0.3`; a dash where there is none. */
export function measuredText(cell: PaperTableCell, column: PaperTableColumn): string {
  if (cell.measured === null) return "–";
  const half = cell.measured.interval === null ? null : cell.measured.interval * column.divisor;
  const digits = digitsOf(half, column.digits);
  const mean = fixed(cell.measured.mean * column.divisor, digits);
  return half === null ? mean : `${mean} ± ${fixed(half, digits)}`;
}
