import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "./client";
import { confirm, keyOf } from "./idempotencyKey";
import type { Queued } from "./types";

/** Queues a preset or a group of them as a study; a repeated click or a lost answer queues nothing twice. */
export function useQueuePreset(onQueued: (queued: Queued) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (id: string): Promise<Queued> => {
      const intended = { preset: id };
      const { data, error } = await client.POST("/api/v1/presets/{id}", {
        params: { path: { id }, header: { "Idempotency-Key": keyOf(intended) } },
      });
      if (error) throw error;
      confirm([intended]);
      return data;
    },
    onSuccess: (queued) => {
      void cache.invalidateQueries({ refetchType: "none" });
      onQueued(queued);
    },
  });
}
