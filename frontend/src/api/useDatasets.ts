import { api } from "./client";

/** Every data set; asked for again while one is being read, because nobody knows for how long. */
export function useDatasets() {
  return api.useQuery(
    "get",
    "/api/v1/datasets",
    {},
    {
      staleTime: 60_000,
      refetchInterval: ({ state }) => (state.data?.datasets.some((dataset) => dataset.state === "being-read") ? 3_000 : false),
    },
  );
}
