import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "./client";
import { isAtRest } from "./states";
import type { Curves, Experiment } from "./types";

const whileMovingMillis = 3_000;

async function readExperiment(id: string): Promise<Experiment> {
  const { data, error } = await client.GET("/api/v1/experiments/{id}", { params: { path: { id } } });
  if (error) throw error;
  return data;
}

/** An experiment, asked again while any of its runs moves. */
export function useExperiment(id: string) {
  return useQuery({
    queryKey: ["experiment", id],
    queryFn: () => readExperiment(id),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => !isAtRest(run.state)) ? whileMovingMillis : false),
  });
}

/** Puts what a change answered in the experiment's place; everything else is asked for again. */
export function useKeepExperiment(id: string) {
  const cache = useQueryClient();
  return (experiment: Experiment) => {
    cache.setQueryData(["experiment", id], experiment);
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "experiment" });
  };
}

async function readCurves(id: string): Promise<Curves> {
  const { data, error } = await client.GET("/api/v1/runs/{id}/curves", { params: { path: { id } } });
  if (error) throw error;
  return data;
}

/** The curves of several runs, in the same order; undefined where they are not there yet. */
export function useCurvesOf(runs: { id: string; state: Experiment["runs"][number]["state"] }[]) {
  return useQueries({
    queries: runs.map((run) => ({
      queryKey: ["curves of a seed", run.id],
      queryFn: () => readCurves(run.id),
      refetchInterval: isAtRest(run.state) ? (false as const) : whileMovingMillis,
    })),
  });
}
