import { type QueryClient, useQuery } from "@tanstack/react-query";
import { isAtRest } from "../text/states";
import { api, client } from "./client";

const whileMovingMillis = 2_000;

/** A run, asked again while it moves. */
export function useRun(id: string) {
  return api.useQuery("get", "/api/v1/runs/{id}", { params: { path: { id } } }, {
    refetchInterval: ({ state }) => (state.data && isAtRest(state.data.state) ? false : whileMovingMillis),
  });
}

/** A run's curves, asked again while it moves. */
export function useCurves(id: string, isMoving: boolean) {
  return api.useQuery("get", "/api/v1/runs/{id}/curves", { params: { path: { id } } }, {
    refetchInterval: isMoving ? whileMovingMillis : false,
  });
}

async function readLog(id: string): Promise<string[]> {
  const { data, error } = await client.GET("/api/v1/runs/{id}/log", { params: { path: { id } }, parseAs: "text" });
  if (error) throw error;
  const text = String(data ?? "");
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/**
 * A run's log, asked again while it moves. A stream of events would be a second sooner, but a browser has six connections for all
 * tabs together, and every stream holds one.
 */
export function useLog(id: string, isMoving: boolean) {
  return useQuery({ queryKey: ["log", id], queryFn: () => readLog(id), refetchInterval: isMoving ? whileMovingMillis : false });
}

const isRun = (queryKey: readonly unknown[]) => queryKey[1] === "/api/v1/runs/{id}";

/** Asks for the run itself again, after something was done to it. If its state changed, the page renews the rest. */
export function renewRun(cache: QueryClient) {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => isRun(queryKey) });
}

/** Asks for everything else again: lists, curves and pictures change with a run's state. */
export function renewAllButRuns(cache: QueryClient) {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => !isRun(queryKey) });
}
