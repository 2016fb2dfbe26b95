import { useMemo } from "react";
import { api } from "../api/client";

/** Titles of the catalogue's parts and attacks by id; empty until the catalogue is there. */
export function useTitles(): Map<string, string> {
  const { data } = api.useQuery("get", "/api/v1/catalog", {}, { staleTime: 60_000 });
  return useMemo(
    () => new Map([...(data?.parts ?? []), ...(data?.attacks ?? [])].map((entry) => [entry.id, entry.title])),
    [data],
  );
}
