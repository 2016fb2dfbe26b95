import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { renewAllButRuns } from "../../api/useRun";

/** Asks for everything that hangs on the run again when it changes its state: once, whoever changed it. */
export function useRenewal(state: string) {
  const cache = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    void renewAllButRuns(cache);
  }, [cache, state]);
}
