import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "./client";
import { confirm, keyOf } from "./idempotencyKey";
import { type Purpose, purposeQuery } from "./purpose";
import type { Definition, Experiment } from "./types";

type Wish = { definitions: Definition[]; purpose: Purpose };

/** What is intended: the same definition for another project is another wish. */
const intention = (definition: Definition, purpose: Purpose) => ({ definition, ...purposeQuery(purpose) });

/** Queues definitions one after the other and answers the ids of their runs. */
async function queue({ definitions, purpose }: Wish): Promise<string[]> {
  const runs: string[] = [];
  for (const definition of definitions) {
    const { data, error } = await client.POST("/api/v1/experiments", {
      params: { query: purposeQuery(purpose), header: { "Idempotency-Key": keyOf(intention(definition, purpose)) } },
      body: definition,
    });
    if (error) throw error;
    runs.push(...((data as Experiment | undefined)?.runs ?? []).map(({ id }) => id));
  }
  confirm(definitions.map((definition) => intention(definition, purpose)));
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
