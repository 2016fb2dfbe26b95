import { useQuery } from "@tanstack/react-query";
import { client } from "../../../api/client";
import { seriesOf } from "../../../api/curves";
import { useCurves } from "../../../api/useRun";
import type { Told } from "./collector";
import { useRunEvents } from "./useRunEvents";

async function readLog(id: string): Promise<string[]> {
  const { data, error } = await client.GET("/api/v1/runs/{id}/log", { params: { path: { id } }, parseAs: "text" });
  if (error) throw error;
  const text = String(data ?? "");
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** Curves and log: from the event stream while the run moves, whole from the service when it is at rest. */
export function useTold(id: string, isMoving: boolean): Told {
  const live = useRunEvents(id, isMoving);
  const curves = useCurves(id, false);
  const log = useQuery({ queryKey: ["log", id, isMoving], queryFn: () => readLog(id), enabled: !isMoving });
  const isCaughtUp = isMoving && live.series.length > 0;
  return {
    ...live,
    series: isCaughtUp ? live.series : seriesOf(curves.data),
    lines: isMoving ? live.lines : (log.data ?? []),
  };
}
