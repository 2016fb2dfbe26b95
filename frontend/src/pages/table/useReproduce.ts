import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { PaperTable, StudyDryRun } from "../../api/types";

const nothingMissing = 204;

/** What is missing of a table; null where nothing is. */
async function look(id: string, scale: PaperTable["scale"]): Promise<StudyDryRun | null> {
  const { data, error, response } = await client.POST("/api/v1/tables/{id}/missing", {
    params: { path: { id }, query: { scale, dryRun: true } },
  });
  if (error) throw error;
  return response.status === nothingMissing ? null : (data as StudyDryRun);
}

/** Queues it and answers the study that it became; null where nothing was missing any more. */
async function queue(id: string, scale: PaperTable["scale"]): Promise<string | null> {
  const { data, error } = await client.POST("/api/v1/tables/{id}/missing", { params: { path: { id }, query: { scale } } });
  if (error) throw error;
  return (data as { study?: string } | undefined)?.study ?? null;
}

/** First the dry run, then the queueing; both are asked for by a person. */
export function useReproduce(id: string, scale: PaperTable["scale"]) {
  const cache = useQueryClient();
  const plan = useMutation({ mutationFn: () => look(id, scale) });
  const start = useMutation({
    mutationFn: () => queue(id, scale),
    onSuccess: () => {
      plan.reset();
      void cache.invalidateQueries();
    },
  });
  return { plan, start };
}
