import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "./client";
import { confirm, keyOf } from "./idempotencyKey";
import type { Definition, Experiment } from "./types";

/** Queues definitions one after the other and answers the ids of their runs. */
async function queue(definitions: Definition[]): Promise<string[]> {
  const runs: string[] = [];
  for (const definition of definitions) {
    const { data, error } = await client.POST("/api/v1/experiments", {
      params: { header: { "Idempotency-Key": keyOf(definition) } },
      body: definition,
    });
    if (error) throw error;
    runs.push(...((data as Experiment | undefined)?.runs ?? []).map(({ id }) => id));
  }
  confirm(definitions);
  return runs;
}

export function useSubmit(onQueued: (runs: string[]) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: queue,
    onSuccess: (runs) => {
      // The page is left, so nothing of it is asked for again; what comes next finds that what it knows is old.
      void cache.invalidateQueries({ refetchType: "none" });
      onQueued(runs);
    },
  });
}
