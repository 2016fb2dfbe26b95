import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { RunState } from "./types";
import { renewAllButRuns } from "./useRun";

/** Asks for everything that hangs on the run again when it changes its state: once, whoever changed it. */
export function useRenewal(state: RunState | undefined) {
  const cache = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    const isNews = before.current !== undefined;
    before.current = state;
    if (isNews) void renewAllButRuns(cache);
  }, [cache, state]);
}
