import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { Deletion } from "../../api/types";

/** What can be deleted by its address. */
export type Deletable = "runs" | "experiments" | "studies";

async function remove(what: Deletable, id: string, dryRun: boolean): Promise<Deletion> {
  const params = { path: { id }, query: { dryRun } };
  const answer =
    what === "runs"
      ? await client.DELETE("/api/v1/runs/{id}", { params })
      : what === "experiments"
        ? await client.DELETE("/api/v1/experiments/{id}", { params })
        : await client.DELETE("/api/v1/studies/{id}", { params });
  if (answer.error) throw answer.error;
  return answer.data;
}

/** The dry run of a deletion and the deletion itself, after which everything is asked for again where it is shown next. */
export function useDeletion(what: Deletable, id: string, onDeleted: () => void) {
  const cache = useQueryClient();
  const look = useMutation({ mutationFn: () => remove(what, id, true) });
  const doIt = useMutation({
    mutationFn: () => remove(what, id, false),
    onSuccess: () => {
      // The page that shows it is left and must not ask for it again; what comes next finds that what it knows is old.
      void cache.invalidateQueries({ refetchType: "none" });
      onDeleted();
    },
  });
  return { look, doIt };
}
