import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { useSession } from "../api/useSession";

/** Leads who must log in to the login, and back afterwards. A service that says nothing keeps nobody out: it does so itself. */
export function Gate({ children }: { children: ReactNode }) {
  const { data, isPending } = useSession();
  const { pathname, search } = useLocation();
  const isClosed = data !== undefined && data.mode !== "off" && data.me === null && !data.anonymousRead;
  if (pathname === "/login") return children;
  if (isPending) return null;
  if (isClosed) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  return children;
}
