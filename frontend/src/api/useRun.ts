import { isAtRest } from "../text/states";
import { api } from "./client";

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
