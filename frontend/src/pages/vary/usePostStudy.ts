import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { client } from "../../api/client";
import { confirm, keyOf } from "../../api/idempotencyKey";
import type { Study, StudyDefinition } from "../../api/types";
import type { Json } from "../../text/json";

/** Posts a study and goes to its page; a repeated click or a lost answer queues nothing twice. */
export function usePostStudy(onDone: () => void) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (study: Json): Promise<Study> => {
      const { data, error } = await client.POST("/api/v1/studies", {
        params: { header: { "Idempotency-Key": keyOf(study) } },
        body: study as StudyDefinition,
      });
      if (error) throw error;
      confirm([study]);
      return data as Study;
    },
    onSuccess: ({ id }) => {
      onDone();
      void cache.invalidateQueries({ refetchType: "none" });
      void navigate(`/studies/${id}`);
    },
  });
}
