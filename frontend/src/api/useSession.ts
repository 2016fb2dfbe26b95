import { useQueryClient } from "@tanstack/react-query";
import { noteAccounts } from "./accountsInUse";
import { api, client } from "./client";
import type { Session } from "./types";

/** Who asks, and how one logs in here. */
export function useSession() {
  const session = api.useQuery("get", "/api/v1/session", {}, { staleTime: 60_000 });
  if (session.data) noteAccounts(session.data.mode);
  return session;
}

/** What the caller may do; everything where there are no accounts. */
export function useMay(): { submit: boolean; administer: boolean } {
  const { data } = useSession();
  const role = data?.me?.role;
  const isFree = data === undefined || data.mode === "off";
  return { submit: isFree || role === "submitter" || role === "admin", administer: isFree || role === "admin" };
}

/** After a login or logout nothing that was answered before holds. */
export function useForgetAnswers() {
  const cache = useQueryClient();
  return async (session?: Session) => {
    if (session) cache.setQueryData(["get", "/api/v1/session", {}], session);
    await cache.resetQueries({ predicate: ({ queryKey }) => session === undefined || queryKey[1] !== "/api/v1/session" });
  };
}

/** Asks again, past the cache. */
export async function readSession(): Promise<Session> {
  const { data, error } = await client.GET("/api/v1/session");
  if (error) throw error;
  return data;
}
