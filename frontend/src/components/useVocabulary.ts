import { useMemo } from "react";
import { useCatalog } from "../api/useCatalog";
import { vocabularyOf, type Vocabulary } from "../text/vocabulary";

/** What the catalog calls parts and attacks; empty until the catalog is there. */
export function useVocabulary(): Vocabulary {
  const { data } = useCatalog();
  return useMemo(() => vocabularyOf([...(data?.parts ?? []), ...(data?.attacks ?? [])]), [data]);
}
