import type { RunState } from "../../api/types";

export const filterNames = ["q", "state", "dataset", "part", "attack", "submitter", "tag"] as const;

export type Filters = Partial<Record<(typeof filterNames)[number], string>>;

/** What is sent to the service. A state that does not exist, typed into the address, is refused there in words. */
export function queryOf({ state, ...others }: Filters) {
  return { ...others, ...(state !== undefined && { state: state as RunState }) };
}

/** The filters an address carries; empty ones are left out. */
export function filtersIn(search: URLSearchParams): Filters {
  const found: Filters = {};
  for (const name of filterNames) {
    const value = search.get(name) ?? "";
    if (value !== "") found[name] = value;
  }
  return found;
}

export function withFilter(filters: Filters, name: (typeof filterNames)[number], value: string | null): Filters {
  const { [name]: _, ...others } = filters;
  return value === null || value === "" ? others : { ...others, [name]: value };
}

/** The same as one query of the search field, for what is done with every run that fits. */
export function queryText({ q = "", ...chosen }: Filters): string {
  return [q, ...Object.entries(chosen).map(([name, value]) => `${name}:${quoted(value)}`)].filter((term) => term !== "").join(" ");
}

function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, "\\$&")}"`;
}
