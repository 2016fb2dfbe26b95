import { useInfiniteQuery } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { RunPage } from "../../api/types";
import { type Filters, queryOf } from "./filters";

const pageSize = 30;

async function readPage(filters: Filters, after: string | undefined): Promise<RunPage> {
  const query = { ...queryOf(filters), limit: pageSize, ...(after !== undefined && { after }) };
  const { data, error } = await client.GET("/api/v1/runs", { params: { query } });
  if (error) throw error;
  return data;
}

/** The runs page by page, by the service's cursor; renewed while the page is open. The first page has no cursor at all. */
export function useRunPages(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["run pages", filters],
    queryFn: ({ pageParam }) => readPage(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 4_000,
  });
}
