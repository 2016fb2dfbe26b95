import { api } from "./client";
import { useSession } from "./useSession";

/** The projects that one may submit for; none where there are no accounts. */
export function useProjects() {
  const { data } = useSession();
  const isAsked = data !== undefined && data.mode !== "off" && data.me !== null;
  return api.useQuery("get", "/api/v1/projects", {}, { enabled: isAsked, staleTime: 60_000 });
}
