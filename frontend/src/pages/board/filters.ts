/** What stands in the address; `chart` is the metric that is drawn, which narrows nothing. */
export type BoardFilters = { backbone: string; cutLayer: string; attack: string; chart: string };

export function filtersIn(search: URLSearchParams): BoardFilters {
  return {
    backbone: search.get("backbone") ?? "",
    cutLayer: search.get("cutLayer") ?? "",
    attack: search.get("attack") ?? "",
    chart: search.get("chart") ?? "",
  };
}

/** What is sent to the service: empty filters are left out. */
export function queryOf(filters: BoardFilters) {
  return {
    ...(filters.backbone !== "" && { backbone: filters.backbone }),
    ...(filters.cutLayer !== "" && { cutLayer: Number(filters.cutLayer) }),
    ...(filters.attack !== "" && { attack: filters.attack }),
  };
}

/** What stands in the address. */
export function withFilter(filters: BoardFilters, name: keyof BoardFilters, value: string | null): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...filters, [name]: value ?? "" }).filter(([, text]) => text !== ""));
}
