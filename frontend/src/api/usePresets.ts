import { api } from "./client";

/** Ready definitions and their groups; what they cost follows what has been computed. */
export function usePresets(isWanted = true) {
  return api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000, enabled: isWanted });
}
