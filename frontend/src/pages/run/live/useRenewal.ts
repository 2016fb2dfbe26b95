import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/** Asks for everything again when a run changes its state, however the page heard of it: curves and pictures change with it. */
export function useRenewal(state: string) {
  const cache = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    void cache.invalidateQueries();
  }, [cache, state]);
}
