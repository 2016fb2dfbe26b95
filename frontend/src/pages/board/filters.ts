import type { operations } from "../../api/schema";

/** What stands in the address; `chart` is the metric that is drawn, and `log` says how: they narrow nothing. */
export const filterNames = [
  "backbone",
  "cutLayer",
  "attack",
  "threatModel",
  "knowledge",
  "defense",
  "tag",
  "submitter",
  "minAccuracy",
  "offset",
  "sort",
  "order",
  "chart",
  "log",
] as const;

export type FilterName = (typeof filterNames)[number];
export type BoardFilters = Record<FilterName, string>;
export type BoardQuery = NonNullable<operations["getBoard"]["parameters"]["query"]>;

const ofTheChart: readonly FilterName[] = ["chart", "log"];
const numbers: readonly FilterName[] = ["cutLayer", "minAccuracy", "offset"];

/** The best of all attacks of an attacker, as opposed to one attack. */
export const worstCase = "worst-case";

export function filtersIn(search: URLSearchParams): BoardFilters {
  return Object.fromEntries(filterNames.map((name) => [name, search.get(name) ?? ""])) as BoardFilters;
}

/** What is sent to the service, which says what is wrong with it: empty filters are left out. */
export function queryOf(filters: BoardFilters): BoardQuery {
  const sent = filterNames.filter((name) => !ofTheChart.includes(name) && filters[name] !== "");
  return Object.fromEntries(sent.map((name) => [name, numbers.includes(name) ? numberOr(filters[name]) : filters[name]]));
}

/** A number, or the text as it is, so that the service can say what came. */
function numberOr(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** What stands in the address after a change of some. */
export function withFilters(filters: BoardFilters, changes: Partial<BoardFilters>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...filters, ...changes }).filter(([, text]) => text !== ""));
}

/** What narrows the rows of a board, but is not the board itself. */
export function isNarrowed({ defense, tag, submitter, minAccuracy }: BoardFilters): boolean {
  return [defense, tag, submitter, minAccuracy].some((text) => text !== "");
}
