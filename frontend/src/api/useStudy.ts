import { useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "./client";
import type { Study } from "./types";

const whileMovingMillis = 4_000;

/** Whether a study's runs wait or are computed. */
export function isMoving(study: Study | undefined): boolean {
  return study?.progress.state === "RUNNING" || study?.progress.state === "QUEUED";
}

async function readStudy(id: string): Promise<Study> {
  const { data, error } = await client.GET("/api/v1/studies/{id}", { params: { path: { id } } });
  if (error) throw error;
  return data;
}

/** A study, asked again while it moves; without an id none is asked for. */
export function useStudy(id: string) {
  return useQuery({
    enabled: id !== "",
    queryKey: ["study", id],
    queryFn: () => readStudy(id),
    refetchInterval: ({ state }) => (isMoving(state.data) ? whileMovingMillis : false),
  });
}

/** Puts what a change answered in the study's place; lists and runs are asked for again. */
export function useKeepStudy(id: string) {
  const cache = useQueryClient();
  return (study: Study) => {
    cache.setQueryData(["study", id], study);
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "study" });
  };
}
