import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api, client } from "./client";
import { isAtRest } from "./states";
import type { Run } from "./types";

const whileMovingMillis = 2_000;

/** A run as it was read, with the mark that tells whether somebody edited it since. */
export type ReadRun = { run: Run; tag: string };

export function readRunOf(data: unknown, response: Response): ReadRun {
  return { run: data as Run, tag: response.headers.get("ETag") ?? "" };
}

async function readRun(id: string): Promise<ReadRun> {
  const { data, error, response } = await client.GET("/api/v1/runs/{id}", { params: { path: { id } } });
  if (error) throw error;
  return readRunOf(data, response);
}

/** The one question for a run, whatever part of the page wants it. */
export function runQuery(id: string) {
  return queryOptions({ queryKey: ["run", id], queryFn: () => readRun(id) });
}

/** A run, asked again while it moves. */
export function useRun(id: string) {
  return useQuery({
    ...runQuery(id),
    select: ({ run }) => run,
    refetchInterval: ({ state }) => (state.data && isAtRest(state.data.run.state) ? false : whileMovingMillis),
  });
}

/** A run's curves, asked again while it moves. */
export function useCurves(id: string, isMoving: boolean) {
  return api.useQuery(
    "get",
    "/api/v1/runs/{id}/curves",
    { params: { path: { id } } },
    {
      refetchInterval: isMoving ? whileMovingMillis : false,
    },
  );
}

/** Where a run stands now, asked again while it moves; of one that ended without a gallery once, for its last pictures. */
export function useLive(id: string, isMoving: boolean) {
  return api.useQuery(
    "get",
    "/api/v1/runs/{id}/live",
    { params: { path: { id } } },
    { refetchInterval: isMoving ? whileMovingMillis : false },
  );
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

const isRun = (queryKey: readonly unknown[]) => queryKey[0] === "run";

/** A run was answered by a change; it has another name too, under which it is asked for again. */
export function keepRun(cache: QueryClient, id: string, read: ReadRun) {
  cache.setQueryData(runQuery(id).queryKey, read);
  return cache.invalidateQueries({ predicate: ({ queryKey }) => isRun(queryKey) && queryKey[1] !== id });
}

/** Asks for the run itself again, after something was done to it. If its state changed, the page renews the rest. */
export function renewRun(cache: QueryClient) {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => isRun(queryKey) });
}

/** Asks for everything else again: lists, curves and pictures change with a run's state. */
export function renewAllButRuns(cache: QueryClient) {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => !isRun(queryKey) });
}
