import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { client } from "../../api/client";
import { confirm, keyOf } from "../../api/idempotencyKey";
import { type Purpose, purposeQuery } from "../../api/purpose";
import type { Study, StudyDefinition } from "../../api/types";
import type { Json } from "../../text/json";

/** Posts a study and goes to its page; a repeated click or a lost answer queues nothing twice. */
export function usePostStudy(onDone: () => void) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ study, purpose }: { study: Json; purpose: Purpose }): Promise<Study> => {
      const intention = { study, ...purposeQuery(purpose) };
      const { data, error } = await client.POST("/api/v1/studies", {
        params: { query: purposeQuery(purpose), header: { "Idempotency-Key": keyOf(intention) } },
        body: study as StudyDefinition,
      });
      if (error) throw error;
      confirm([intention]);
      return data as Study;
    },
    onSuccess: ({ id }) => {
      onDone();
      void cache.invalidateQueries({ refetchType: "none" });
      void navigate(`/studies/${id}`);
    },
  });
}
