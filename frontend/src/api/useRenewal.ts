import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { renewAllButRuns } from "./useRun";

/** Asks for everything that hangs on the run again when it changes its state: once, whoever changed it. */
export function useRenewal(state: string | undefined) {
  const cache = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    const isNews = before.current !== undefined;
    before.current = state;
    if (isNews) void renewAllButRuns(cache);
  }, [cache, state]);
}
