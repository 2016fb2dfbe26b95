/** What a picture shows, as rows: a number goes into the file as it is, and is shown with the digits of its column. */
export type FigureTable = { columns: FigureColumn[]; rows: FigureValue[][] };
export type FigureColumn = { title: string; digits?: number };
export type FigureValue = string | number | null;

/** As RFC 4180 writes it; text that a spreadsheet would compute gets an apostrophe in front, as the exports of boards do. */
export function csvOf({ columns, rows }: FigureTable): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  return lines.map((line) => line.map(cellOf).join(",") + "\r\n").join("");
}

function cellOf(value: FigureValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
