import { useMemo } from "react";
import { useCatalog } from "../api/useCatalog";
import { vocabularyOf, type Vocabulary } from "../text/vocabulary";

/** What the catalogue calls parts and attacks; empty until the catalogue is there. */
export function useVocabulary(): Vocabulary {
  const { data } = useCatalog();
  return useMemo(() => vocabularyOf([...(data?.parts ?? []), ...(data?.attacks ?? [])]), [data]);
}
