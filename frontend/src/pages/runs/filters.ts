import type { RunState } from "../../api/types";

export const filterNames = ["state", "dataset", "part", "attack", "submitter", "tag"] as const;

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
