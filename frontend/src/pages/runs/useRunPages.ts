import { api } from "../../api/client";
import { type Filters, queryOf } from "./filters";

const pageSize = 30;

/** The runs page by page, by the service's cursor; renewed while the page is open. */
export function useRunPages(filters: Filters) {
  return api.useInfiniteQuery("get", "/api/v1/runs", { params: { query: { ...queryOf(filters), limit: pageSize } } }, {
    pageParamName: "after",
    initialPageParam: undefined,
    getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
    refetchInterval: 4_000,
  });
}
