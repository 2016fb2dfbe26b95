import { useMemo } from "react";
import { useCatalog } from "../api/useCatalog";
import { metricsOf, type Metrics } from "../text/metrics";

/** The metrics of the catalog; no columns until it is there. */
export function useMetrics(): Metrics {
  const { data } = useCatalog();
  return useMemo(() => metricsOf(data?.metrics ?? []), [data]);
}
