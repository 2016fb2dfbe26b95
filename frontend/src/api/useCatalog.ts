import { api } from "./client";

/** What a definition may name; asked for again while a data set is being read. */
export function useCatalog() {
  return api.useQuery(
    "get",
    "/api/v1/catalog",
    {},
    {
      staleTime: 60_000,
      refetchInterval: ({ state }) => (state.data?.datasetsBeingRead.length ? 3_000 : false),
    },
  );
}
