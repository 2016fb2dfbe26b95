import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../../api/client";
import type { RunBulk, RunBulkRequest } from "../../../api/types";

/** Which runs are meant: some by their ids, or all that a query finds. */
export type Target = { runs: string[] } | { query: string };

async function send(body: RunBulkRequest, dryRun: boolean): Promise<RunBulk> {
  const { data, error } = await client.POST("/api/v1/runs/bulk", { params: { query: { dryRun } }, body });
  if (error) throw error;
  return data;
}

/** One action with many runs; lists are asked for again after it. */
export function useBulk(target: Target, onDone: () => void) {
  const cache = useQueryClient();
  const look = useMutation({ mutationFn: () => send({ action: "delete", ...target }, true) });
  const act = useMutation({
    mutationFn: (action: Pick<RunBulkRequest, "action" | "tags">) => send({ ...action, ...target }, false),
    onSuccess: () => {
      onDone();
      void cache.invalidateQueries();
    },
  });
  return { look, act };
}
