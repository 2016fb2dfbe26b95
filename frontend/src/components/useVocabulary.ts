import { useMemo } from "react";
import { api } from "../api/client";
import { vocabularyOf, type Vocabulary } from "../text/vocabulary";

/** What the catalogue calls parts and attacks; empty until the catalogue is there. */
export function useVocabulary(): Vocabulary {
  const { data } = api.useQuery("get", "/api/v1/catalog", {}, { staleTime: 60_000 });
  return useMemo(() => vocabularyOf([...(data?.parts ?? []), ...(data?.attacks ?? [])]), [data]);
}
